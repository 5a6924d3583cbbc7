public import PluginAPI

/// A cache in the daemon's own memory: the default, and all that one host needs.
public enum CacheMemory {
    /// What the executable lists to have it.
    public static let factory = PluginFactory(
        id: "memory", version: "1.0.0", summary: "A bounded cache in the daemon's own memory",
        settings: CacheLimits.settings,
        make: { context in MemoryCache(limits: CacheLimits(context.settings), time: context.time) })
}
