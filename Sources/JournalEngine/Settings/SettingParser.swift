import PluginAPI

/// Turns the text of a setting into its value.
///
/// A size (a key that ends in `Bytes`) may be written with KiB, MiB or GiB, a time (one that ends in `Seconds`)
/// with s, min or h: `1MiB`, `10s`.
enum SettingParser {
    /// Longest text of a setting, in bytes.
    static let maxTextBytes = 4_096

    /// Why a text is not a value of the setting. Never quotes the text.
    struct Failure: Error {
        let reason: String
        var suggestion: String?
    }

    static func parse(_ text: String, as spec: SettingSpec) throws(Failure) -> SettingValue {
        guard text.utf8.count <= maxTextBytes else { throw Failure(reason: "is over \(maxTextBytes) bytes") }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw Failure(reason: "has a control character")
        }
        switch spec.kind {
        case .text: return .text(text)
        case .path: return .text(try path(text, as: spec))
        case .boolean: return .boolean(try boolean(text))
        case .choice(let words): return .text(try choice(text, among: words, secret: spec.isSecret))
        case .integer(let range): return .integer(try integer(text, in: range, units: units(of: spec.key)))
        }
    }

    private static func path(_ text: String, as spec: SettingSpec) throws(Failure) -> String {
        guard !text.isEmpty || spec.fallback == .text("") else { throw Failure(reason: "is empty") }
        return text
    }

    private static func boolean(_ text: String) throws(Failure) -> Bool {
        switch text {
        case "true": return true
        case "false": return false
        default: throw Failure(reason: "must be true or false")
        }
    }

    private static func choice(_ text: String, among words: [String], secret: Bool) throws(Failure) -> String {
        guard !words.contains(text) else { return text }
        throw Failure(
            reason: "must be one of \(words.joined(separator: ", "))",
            suggestion: secret ? nil : Spelling.nearest(to: text, among: words))
    }

    private static func integer(
        _ text: String, in range: ClosedRange<Int64>, units: [(suffix: String, factor: Int64)]
    ) throws(Failure) -> Int64 {
        let unit = units.first { text.hasSuffix($0.suffix) }
        let digits = text.dropLast(unit?.suffix.count ?? 0)
        let bare = digits.first == "-" ? digits.dropFirst() : digits
        guard !bare.isEmpty, bare.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            let examples = units.last.map { ", or one with a unit such as 1\($0.suffix)" } ?? ""
            throw Failure(reason: "must be a whole number\(examples)")
        }
        let product = Int64(digits)?.multipliedReportingOverflow(by: unit?.factor ?? 1)
        guard let product, !product.overflow, range.contains(product.partialValue) else {
            throw Failure(reason: "must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return product.partialValue
    }

    private static func units(of key: String) -> [(suffix: String, factor: Int64)] {
        if key.hasSuffix("Bytes") { return [("KiB", 1 << 10), ("GiB", 1 << 30), ("MiB", 1 << 20)] }
        if key.hasSuffix("Seconds") { return [("min", 60), ("h", 3_600), ("s", 1)] }
        return []
    }
}
