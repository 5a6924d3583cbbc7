/// Amounts of money as people read and write them; on the wire they are whole numbers.
enum Money {
    /// Millionths as `0.42`, with as many more digits as a small amount needs to be seen.
    static func text(_ micros: Int64) -> String {
        Numbers.fixed(Double(micros) / 1_000_000, micros != 0 && abs(Double(micros)) < 10_000 ? 4 : 2)
    }

    /// Hundredths of an amount such as `2`, `2.5` or `2.50`; nil for anything else.
    static func cents(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].utf8.count <= 7, let whole = Digits.value(String(parts[0])) else { return nil }
        guard parts.count == 2 else { return Int64(whole) * 100 }
        let places = String(parts[1])
        guard (1...2).contains(places.utf8.count), let value = Digits.value(places) else { return nil }
        return Int64(whole) * 100 + Int64(places.utf8.count == 1 ? value * 10 : value)
    }
}
