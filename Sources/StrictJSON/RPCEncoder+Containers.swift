/// The encoder of the value that is due next.
struct SinkEncoder: Encoder, SingleValueEncodingContainer {
    let sink: EncodingSink
    let isAlive: Bool
    private let place: (depth: Int, serial: Int)

    init(_ sink: EncodingSink, isAlive: Bool = true) {
        self.sink = sink
        self.isAlive = isAlive
        place = sink.place
    }

    /// Not tracked: encoding fails only on a number that is not finite.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let again = isAlive ? sink.reopen(place) : nil
        return KeyedEncodingContainer(SinkKeyedContainer<Key>(token: again ?? open(isObject: true)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        SinkUnkeyedContainer(token: open(isObject: false))
    }

    private func open(isObject: Bool) -> ContainerToken {
        isAlive ? sink.open(isObject: isObject) : ContainerToken(sink: sink, depth: 0, serial: 0)
    }

    private func scalar(_ body: (inout JSONWriter) -> Bool) throws {
        guard isAlive else { throw RPCEncodingError.outOfOrder }
        try sink.scalar(body)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() throws { try scalar { $0.null(); return true } }
    func encode(_ value: Bool) throws { try scalar { $0.boolean(value); return true } }
    func encode(_ value: String) throws { try scalar { $0.string(value); return true } }
    func encode(_ value: Double) throws { try scalar { $0.number(value) } }
    func encode(_ value: Float) throws { try scalar { $0.number(value) } }
    func encode(_ value: Int) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: Int8) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: Int16) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: Int32) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: Int64) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: UInt) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: UInt8) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: UInt16) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: UInt32) throws { try scalar { $0.integer(value); return true } }
    func encode(_ value: UInt64) throws { try scalar { $0.integer(value); return true } }
    func encode<T: Encodable>(_ value: T) throws {
        guard isAlive else { throw RPCEncodingError.outOfOrder }
        try sink.value(value)
    }
}

/// Writes the members of one object.
struct SinkKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let token: ContainerToken

    var codingPath: [any CodingKey] { [] }

    /// Writes the name; the value is due next.
    private func member(_ key: any CodingKey) throws -> SinkEncoder {
        try token.sink.member(key.stringValue, in: token)
        return SinkEncoder(token.sink)
    }

    func encodeNil(forKey key: Key) throws { try member(key).encodeNil() }
    func encode(_ value: Bool, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: String, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: Double, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: Float, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: Int, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: Int8, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: Int16, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: Int32, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: Int64, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: UInt, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: UInt8, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: UInt16, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: UInt32, forKey key: Key) throws { try member(key).encode(value) }
    func encode(_ value: UInt64, forKey key: Key) throws { try member(key).encode(value) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try member(key).encode(value) }

    /// Out of order, the nested container is dead: its first write throws.
    private func nested(_ key: any CodingKey, isObject: Bool) -> ContainerToken {
        guard (try? member(key)) != nil else { return ContainerToken(sink: token.sink, depth: 0, serial: 0) }
        return token.sink.open(isObject: isObject)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(SinkKeyedContainer<Nested>(token: nested(key, isObject: true)))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        SinkUnkeyedContainer(token: nested(key, isObject: false))
    }

    func superEncoder() -> any Encoder { parent(PathKey(stringValue: "super")) }
    func superEncoder(forKey key: Key) -> any Encoder { parent(key) }

    /// Out of order, the encoder is dead as well.
    private func parent(_ key: any CodingKey) -> SinkEncoder {
        (try? member(key)) ?? SinkEncoder(token.sink, isAlive: false)
    }
}

/// Writes the items of one array.
struct SinkUnkeyedContainer: UnkeyedEncodingContainer {
    let token: ContainerToken
    private(set) var count = 0

    init(token: ContainerToken) {
        self.token = token
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func item() throws -> SinkEncoder {
        try token.sink.item(in: token)
        count += 1
        return SinkEncoder(token.sink)
    }

    mutating func encodeNil() throws { try item().encodeNil() }
    mutating func encode<T: Encodable>(_ value: T) throws { try item().encode(value) }

    private mutating func nested(isObject: Bool) -> ContainerToken {
        guard (try? item()) != nil else { return ContainerToken(sink: token.sink, depth: 0, serial: 0) }
        return token.sink.open(isObject: isObject)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(SinkKeyedContainer<Nested>(token: nested(isObject: true)))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        SinkUnkeyedContainer(token: nested(isObject: false))
    }

    mutating func superEncoder() -> any Encoder { (try? item()) ?? SinkEncoder(token.sink, isAlive: false) }
}
