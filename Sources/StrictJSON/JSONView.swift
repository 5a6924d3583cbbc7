/// The six kinds of JSON value.
public enum JSONKind: UInt8, Sendable {
    /// `null`
    case null = 0
    /// `true` or `false`
    case boolean = 1
    /// A number; see `JSONView.isInteger`.
    case number = 2
    /// A string.
    case string = 3
    /// An array.
    case array = 4
    /// An object.
    case object = 5

    var isContainer: Bool { rawValue >= JSONKind.array.rawValue }
}

/// One value inside a parsed document: a place on its tape. Copying a view costs a reference count;
/// it keeps the document's memory alive and never changes.
public struct JSONView: Sendable {
    let storage: JSONStorage
    let index: Int

    /// `{}`
    package static let emptyObject: JSONView = {
        let storage = JSONStorage(byteCapacity: 2)
        let text: [UInt8] = [UInt8(ascii: "{"), UInt8(ascii: "}")]
        text.withUnsafeBytes { storage.load($0) }
        storage.tape.initialize(to: TapeEntry(kind: .object, start: 0, end: 2, extent: 1))
        storage.tapeCount = 1
        return JSONView(storage: storage, index: 0)
    }()

    var entry: TapeEntry { storage.tape[index] }
    var base: UnsafePointer<UInt8> { UnsafePointer(storage.bytes) }

    /// What kind of value it is.
    public var kind: JSONKind { entry.kind }

    /// Whether it is `null`.
    public var isNull: Bool { kind == .null }

    /// Whether it is a number whose literal has neither fraction nor exponent.
    public var isInteger: Bool {
        let entry = entry
        return entry.kind == .number && entry.isInteger
    }

    /// How many items an array or members an object has; 0 for other kinds.
    public var count: Int {
        let entry = entry
        return entry.kind.isContainer ? entry.count : 0
    }

    /// The length of a string in UTF-8 bytes once unescaped; 0 for other kinds.
    public var utf8Count: Int {
        let entry = entry
        return entry.kind == .string ? Int(entry.extent) : 0
    }

    /// Calls `body` with the value's bytes exactly as they were sent, quotes included.
    public func withRawBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        let entry = entry
        let quote = entry.kind == .string ? 1 : 0
        let start = Int(entry.start) - quote
        defer { withExtendedLifetime(storage) {} }
        return try body(UnsafeRawBufferPointer(start: base + start, count: Int(entry.end) + quote - start))
    }

    /// A copy of the value's bytes exactly as they were sent, quotes included.
    public var rawBytes: [UInt8] { withRawBytes { Array($0) } }

    /// Calls `body` with a string's bytes once unescaped, without making a String; with no bytes for
    /// other kinds.
    public func withUTF8<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        let entry = entry
        guard entry.kind == .string else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        defer { withExtendedLifetime(storage) {} }
        guard entry.isEscaped else { return try body(JSONText.raw(base, entry)) }
        var decoded: [UInt8] = []
        JSONText.unescape(base, entry, into: &decoded)
        // An array's own closure method cannot carry a typed error through.
        let outcome = decoded.withUnsafeBytes { bytes -> Result<R, E> in
            do throws(E) {
                return .success(try body(bytes))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// The string, or nil for other kinds. Its marks may be unbounded: check text with a schema before
    /// comparing or hashing it.
    public func string() -> String? {
        guard kind == .string else { return nil }
        return withUTF8 { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether it is a string of exactly these UTF-8 bytes.
    public func isString(_ bytes: UnsafeRawBufferPointer) -> Bool {
        defer { withExtendedLifetime(storage) {} }
        let entry = entry
        return entry.kind == .string && JSONText.equal(base, entry, bytes)
    }

    /// Whether it is exactly this string, byte by byte.
    public func isString(_ text: StaticString) -> Bool {
        guard text.hasPointerRepresentation else { return false }
        return isString(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Whether a run of combining marks in a string is over `CombiningMarks.limit`.
    public var hasLongMarkRun: Bool {
        defer { withExtendedLifetime(storage) {} }
        let entry = entry
        return entry.kind == .string && JSONText.hasLongMarkRun(base: base, entry: entry)
    }

    /// `true` or `false`, or nil for other kinds.
    public func boolean() -> Bool? {
        guard kind == .boolean else { return nil }
        defer { withExtendedLifetime(storage) {} }
        return base[Int(entry.start)] == UInt8(ascii: "t")
    }

    /// The integer, or nil when it is no integer literal (`1.0` and `1e2` are none) or is out of range.
    public func integer() -> Int64? {
        guard isInteger else { return nil }
        return withRawBytes { JSONNumber.integer($0) }
    }

    /// The nearest double, or nil for other kinds and for numbers that are too large to be finite.
    public func double() -> Double? {
        guard kind == .number else { return nil }
        return withRawBytes { JSONNumber.double($0) }
    }
}
