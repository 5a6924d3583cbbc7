import GRDB
import GRDBSQLite
import PluginAPI

/// A prepared statement driven through SQLite's C interface: the hot path binds and reads without boxing values.
///
/// It does not own the handle; whoever prepared it finalizes it.
struct RawStatement {
    let handle: OpaquePointer

    /// Runs a statement that gives no rows.
    @inline(__always)
    func run(_ bind: (inout Binding) -> Void) throws {
        defer { sqlite3_reset(handle) }
        var binding = Binding(handle: handle)
        bind(&binding)
        guard sqlite3_step(handle) == SQLITE_DONE else { throw failure }
    }

    /// The first row, read by `read`, or nil.
    @inline(__always)
    func first<Value>(_ bind: (inout Binding) -> Void, _ read: (Row) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(handle) }
        var binding = Binding(handle: handle)
        bind(&binding)
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return try read(Row(handle: handle))
        case SQLITE_DONE: return nil
        default: throw failure
        }
    }

    /// Every row, until `body` returns false.
    @inline(__always)
    func each(_ bind: (inout Binding) -> Void, _ body: (Row) throws -> Bool) throws {
        defer { sqlite3_reset(handle) }
        var binding = Binding(handle: handle)
        bind(&binding)
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: guard try body(Row(handle: handle)) else { return }
            case SQLITE_DONE: return
            default: throw failure
            }
        }
    }

    private var failure: SQLiteFailure { SQLiteFailure(connection: sqlite3_db_handle(handle)) }
}

/// Binds the parameters of a statement from left to right.
struct Binding {
    let handle: OpaquePointer
    private var index: Int32 = 0

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    @inline(__always)
    mutating func add(_ value: Int64) {
        index += 1
        sqlite3_bind_int64(handle, index, value)
    }

    @inline(__always)
    mutating func add(_ value: Int64?) {
        if let value { add(value) } else { addNull() }
    }

    mutating func addNull() {
        index += 1
        sqlite3_bind_null(handle, index)
    }

    mutating func add(_ bytes: [UInt8]) {
        index += 1
        bytes.withUnsafeBytes { buffer in
            // A null pointer would bind NULL, and an empty array may have no address.
            guard let base = buffer.baseAddress, !buffer.isEmpty else {
                sqlite3_bind_zeroblob(handle, index, 0)
                return
            }
            sqlite3_bind_blob64(handle, index, base, UInt64(buffer.count), transientDestructor)
        }
    }

    mutating func add(_ bytes: [UInt8]?) {
        if let bytes { add(bytes) } else { addNull() }
    }

    mutating func add(_ text: String) {
        index += 1
        var text = text
        text.withUTF8 { buffer in
            bindText(UnsafeRawBufferPointer(buffer))
        }
    }

    mutating func add(_ text: String?) {
        if let text { add(text) } else { addNull() }
    }

    /// ASCII bytes as text.
    mutating func add(text bytes: [UInt8]) {
        index += 1
        bytes.withUnsafeBytes { bindText($0) }
    }

    mutating func add<Subject>(_ id: Identifier<Subject>) {
        index += 1
        withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { buffer in
            _ = sqlite3_bind_blob64(handle, index, buffer.baseAddress, 16, transientDestructor)
        }
    }

    private func bindText(_ buffer: UnsafeRawBufferPointer) {
        guard let base = buffer.baseAddress, !buffer.isEmpty else {
            sqlite3_bind_text(handle, index, "", 0, transientDestructor)
            return
        }
        sqlite3_bind_text64(
            handle, index, base.assumingMemoryBound(to: CChar.self), UInt64(buffer.count), transientDestructor,
            UInt8(SQLITE_UTF8))
    }
}

/// `SQLITE_TRANSIENT`: SQLite copies what is bound. C spells it as a cast of −1, which Swift does not import.
private let transientDestructor = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// The row a statement stands on; valid until its next step.
struct Row {
    let handle: OpaquePointer

    @inline(__always)
    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// What a column can hold here.
    enum Kind {
        case null, integer, text, bytes
    }

    /// What a column holds; a real number, which no table has, counts as an integer.
    func kind(_ column: Int32) -> Kind {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .bytes
        default: .integer
        }
    }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

    func bytes(_ column: Int32) -> [UInt8] { Array(buffer(column)) }

    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

    /// Valid until the next step or the next access to this column.
    @inline(__always)
    func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        let base = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }

    func text(_ column: Int32) -> String {
        guard let base = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// Throws when the column does not hold sixteen bytes.
    func id<Subject>(_ column: Int32) throws -> Identifier<Subject> {
        let bytes = buffer(column)
        guard bytes.count == 16 else { throw StorageError.corrupt(reason: "an id of \(bytes.count) bytes") }
        return Identifier(at: 0, of: bytes)
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

extension Database {
    /// A statement of this connection's cache, for the C interface.
    func raw(_ sql: String) throws -> RawStatement {
        RawStatement(handle: try cachedStatement(sql: sql).sqliteStatement)
    }
}
