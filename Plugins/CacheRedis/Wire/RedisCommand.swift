import NIOCore

/// One command as a server reads it: an array of strings.
struct RedisCommand: Hashable, Sendable {
    let parts: [[UInt8]]

    init(_ parts: [[UInt8]]) {
        self.parts = parts
    }

    init(_ words: String..., bytes: [UInt8]? = nil) {
        parts = words.map { Array($0.utf8) } + (bytes.map { [$0] } ?? [])
    }

    /// About as many bytes as it takes on the wire.
    var size: Int { parts.reduce(16) { $0 + $1.count + 16 } }

    func write(to buffer: inout ByteBuffer) {
        buffer.writeString("*\(parts.count)\r\n")
        for part in parts {
            buffer.writeString("$\(part.count)\r\n")
            buffer.writeBytes(part)
            buffer.writeString("\r\n")
        }
    }
}

extension RedisCommand {
    static func get(_ key: [UInt8]) -> RedisCommand { RedisCommand("GET", bytes: key) }
    static func delete(_ key: [UInt8]) -> RedisCommand { RedisCommand("DEL", bytes: key) }

    static func set(_ key: [UInt8], _ value: [UInt8], milliseconds: Int64) -> RedisCommand {
        RedisCommand([Array("SET".utf8), key, value, Array("PX".utf8), Array(String(milliseconds).utf8)])
    }

    /// Adds, and gives a counter that has no end its end, in one atomic step; a lifetime of nothing keeps nothing. The sum
    /// comes back as a string: Lua's own numbers are exact to 53 bits only.
    private static let addingScript = Array(
        """
        redis.call('INCRBY',KEYS[1],ARGV[1])
        local v=redis.call('GET',KEYS[1])
        if redis.call('PTTL',KEYS[1])<0 then
        if tonumber(ARGV[2])>0 then redis.call('PEXPIRE',KEYS[1],ARGV[2]) else redis.call('DEL',KEYS[1]) end
        end
        return v
        """.utf8)

    static func add(_ amount: Int64, to key: [UInt8], milliseconds: Int64) -> RedisCommand {
        RedisCommand([
            Array("EVAL".utf8), addingScript, Array("1".utf8), key, Array(String(amount).utf8),
            Array(String(milliseconds).utf8),
        ])
    }
}
