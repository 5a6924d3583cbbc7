import PluginAPI

/// What tokens cost, in millionths of the currency for a million tokens.
struct Price: Hashable, Sendable {
    let input: Int64
    let output: Int64
    /// Input that the server had read before.
    let cachedInput: Int64

    static let free = Price(input: 0, output: 0, cachedInput: 0)

    /// So much of the price.
    func percent(_ share: Int64) -> Price {
        Price(input: input * share / 100, output: output * share / 100, cachedInput: cachedInput * share / 100)
    }

    /// The cost of a call, rounded up.
    func cost(input tokens: Int64, cached: Int64, output: Int64) -> Int64 {
        let cached = min(max(cached, 0), tokens)
        let parts = [(tokens - cached, input), (cached, cachedInput), (output, self.output)]
        // Both factors are held to sizes whose product fits.
        let sum = parts.reduce(Int64(0)) { $0 + min(max($1.0, 0), Self.mostTokens) * min($1.1, Self.highest) }
        return (sum + 999_999) / 1_000_000
    }

    /// `MODEL INPUT OUTPUT [CACHED]; …` with decimal numbers of the currency; nil when it is not that.
    static func list(_ text: String) -> [(model: String, price: Price)]? {
        var list: [(String, Price)] = []
        for item in text.split(separator: ";") {
            let words = item.split(separator: " ").map(String.init)
            guard !words.isEmpty else { continue }
            guard words.count == 3 || words.count == 4, let input = amount(words[1]), let output = amount(words[2])
            else {
                return nil
            }
            guard let cached = words.count == 4 ? amount(words[3]) : input else { return nil }
            list.append((words[0], Price(input: input, output: output, cachedInput: cached)))
        }
        return list
    }

    private static let mostTokens: Int64 = 100_000_000
    /// Ten thousand units for a million tokens.
    private static let highest: Int64 = 10_000_000_000

    /// A decimal number with at most six places, in millionths.
    private static func amount(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, (1...5).contains(whole.utf8.count) else { return nil }
        let places = parts.count == 2 ? parts[1] : ""
        guard places.utf8.count <= 6, (whole + places).utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        guard let number = Int64(whole + places + String(repeating: "0", count: 6 - places.utf8.count)) else {
            return nil
        }
        return number <= highest ? number : nil
    }
}
