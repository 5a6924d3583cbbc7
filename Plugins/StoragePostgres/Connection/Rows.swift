import CLibPQ
import PluginAPI

/// What a statement gave back.
final class Rows {
    fileprivate let result: OpaquePointer
    let count: Int

    /// Takes the result over.
    init(_ result: OpaquePointer) {
        self.result = result
        count = Int(PQntuples(result))
    }

    deinit { PQclear(result) }

    /// Rows that an INSERT, UPDATE or DELETE changed.
    var changes: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// The words that PostgreSQL ended the statement with, such as `COMMIT`.
    var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// The first row, or nil.
    var first: Row? { count > 0 ? Row(rows: self, index: 0) : nil }

    func map<Value>(_ read: (Row) throws -> Value) rethrows -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for index in 0..<count { values.append(try read(Row(rows: self, index: Int32(index)))) }
        return values
    }

    func forEach(_ body: (Row) throws -> Void) rethrows {
        for index in 0..<count { try body(Row(rows: self, index: Int32(index))) }
    }
}

/// One row, in binary format; columns count from 0.
struct Row {
    let rows: Rows
    let index: Int32

    func isNull(_ column: Int32) -> Bool { PQgetisnull(rows.result, index, column) == 1 }

    /// Valid while `rows` is.
    @inline(__always)
    func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        let base = PQgetvalue(rows.result, index, column)
        return UnsafeRawBufferPointer(start: base, count: Int(PQgetlength(rows.result, index, column)))
    }

    /// A number of any width, or a bool as 0 or 1; NULL is 0.
    @inline(__always)
    func int(_ column: Int32) -> Int64 {
        let bytes = buffer(column)
        switch bytes.count {
        case 8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        case 2: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
        case 1: return Int64(bytes[0])
        default: return 0
        }
    }

    func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
    func bool(_ column: Int32) -> Bool { int(column) != 0 }
    func bytes(_ column: Int32) -> [UInt8] { Array(buffer(column)) }
    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
    func text(_ column: Int32) -> String { String(decoding: buffer(column), as: UTF8.self) }
    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    func instant(_ column: Int32) -> Instant { Instant(microseconds: int(column)) }
    func optionalInstant(_ column: Int32) -> Instant? { optionalInt(column).map(Instant.init(microseconds:)) }

    /// - Throws: `.corrupt` when the column does not hold sixteen bytes.
    func id<Subject>(_ column: Int32) throws(StorageError) -> Identifier<Subject> {
        let bytes = buffer(column)
        guard bytes.count == 16 else { throw .corrupt(reason: "an id of \(bytes.count) bytes") }
        return Identifier(at: 0, of: bytes)
    }

    func optionalID<Subject>(_ column: Int32) throws(StorageError) -> Identifier<Subject>? {
        isNull(column) ? nil : try id(column)
    }

    /// The ids of a `uuid[]` column; NULL and anything that is no such array is empty.
    func ids<Subject>(_ column: Int32) -> [Identifier<Subject>] {
        let bytes = buffer(column)
        guard bytes.count >= 20 else { return [] }
        let count = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)))
        // Each element is its length, which is 16, and the id.
        guard bytes.count == 20 + 20 * count else { return [] }
        return (0..<count).map { Identifier(at: 24 + 20 * $0, of: bytes) }
    }
}

extension Identifier {
    /// The id at an offset that the caller has checked to have sixteen bytes behind it.
    init(at offset: Int, of bytes: UnsafeRawBufferPointer) {
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)))
    }
}
