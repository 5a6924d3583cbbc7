/// Why a value could not be decoded. It carries a place and a rule, never the value.
public struct RPCDecodingError: Error, Sendable {
    private enum Place {
        case known(String)
        /// Types that try one reading after the other throw most of these away, so the way to the value
        /// is looked for only when somebody asks.
        case value(ViewDecoder, member: String)
    }

    /// `type`, `required` or `value`.
    public let rule: String
    /// What was expected.
    public let message: String
    private let place: Place

    /// Where, as a JSON pointer from the value that was decoded.
    public var pointer: String {
        switch place {
        case .known(let pointer): return pointer
        case .value(let decoder, var member):
            let token = member.withUTF8 { JSONPointer.token(UnsafeRawBufferPointer($0)) }
            return decoder.pointer + (member.isEmpty ? "" : "/" + token)
        }
    }

    init(pointer: String, rule: String, message: String) {
        place = .known(pointer)
        self.rule = rule
        self.message = message
    }

    init(at decoder: ViewDecoder, member: String, rule: String, message: String) {
        place = .value(decoder, member: member)
        self.rule = rule
        self.message = message
    }
}

/// Decodes `Decodable` types straight from a parsed document: the bytes are read once.
///
/// Stricter than Foundation's: an integer comes only from an integer literal in range, a `Double`
/// only from a finite number, and names are matched byte by byte. No input makes it trap.
public enum RPCDecoder {
    /// The value of `type` at `view`.
    public static func decode<T: Decodable>(_ type: T.Type, from view: JSONView) throws(RPCDecodingError) -> T {
        do {
            return try ViewDecoder(view: view, root: view.index).decode(type)
        } catch let error as RPCDecodingError {
            throw error
        } catch let error as DecodingError {
            throw RPCDecodingError(error)
        } catch {
            throw RPCDecodingError(pointer: "", rule: "value", message: "the value is not acceptable")
        }
    }
}

extension RPCDecodingError {
    /// What a type's own `init(from:)` threw. Its text may quote the value, so only the place is kept.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(
                pointer: Self.pointer(context.codingPath + [key]), rule: "required", message: "is required")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            self.init(pointer: Self.pointer(context.codingPath), rule: "type", message: "has another type")
        case .dataCorrupted(let context):
            self.init(pointer: Self.pointer(context.codingPath), rule: "value", message: "is not acceptable")
        @unknown default:
            self.init(pointer: "", rule: "value", message: "is not acceptable")
        }
    }

    private static func pointer(_ path: [any CodingKey]) -> String {
        path.map { key in
            var name = key.stringValue
            return "/" + (key.intValue.map { String($0) } ?? name.withUTF8 { JSONPointer.token(UnsafeRawBufferPointer($0)) })
        }.joined()
    }
}

/// A step of a path: a member's name or an item's position.
struct PathKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}

/// The decoder of one value. Three words, so that it travels inside an existential.
struct ViewDecoder: Decoder, Sendable {
    let view: JSONView
    /// The tape index of the value that decoding began with; paths start there.
    let root: Int

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    var pointer: String { view.pointer(from: JSONView(storage: view.storage, index: root)) }

    /// Found by walking from the root when somebody asks.
    var codingPath: [any CodingKey] {
        pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .map { PathKey(stringValue: String($0)) }
    }

    func failure(_ rule: String, _ message: String, member: String = "") -> RPCDecodingError {
        RPCDecodingError(at: self, member: member, rule: rule, message: message)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard view.kind == .object else { throw failure("type", "expected an object") }
        return KeyedDecodingContainer(ViewKeyedContainer<Key>(self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard view.kind == .array else { throw failure("type", "expected an array") }
        return ViewUnkeyedContainer(self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    func at(_ index: Int) -> ViewDecoder {
        ViewDecoder(view: JSONView(storage: view.storage, index: index), root: root)
    }

    func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        guard let value = view.integer(), let exact = T(exactly: value) else {
            throw failure("type", view.isInteger ? "the integer is out of range" : "expected an integer")
        }
        return exact
    }
}

extension ViewDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { view.isNull }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard let value = view.boolean() else { throw failure("type", "expected a boolean") }
        return value
    }

    func decode(_ type: String.Type) throws -> String {
        guard let value = view.string() else { throw failure("type", "expected a string") }
        return value
    }

    func decode(_ type: Double.Type) throws -> Double {
        guard let value = view.double() else { throw failure("type", "expected a finite number") }
        return value
    }

    func decode(_ type: Float.Type) throws -> Float {
        let value = Float(try decode(Double.self))
        guard value.isFinite else { throw failure("type", "expected a number of single precision") }
        return value
    }

    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }
}
