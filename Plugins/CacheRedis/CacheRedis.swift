public import PluginAPI

/// A cache in Redis 7 or what speaks its protocol: shared by every daemon that names the same server.
public enum CacheRedis {
    static let url = Setting(
        "cache.redis.url", .text, default: "redis+unix:///run/redis/redis-server.sock",
        help: "Where Redis is: redis+unix:///path, or rediss://host:port/database with TLS 1.3.")
    static let cluster = Setting(
        "cache.redis.cluster", .boolean, default: false,
        help: "The server is one of a Redis Cluster. The certificates of all must be for the URL's host.")
    static let user = Setting("cache.redis.user", .text, default: "", help: "The user of an ACL; empty for the default one.")
    static let passwordFile = Setting(
        "cache.redis.passwordFile", .path, default: "", help: "A file (mode 0600) with the password; empty for none.")
    static let authorityFile = Setting(
        "cache.redis.authorityFile", .path, default: "",
        help: "Certificates (PEM) to trust instead of the system's; empty for the system's.")
    static let prefix = Setting(
        "cache.redis.prefix", .text, default: "journald:", help: "What every key begins with. One for each journal.")
    static let timeout = Setting(
        "cache.redis.timeoutMilliseconds", .integer(1...10_000), default: 25,
        help: "After this long without an answer Redis is left alone until it answers again.")
    static let connectTimeout = Setting(
        "cache.redis.connectTimeoutMilliseconds", .integer(1...60_000), default: 1_000, help: "For a new connection.")
    static let valueBytes = Setting(
        "cache.redis.valueBytes", .integer(0...16_777_216), default: 1_048_576,
        help: "The largest value that is kept, in bytes.")

    /// What the executable lists to have it.
    public static let factory = PluginFactory(
        id: "redis", version: "1.0.0", summary: "A cache in Redis that several daemons share",
        settings: [
            url.spec, cluster.spec, user.spec, passwordFile.spec, authorityFile.spec, prefix.spec, timeout.spec,
            connectTimeout.spec, valueBytes.spec,
        ],
        make: { context throws(PluginConfigurationError) in
            RedisCache(
                options: try RedisOptions(context.settings, stateDirectory: context.stateDirectory), time: context.time,
                logger: context.logger)
        })
}
