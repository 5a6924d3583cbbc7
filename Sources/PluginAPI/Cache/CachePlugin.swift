/// The name of something in a cache: a space, and bytes within it.
public struct CacheKey: Hashable, Sendable {
    /// What kind of thing it is, such as `report`; a compile-time word.
    public let space: String
    /// At most 256 bytes.
    public let bytes: [UInt8]
    /// Stands for the user it belongs to, without naming them; empty when it is nobody's. A cache that is spread over several
    /// servers keeps what has one owner on one of them. At most 64 bytes; part of the name.
    public let owner: [UInt8]

    public init(space: String, bytes: [UInt8], owner: [UInt8] = []) {
        self.space = space
        self.bytes = bytes
        self.owner = owner
    }
}

/// A bounded memory of values that can be had again. Losing one is never an error, and never lets anyone in.
///
/// Values may be readable by whoever runs the cache: what is private is sealed before it comes here.
public protocol CachePlugin: Plugin {
    /// Whether other daemons see what this one keeps: only then is it of use to count there for all of them.
    var isShared: Bool { get }
    /// The value, or nil when it is not there, expired, or the cache cannot be asked.
    func value(for key: CacheKey) async -> [UInt8]?
    /// Keeps a value for at most this long. A value over the cache's own limit is not kept.
    func store(_ value: [UInt8], for key: CacheKey, lifetime: Duration) async
    func remove(_ key: CacheKey) async
    /// Adds to a counter that starts at zero and expires `lifetime` after its first use.
    /// - Returns: the sum after adding, or nil when the cache cannot say.
    func increment(_ key: CacheKey, by amount: Int64, lifetime: Duration) async -> Int64?
}

extension CachePlugin {
    public var isShared: Bool { false }
}
