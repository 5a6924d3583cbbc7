/// Why a value could not be encoded.
public enum RPCEncodingError: Error, Sendable, Equatable {
    /// A number is infinite or not a number: JSON has no word for it.
    case notFinite
    /// A type wrote into a container after it had gone on to another; the encoder writes straight
    /// through and cannot go back.
    case outOfOrder
    /// A type's own `encode(to:)` refused.
    case refused
}

/// Encodes `Encodable` types straight into a byte buffer as compact JSON, members in the order in
/// which the type encodes them. Because nothing is kept back, containers that a type opens side by
/// side must be filled one after the other (synthesised code does that); a second keyed container of one
/// value goes on with the same object.
public enum RPCEncoder {
    /// Appends `value` to `bytes`; leaves them as they were when it fails.
    public static func encode<T: Encodable>(_ value: T, into bytes: inout [UInt8]) throws(RPCEncodingError) {
        if T.self == String.self, let text = value as? String {
            var writer = JSONWriter(bytes)
            bytes = []
            writer.string(text)
            bytes = writer.bytes
            return
        }
        let length = bytes.count
        let sink = EncodingSink(bytes)
        // The sink holds the only reference now, so that appending does not copy.
        bytes = []
        defer { bytes = sink.take() }
        do {
            try sink.value(value)
        } catch {
            sink.truncate(to: length)
            throw error as? RPCEncodingError ?? .refused
        }
    }

    /// `value` as compact JSON.
    public static func encode<T: Encodable>(_ value: T) throws(RPCEncodingError) -> [UInt8] {
        var bytes: [UInt8] = []
        try encode(value, into: &bytes)
        return bytes
    }
}

/// What all containers of one encoding write to: the bytes and the stack of open containers.
///
/// At each moment either a value is owed (at the start, after a member's name, for the next item) or
/// not. A value is written only while one is owed, so whatever a type does, the bytes are JSON or the
/// encoding fails.
final class EncodingSink {
    private struct Level {
        let serial: Int
        let isObject: Bool
    }

    private var writer: JSONWriter
    private var levels: [Level] = []
    private var serials = 0
    private var owed = true

    init(_ bytes: [UInt8]) {
        writer = JSONWriter(bytes)
    }

    func take() -> [UInt8] {
        let bytes = writer.bytes
        writer = JSONWriter()
        return bytes
    }

    func truncate(to length: Int) {
        writer.bytes.removeLast(max(writer.bytes.count - length, 0))
    }

    /// Opens a container as the value that is owed. When none is, the token is dead: what writes to it
    /// fails.
    func open(isObject: Bool) -> ContainerToken {
        guard owed else { return ContainerToken(sink: self, depth: 0, serial: 0) }
        owed = false
        if isObject { writer.beginObject() } else { writer.beginArray() }
        serials += 1
        levels.append(Level(serial: serials, isObject: isObject))
        return ContainerToken(sink: self, depth: levels.count, serial: serials)
    }

    /// Where an encoder made now would open its container.
    var place: (depth: Int, serial: Int) { (levels.count, serials + 1) }

    /// The object that an encoder made at `place` has open, so that a type may write its members in parts (as it does
    /// when it encodes another type's members beside its own).
    func reopen(_ place: (depth: Int, serial: Int)) -> ContainerToken? {
        guard !owed, place.depth < levels.count, levels[place.depth].serial == place.serial,
            levels[place.depth].isObject
        else { return nil }
        return ContainerToken(sink: self, depth: place.depth + 1, serial: place.serial)
    }

    /// Writes a member's name; its value is owed next.
    func member(_ name: String, in token: ContainerToken) throws {
        try focus(token)
        writer.name(name)
        owed = true
    }

    /// An item of an array is owed next.
    func item(in token: ContainerToken) throws {
        try focus(token)
        owed = true
    }

    /// Closes what was opened inside a container, so that its next part can follow.
    private func focus(_ token: ContainerToken) throws {
        guard !owed, token.depth > 0, token.depth <= levels.count,
            levels[token.depth - 1].serial == token.serial
        else { throw RPCEncodingError.outOfOrder }
        close(downTo: token.depth)
    }

    private func close(downTo depth: Int) {
        while levels.count > depth, let level = levels.popLast() {
            if level.isObject { writer.endObject() } else { writer.endArray() }
        }
    }

    /// Writes the scalar that is owed.
    func scalar(_ body: (inout JSONWriter) -> Bool) throws {
        guard owed else { throw RPCEncodingError.outOfOrder }
        owed = false
        guard body(&writer) else { throw RPCEncodingError.notFinite }
    }

    /// Encodes the value that is owed and closes whatever it opened.
    func value<T: Encodable>(_ value: T) throws {
        guard owed else { throw RPCEncodingError.outOfOrder }
        if T.self == JSONValue.self, let json = value as? JSONValue {
            return try scalar { json.write(to: &$0) }
        }
        if let direct = value as? any JSONWritable {
            return try scalar { direct.write(to: &$0) }
        }
        let depth = levels.count
        try value.encode(to: SinkEncoder(self))
        if owed {
            // Either nothing was written, which makes an object without members, or a name was.
            guard levels.count == depth else { throw RPCEncodingError.outOfOrder }
            writer.beginObject()
            writer.endObject()
            owed = false
        }
        close(downTo: depth)
    }
}

/// Which container, and how deep: a container may write only while it is open.
struct ContainerToken {
    let sink: EncodingSink
    let depth: Int
    let serial: Int
}
