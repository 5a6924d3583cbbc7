/// One value of a report.
public enum ReportCell: Hashable, Sendable {
    case null
    case integer(Int64)
    case number(Double)
    case text(String)
    case day(LocalDay)
    /// Turned into the category's name before it leaves the daemon.
    case category(CategoryID)
}

/// What a column holds. The raw value is the word on the wire.
public enum ReportColumnType: String, Sendable, CaseIterable {
    case integer, number, text, day, category
}

/// A column of a frame.
public struct ReportColumn: Hashable, Sendable {
    /// lowerCamelCase.
    public let name: String
    public let type: ReportColumnType
    /// What the numbers count or measure: `score` (−1…1), `mood` (1…5), `entries`, `words`, `days`, `percent`, `hour`, `weekday` …
    public let unit: String?

    public init(_ name: String, _ type: ReportColumnType, unit: String? = nil) {
        self.name = name
        self.type = type
        self.unit = unit
    }
}

/// How a frame is best drawn. The raw value is the word on the wire.
public enum ReportFrameKind: String, Sendable, CaseIterable {
    /// First column is the axis (day, hour …), the others are values along it.
    case series
    case table
    /// First column is a day, second the value that colours it.
    case calendar
    /// Rows of name and value.
    case scalars
}

/// A table with typed columns: what a client can draw without knowing the report.
public struct ReportFrame: Hashable, Sendable {
    public let name: String
    public let kind: ReportFrameKind
    public let columns: [ReportColumn]
    /// Each row has one cell for each column.
    public var rows: [[ReportCell]]

    public init(name: String, kind: ReportFrameKind, columns: [ReportColumn], rows: [[ReportCell]]) {
        self.name = name
        self.kind = kind
        self.columns = columns
        self.rows = rows
    }
}

/// The answer of a report.
public struct Report: Hashable, Sendable {
    public var frames: [ReportFrame]
    /// Sentences for the reader: thin data, what was left out.
    public var notes: [String]

    public init(frames: [ReportFrame], notes: [String] = []) {
        self.frames = frames
        self.notes = notes
    }
}
