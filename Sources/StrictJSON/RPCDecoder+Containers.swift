/// The members of an object, for a type that asks for them by key.
struct ViewKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    /// Where the last member was found: the next one asked for usually follows it.
    private final class Cursor {
        var next = 0
    }

    private let decoder: ViewDecoder
    /// Small objects are searched from the front, which costs less than making a cursor.
    private let cursor: Cursor?

    init(_ decoder: ViewDecoder) {
        self.decoder = decoder
        cursor = decoder.view.count > 4 ? Cursor() : nil
    }

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        decoder.view.members.compactMap { member in member.name.string().flatMap { Key(stringValue: $0) } }
    }

    private func find(_ key: any CodingKey) -> ViewDecoder? {
        var name = key.stringValue
        let found = name.withUTF8 {
            decoder.view.findMember(UnsafeRawBufferPointer($0), from: cursor?.next ?? 0)
        }
        guard let found else { return nil }
        let value = decoder.at(found + 1)
        if let cursor { cursor.next = value.view.indexAfter }
        return value
    }

    private func member(_ key: any CodingKey) throws -> ViewDecoder {
        guard let value = find(key) else {
            throw decoder.failure("required", "is required", member: key.stringValue)
        }
        return value
    }

    /// The member unless it is absent or null.
    private func present(_ key: any CodingKey) -> ViewDecoder? {
        guard let value = find(key), !value.view.isNull else { return nil }
        return value
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try member(key).decodeNil() }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try member(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try member(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try member(key).decode(type) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try member(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try member(key).decode(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try member(key).decode(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try member(key).decode(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try member(key).decode(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try member(key).decode(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try member(key).decode(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try member(key).decode(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try member(key).decode(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try member(key).decode(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try member(key).decode(type) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try member(key).decode(type) }

    // One search instead of the three that the default implementations make.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try present(key)?.decode(type) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(key)?.decode(type) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try present(key)?.decode(type) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try present(key)?.decode(type) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try present(key)?.decode(type) }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try present(key)?.decode(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try member(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try member(PathKey(stringValue: "super")) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}

/// The items of an array, one after the other.
struct ViewUnkeyedContainer: UnkeyedDecodingContainer {
    private let decoder: ViewDecoder
    private var position: Int
    private let total: Int
    private(set) var currentIndex = 0

    init(_ decoder: ViewDecoder) {
        self.decoder = decoder
        position = decoder.view.index + 1
        total = decoder.view.count
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { total }
    var isAtEnd: Bool { currentIndex >= total }

    private func current() throws -> ViewDecoder {
        guard currentIndex < total else { throw decoder.failure("required", "expected another item") }
        return decoder.at(position)
    }

    private mutating func advance(_ item: ViewDecoder) {
        position = item.view.indexAfter
        currentIndex += 1
    }

    mutating func decodeNil() throws -> Bool {
        let item = try current()
        if item.view.isNull { advance(item) }
        return item.view.isNull
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let item = try current()
        let value = try item.decode(type)
        advance(item)
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        let item = try current()
        advance(item)
        return try item.container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let item = try current()
        advance(item)
        return try item.unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        let item = try current()
        advance(item)
        return item
    }
}
