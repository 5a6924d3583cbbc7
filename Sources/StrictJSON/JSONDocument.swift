/// A parsed JSON text: its bytes and a flat tape that says where each value is.
///
/// Keep one document for each stream of messages and call `parse` again and again: the memory is
/// reused, so that a small message allocates nothing. Views of an earlier message that somebody
/// still holds stay valid (the document then takes new memory).
///
/// The grammar is RFC 8259 and nothing beyond it: UTF-8 without a byte-order mark, at most 64
/// containers inside one another, no member twice in one object (names compared after
/// unescaping, byte by byte), no escape of half a surrogate pair. The time is linear in the number
/// of bytes, whatever they are.
public struct JSONDocument: Sendable {
    /// The deepest nesting that is read.
    public static let maxDepth = 64
    /// The size over which `parse` refuses by default: 1 MiB.
    public static let defaultMaxBytes = 1_048_576
    /// Memory over this is given back when a message a quarter of its size follows.
    private static let keptBytes = 65_536

    private var storage: JSONStorage

    /// An empty document, ready to parse.
    public init() {
        storage = JSONStorage(byteCapacity: 1_024)
    }

    /// A document of the given text.
    public init(_ bytes: [UInt8], maxBytes: Int = JSONDocument.defaultMaxBytes) throws(JSONError) {
        storage = JSONStorage(byteCapacity: min(bytes.count, max(maxBytes, 0)))
        _ = try parse(bytes, maxBytes: maxBytes)
    }

    /// The outermost value of the last text, or nil when there was none or it was refused.
    public var root: JSONView? {
        storage.tapeCount > 0 ? JSONView(storage: storage, index: 0) : nil
    }

    /// Reads a text (the bytes are copied) and returns its outermost value.
    public mutating func parse(
        _ bytes: UnsafeRawBufferPointer, maxBytes: Int = JSONDocument.defaultMaxBytes
    ) throws(JSONError) -> JSONView {
        prepare(for: bytes.count <= maxBytes ? bytes.count : 0)
        storage.tapeCount = 0
        guard bytes.count <= min(maxBytes, JSONStorage.maxBytes) else {
            throw JSONError(kind: .tooLarge, offset: max(maxBytes, 0))
        }
        storage.load(bytes)
        var parser = JSONParser(storage: storage)
        try parser.parseText()
        storage.tapeCount = parser.tapeCount
        return JSONView(storage: storage, index: 0)
    }

    /// Reads a text and returns its outermost value.
    public mutating func parse(
        _ bytes: [UInt8], maxBytes: Int = JSONDocument.defaultMaxBytes
    ) throws(JSONError) -> JSONView {
        let outcome = bytes.withUnsafeBytes { buffer -> Result<JSONView, JSONError> in
            do throws(JSONError) {
                return .success(try parse(buffer, maxBytes: maxBytes))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// Makes the storage ours alone, large enough, and not wastefully large.
    private mutating func prepare(for count: Int) {
        let tooSmall = storage.byteCapacity < count
        let held = storage.byteCapacity + storage.tapeCapacity * MemoryLayout<TapeEntry>.stride
        let wasteful = held > 4 * Self.keptBytes && count < Self.keptBytes
        if tooSmall || wasteful || !isKnownUniquelyReferenced(&storage) {
            storage = JSONStorage(byteCapacity: max(count, 1_024))
        }
    }
}
