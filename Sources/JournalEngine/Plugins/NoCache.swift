public import PluginAPI

/// The cache when there is none: it never knows anything.
public struct NoCache: CachePlugin {
    public init() {}

    public func value(for key: CacheKey) async -> [UInt8]? { nil }
    public func store(_ value: [UInt8], for key: CacheKey, lifetime: Duration) async {}
    public func remove(_ key: CacheKey) async {}
    public func increment(_ key: CacheKey, by amount: Int64, lifetime: Duration) async -> Int64? { nil }
}
