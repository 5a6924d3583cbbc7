public import PluginAPI

extension ReportCell {
    /// A number, or null for none.
    public static func numberOrNull(_ value: Double?) -> ReportCell { value.map { .number($0) } ?? .null }
    /// A day, or null for none.
    public static func dayOrNull(_ value: LocalDay?) -> ReportCell { value.map { .day($0) } ?? .null }
}

/// A named number of a scalars frame.
public struct Scalar: Hashable, Sendable {
    public let name: String
    public let value: Double?
    /// What it counts or measures.
    public let unit: String

    public init(_ name: String, _ value: Double?, unit: String) {
        self.name = name
        self.value = value
        self.unit = unit
    }

    /// A count.
    public init(_ name: String, count: Int64, unit: String) {
        self.init(name, Double(count), unit: unit)
    }
}

extension ReportFrame {
    /// A frame of rows of name and value; the third column says each value's unit, because they differ.
    public static func scalars(_ name: String, _ values: [Scalar]) -> ReportFrame {
        ReportFrame(
            name: name, kind: .scalars,
            columns: [ReportColumn("name", .text), ReportColumn("value", .number), ReportColumn("unit", .text)],
            rows: values.map { [.text($0.name), .numberOrNull($0.value), .text($0.unit)] })
    }
}

/// Sentences that several reports say.
public enum Note {
    public static let noEntries = "There are no entries in this span."
    public static let independence = "The 95 % confidence intervals treat entries as independent of one another."

    /// Says that some entries have no score, or nothing when all have.
    public static func unscored(_ sums: Sums) -> String? {
        let missing = sums.entries &- sums.scored
        guard missing > 0 else { return nil }
        return "\(missing) of \(sums.entries) entries have no score and count in no mean."
    }
}
