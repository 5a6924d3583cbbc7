/// Numbers for readers, without a locale.
enum Numbers {
    /// A finite number with that many decimals (0–6), rounded half away from zero; anything else as `-`.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        let places = min(max(decimals, 0), 6)
        let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
        let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled.isFinite, scaled < 1e15 else { return value.isFinite ? "\(value)" : "-" }
        var digits = String(Int64(scaled))
        digits = String(repeating: "0", count: max(places + 1 - digits.utf8.count, 0)) + digits
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return places == 0 ? sign + digits : sign + digits.dropLast(places) + "." + digits.suffix(places)
    }

    /// A whole number with a thin separator in thousands from 10,000 on: `9999`, `12,345`.
    static func grouped(_ value: Int64) -> String {
        let digits = String(value.magnitude)
        guard digits.utf8.count > 4 else { return String(value) }
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { out += "," }
            out.append(digit)
        }
        return (value < 0 ? "-" : "") + out
    }

    /// The number with up to two decimals, none when it is whole.
    static func short(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return grouped(whole) }
        return fixed(value, 2)
    }

    /// `1 entry`, `2 entries`.
    static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(grouped(Int64(count))) \(count == 1 ? one : many)"
    }
}
