internal import JournalRPC

/// A part of a report as the daemon sends it: typed columns, and rows of null, number or text.
struct Frame: Sendable {
    enum Kind: String, Sendable {
        case series, table, calendar, scalars
    }

    struct Column: Sendable {
        let name: String
        /// `integer`, `number`, `text` or `day`.
        let type: String
        let unit: String?

        init(_ name: String, _ type: String, unit: String? = nil) {
            (self.name, self.type, self.unit) = (name, type, unit)
        }

        var isNumeric: Bool { type == "integer" || type == "number" }

        /// `meanScore` as `mean score`.
        var title: String { Frame.words(name) }
    }

    let name: String
    let kind: Kind
    let columns: [Column]
    let rows: [[JSONValue]]

    /// Kinds that this client does not know are tables: every frame is one.
    init(name: String, kind: String, columns: [Column], rows: [[JSONValue]]) {
        self.name = name
        self.kind = Kind(rawValue: kind) ?? .table
        self.columns = columns
        self.rows = rows
    }

    /// The cell, or null where the row is short.
    func cell(_ row: [JSONValue], _ column: Int) -> JSONValue {
        row.indices.contains(column) ? row[column] : .null
    }

    /// A finite number of a cell.
    func number(_ row: [JSONValue], _ column: Int?) -> Double? {
        guard let column, let value = cell(row, column).doubleValue, value.isFinite else { return nil }
        return value
    }

    /// The day of a cell.
    func day(_ row: [JSONValue], _ column: Int) -> CivilDate? {
        cell(row, column).stringValue.flatMap { CivilDate($0) }
    }

    /// The first column after `start` with such a unit.
    func column(unit: String, after start: Int = -1) -> Int? {
        columns.indices.first { $0 > start && columns[$0].unit == unit && columns[$0].isNumeric }
    }

    /// lowerCamelCase as words: `longestStreak` is `longest streak`.
    static func words(_ name: String) -> String {
        var out = ""
        for character in name.prefix(64) {
            if character.isUppercase, !out.isEmpty { out += " " }
            out += character.lowercased()
        }
        return out
    }
}
