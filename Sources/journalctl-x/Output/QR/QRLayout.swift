/// How many codewords a version has, how they are cut into blocks, and where its alignment patterns are
/// (ISO/IEC 18004:2015, tables 1, 7 and 9, annex E).
struct QRLayout {
    let version: Int
    let correction: QRCode.Correction
    /// Correction codewords of each block.
    let correctionLength: Int
    let blocks: Int

    private static let low: [(length: Int, blocks: Int)] = [
        (7, 1), (10, 1), (15, 1), (20, 1), (26, 1), (18, 2), (20, 2), (24, 2), (30, 2), (18, 4),
    ]
    private static let medium: [(length: Int, blocks: Int)] = [
        (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5),
    ]

    init(version: Int, correction: QRCode.Correction) {
        self.version = version
        self.correction = correction
        let row = (correction == .low ? Self.low : Self.medium)[version - 1]
        (correctionLength, blocks) = row
    }

    var size: Int { version * 4 + 17 }

    /// Codewords of data and correction together.
    var codewords: Int {
        var modules = (16 * version + 128) * version + 64
        if version >= 2 {
            let count = version / 7 + 2
            modules -= (25 * count - 10) * count - 55
            if version >= 7 { modules -= 36 }
        }
        return modules / 8
    }

    var dataLength: Int { codewords - correctionLength * blocks }

    /// Bits of the number that says how many bytes follow.
    private var countBits: Int { version < 10 ? 8 : 16 }

    /// Bytes that fit beside the mode and the count.
    var capacity: Int { (dataLength * 8 - 4 - countBits) / 8 }

    /// Centres of the alignment patterns, in each direction.
    var alignment: [Int] {
        guard version > 1 else { return [] }
        let count = version / 7 + 2
        let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2
        return [6] + (0..<(count - 1)).map { size - 7 - step * (count - 2 - $0) }
    }

    /// Mode, count, bytes, terminator and padding. The bytes must fit.
    func dataCodewords(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var pending = 0
        var bits = 0
        func put(_ value: Int, _ count: Int) {
            pending = pending << count | value
            bits += count
            while bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: pending >> bits))
            }
            pending &= (1 << bits) - 1
        }
        put(0b0100, 4)
        put(bytes.count, countBits)
        for byte in bytes { put(Int(byte), 8) }
        // Mode and count leave half a byte open, which the terminator's four zeros fill.
        put(0, 4)
        for padding in 0..<max(dataLength - out.count, 0) { out.append(padding & 1 == 0 ? 0xEC : 0x11) }
        return Array(out.prefix(dataLength))
    }

    /// Data and correction codewords in the order in which they are drawn: first those of short blocks, column by column.
    func interleaved(_ data: [UInt8]) -> [UInt8] {
        let shortBlocks = blocks - codewords % blocks
        let shortLength = codewords / blocks - correctionLength
        let code = ReedSolomon(degree: correctionLength)
        var parts: [ArraySlice<UInt8>] = []
        var rest = data[...]
        for block in 0..<blocks {
            let length = shortLength + (block < shortBlocks ? 0 : 1)
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        let remainders = parts.map { code.remainder(of: $0) }
        var out: [UInt8] = []
        for column in 0...shortLength {
            for part in parts where column < part.count { out.append(part[part.startIndex + column]) }
        }
        for column in 0..<correctionLength {
            for remainder in remainders { out.append(remainder[column]) }
        }
        return out
    }
}

/// Reed-Solomon codes over GF(2⁸) modulo x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004:2015, 7.5).
struct ReedSolomon {
    /// Coefficients of the generator polynomial, the highest power first; its own, which is 1, is left out.
    private let generator: [UInt8]

    init(degree: Int) {
        var generator = [UInt8](repeating: 0, count: degree)
        if degree > 0 { generator[degree - 1] = 1 }
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in generator.indices {
                generator[index] = Self.multiply(generator[index], root)
                if index + 1 < degree { generator[index] ^= generator[index + 1] }
            }
            root = Self.multiply(root, 2)
        }
        self.generator = generator
    }

    /// The correction codewords of some data.
    func remainder(of data: some Sequence<UInt8>) -> [UInt8] {
        var remainder = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ (remainder.first ?? 0)
            for index in remainder.indices {
                let next = index + 1 < remainder.count ? remainder[index + 1] : 0
                remainder[index] = next ^ Self.multiply(generator[index], factor)
            }
        }
        return remainder
    }

    static func multiply(_ one: UInt8, _ two: UInt8) -> UInt8 {
        var product = 0
        for bit in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7) * 0x11D
            if two >> UInt8(bit) & 1 == 1 { product ^= Int(one) }
        }
        return UInt8(truncatingIfNeeded: product)
    }
}
