import PluginAPI

/// Rows for one table, in the binary format of COPY: each column exactly as wide as the table has it.
struct CopyRows: Sendable {
    /// The types that columns have in the tables.
    enum ColumnType: Sendable {
        case int2, int4, int8, bool, text, bytes, uuid
        /// Arrays of `uuid` and of `bigint`.
        case uuids, numbers
    }

    struct Column: Sendable {
        let name: String
        let type: ColumnType

        init(_ name: String, _ type: ColumnType) {
            self.name = name
            self.type = type
        }
    }

    /// What goes into one column of one row.
    enum Value: Sendable {
        case null
        case number(Int64)
        case flag(Bool)
        case text(String)
        case bytes([UInt8])
        case id(high: UInt64, low: UInt64)
        case ids([(high: UInt64, low: UInt64)])
        case numbers([Int64])
    }

    let table: String
    let columns: [Column]
    private(set) var count = 0
    private var bytes: [UInt8]

    init(_ table: String, _ columns: [Column]) {
        self.table = table
        self.columns = columns
        // The signature, no flags, no extension of the header.
        bytes = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    }

    var statement: String {
        "COPY \(table) (\(columns.map(\.name).joined(separator: ", "))) FROM STDIN (FORMAT binary)"
    }

    /// All rows with the end behind them.
    var finished: [UInt8] { bytes + [0xFF, 0xFF] }

    /// Adds a row.
    /// - Throws: `PostgresFailure` as the server would: a value that does not fit its column, or too few of them.
    mutating func add(_ values: [Value]) throws {
        guard values.count == columns.count else { throw Self.unfit("a row has \(values.count) values") }
        bytes.append(bigEndian: UInt16(truncatingIfNeeded: values.count))
        for (value, column) in zip(values, columns) { try add(value, column) }
        count += 1
    }

    private mutating func add(_ value: Value, _ column: Column) throws {
        if case .null = value { return bytes.append(bigEndian: UInt32.max) }
        let place = bytes.count
        bytes.append(bigEndian: UInt32(0))
        try write(value, column)
        bytes.write(bigEndian: UInt32(truncatingIfNeeded: bytes.count - place - 4), at: place)
    }

    private mutating func write(_ value: Value, _ column: Column) throws {
        switch (value, column.type) {
        case (.number(let number), .int8): bytes.append(bigEndian: UInt64(bitPattern: number))
        case (.number(let number), .int4):
            guard let small = Int32(exactly: number) else { throw Self.unfit("\(column.name) is out of range") }
            bytes.append(bigEndian: UInt32(bitPattern: small))
        case (.number(let number), .int2):
            guard let small = Int16(exactly: number) else { throw Self.unfit("\(column.name) is out of range") }
            bytes.append(bigEndian: UInt16(bitPattern: small))
        case (.flag(let flag), .bool): bytes.append(flag ? 1 : 0)
        case (.text(let text), .text): bytes.append(contentsOf: text.utf8)
        case (.bytes(let content), .bytes): bytes.append(contentsOf: content)
        case (.id(let high, let low), .uuid):
            bytes.append(bigEndian: high)
            bytes.append(bigEndian: low)
        case (.ids(let ids), .uuids):
            bytes.append(arrayOf: .uuid, ids.lazy.map(Optional.some)) {
                $0.append(bigEndian: $1.high)
                $0.append(bigEndian: $1.low)
            }
        case (.numbers(let numbers), .numbers):
            bytes.append(arrayOf: .int8, numbers.lazy.map(Optional.some)) { $0.append(bigEndian: UInt64(bitPattern: $1)) }
        default: throw Self.unfit("\(column.name) is of another kind")
        }
    }

    private static func unfit(_ message: String) -> PostgresFailure { PostgresFailure(.server("22000"), message) }
}

// Values from those of the domain.
extension CopyRows.Value {
    init(_ number: Int64?) { self = number.map { .number($0) } ?? .null }
    init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    init(_ bytes: [UInt8]?) { self = bytes.map { .bytes($0) } ?? .null }
    init(_ instant: Instant?) { self.init(instant?.microseconds) }
    init(_ score: Score?) { self.init(score.map { Int64($0.tenThousandths) }) }
    init<Subject>(_ id: Identifier<Subject>?) { self = id.map { .id(high: $0.high, low: $0.low) } ?? .null }
    init<Subject>(_ ids: [Identifier<Subject>]) { self = .ids(ids.map { ($0.high, $0.low) }) }
}

extension [UInt8] {
    mutating func append(bigEndian word: UInt16) {
        append(UInt8(truncatingIfNeeded: word >> 8))
        append(UInt8(truncatingIfNeeded: word))
    }
}
