/// Reads the values of a row from left to right. A value of another kind is `.corrupt`, never a trap.
public struct TransferReader {
    private let values: [TransferValue]
    private var place = 0

    public init(_ row: TransferRow) {
        values = row.values
    }

    private mutating func next() throws(StorageError) -> TransferValue {
        guard place < values.count else { throw Self.damage("a row is too short") }
        defer { place += 1 }
        return values[place]
    }

    public mutating func integer() throws(StorageError) -> Int64 {
        guard case .integer(let number) = try next() else { throw Self.damage("a number is missing") }
        return number
    }

    public mutating func optionalInteger() throws(StorageError) -> Int64? {
        switch try next() {
        case .integer(let number): return number
        case .null: return nil
        default: throw Self.damage("a number is of another kind")
        }
    }

    public mutating func text() throws(StorageError) -> String {
        guard case .text(let text) = try next() else { throw Self.damage("a text is missing") }
        return text
    }

    public mutating func optionalText() throws(StorageError) -> String? {
        switch try next() {
        case .text(let text): return text
        case .null: return nil
        default: throw Self.damage("a text is of another kind")
        }
    }

    public mutating func bytes() throws(StorageError) -> [UInt8] {
        guard case .bytes(let bytes) = try next() else { throw Self.damage("bytes are missing") }
        return bytes
    }

    public mutating func optionalBytes() throws(StorageError) -> [UInt8]? {
        switch try next() {
        case .bytes(let bytes): return bytes
        case .null: return nil
        default: throw Self.damage("bytes are of another kind")
        }
    }

    public mutating func id<Subject>() throws(StorageError) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(bytes: try bytes()) else { throw Self.damage("an id is none") }
        return id
    }

    public mutating func optionalID<Subject>() throws(StorageError) -> Identifier<Subject>? {
        guard let bytes = try optionalBytes() else { return nil }
        guard let id = Identifier<Subject>(bytes: bytes) else { throw Self.damage("an id is none") }
        return id
    }

    public mutating func instant() throws(StorageError) -> Instant { Instant(microseconds: try integer()) }

    public mutating func optionalInstant() throws(StorageError) -> Instant? {
        try optionalInteger().map(Instant.init(microseconds:))
    }

    public mutating func flag() throws(StorageError) -> Bool { try integer() != 0 }

    public mutating func score() throws(StorageError) -> Score { Score(clamping: try integer()) }

    /// A value that is written as its word.
    public mutating func word<Value: RawRepresentable>(_: Value.Type = Value.self) throws(StorageError) -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: try text()) else { throw Self.damage("a word is not known") }
        return value
    }

    private static func damage(_ what: String) -> StorageError { .corrupt(reason: "a transfer: \(what)") }
}

extension TransferValue {
    public init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }
    public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    public init(_ bytes: [UInt8]?) { self = bytes.map { .bytes($0) } ?? .null }
    public init<Subject>(_ id: Identifier<Subject>?) { self = id.map { .bytes($0.bytes) } ?? .null }
    public init(_ instant: Instant?) { self.init(instant?.microseconds) }
    public init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
}
