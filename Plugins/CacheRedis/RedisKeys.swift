import PluginAPI

/// How keys are named in Redis: `PREFIX{OWNER}SPACE:BYTES`. The part in braces alone decides which server of a cluster has a key.
enum RedisKeys {
    /// The most bytes of a key and of its owner, by the contract of `CacheKey`.
    private static let mostBytes = 256
    private static let mostOwnerBytes = 64

    /// Nil for a key that breaks the contract.
    static func name(_ key: CacheKey, prefix: [UInt8]) -> [UInt8]? {
        guard key.bytes.count <= mostBytes, key.owner.count <= mostOwnerBytes, !key.space.utf8.contains(UInt8(ascii: ":"))
        else { return nil }
        var name = prefix
        name.reserveCapacity(prefix.count + 2 * key.owner.count + key.space.utf8.count + key.bytes.count + 3)
        name.append(UInt8(ascii: "{"))
        if key.owner.isEmpty {
            // An empty tag is none: then the whole key decides, and keys of nobody are spread over all servers.
        } else {
            for byte in key.owner {
                name.append(hex(byte >> 4))
                name.append(hex(byte & 15))
            }
        }
        name.append(UInt8(ascii: "}"))
        name += key.space.utf8
        name.append(UInt8(ascii: ":"))
        name += key.bytes
        return name
    }

    private static func hex(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
