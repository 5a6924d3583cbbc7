/// Numbers from literals that the parser has already checked.
enum JSONNumber {
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The value of `-?digits`, or nil when it does not fit.
    static func integer(_ literal: UnsafeRawBufferPointer) -> Int64? {
        let negative = literal.first == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in literal.dropFirst(negative ? 1 : 0) {
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            // Counting down, so that the smallest integer fits as well.
            let (sum, tooSmall) = product.subtractingReportingOverflow(Int64(byte & 0x0F))
            if tooLarge || tooSmall { return nil }
            value = sum
        }
        if negative { return value }
        return value == Int64.min ? nil : -value
    }

    /// The nearest double, or nil when that is infinite.
    static func double(_ literal: UnsafeRawBufferPointer) -> Double? {
        if let exact = exactDouble(literal) { return exact }
        guard let value = Double(String(decoding: literal, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    /// The value when one multiplication or division of two exact doubles gives it (Clinger 1990):
    /// digits up to 2^53 and a power of ten up to 10^22. nil when they do not.
    private static func exactDouble(_ literal: UnsafeRawBufferPointer) -> Double? {
        guard literal.count <= 24 else { return nil }
        var mantissa: UInt64 = 0
        var exponent = 0
        var digits = 0
        var afterPoint = false
        var position = literal.first == UInt8(ascii: "-") ? 1 : 0
        let negative = position == 1
        while position < literal.count {
            let byte = literal[position]
            if byte == UInt8(ascii: ".") {
                afterPoint = true
            } else if byte | 0x20 == UInt8(ascii: "e") {
                exponent += exponentValue(literal, from: position + 1)
                break
            } else {
                digits += mantissa == 0 && byte == UInt8(ascii: "0") ? 0 : 1
                guard digits <= 18 else { return nil }
                mantissa = mantissa * 10 + UInt64(byte & 0x0F)
                exponent -= afterPoint ? 1 : 0
            }
            position += 1
        }
        guard mantissa <= 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
        let whole = Double(mantissa)
        let value = exponent < 0 ? whole / powers[-exponent] : whole * powers[exponent]
        return negative ? -value : value
    }

    /// The exponent after the `e`; beyond four digits it only has to stay large.
    private static func exponentValue(_ literal: UnsafeRawBufferPointer, from start: Int) -> Int {
        var value = 0
        var negative = false
        for byte in literal[start...] {
            if byte == UInt8(ascii: "-") {
                negative = true
            } else if byte != UInt8(ascii: "+"), value < 10_000 {
                value = value * 10 + Int(byte & 0x0F)
            }
        }
        return negative ? -value : value
    }
}
