/// What a Redis server answers: the types of RESP2, which every server speaks.
enum RESPValue: Hashable, Sendable {
    case simple(String)
    case error(String)
    case integer(Int64)
    case bulk([UInt8])
    case null
    case array([RESPValue])
    /// A string over the bound: read past and thrown away.
    case oversized
}

/// Bytes that are no RESP2, or more of it than anybody asked for. The connection is of no use any more.
struct RESPViolation: Error, Hashable {
    let reason: String
}

/// What a reply may be.
struct RESPLimits: Hashable, Sendable {
    /// The longest string that is kept.
    var bulkBytes: Int
    /// Simple strings, errors, numbers and lengths.
    var lineBytes = 4_096
    /// All elements of an array and of those in it.
    var elements = 65_536
    /// All bytes of an array.
    var arrayBytes = 1 << 20
    var depth = 6
}
