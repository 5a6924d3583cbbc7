import NIOCore
import PluginAPI

/// The settings as the plugin works with them, checked.
struct RedisOptions: Sendable {
    var address: RedisAddress
    var isCluster: Bool
    var user: String
    /// Absolute, or nil.
    var passwordFile: String?
    var authorityFile: String?
    var prefix: [UInt8]
    var timeout: TimeAmount
    var connectTimeout: TimeAmount
    var valueBytes: Int

    init(_ settings: SettingValues, stateDirectory: String) throws(PluginConfigurationError) {
        func path(_ setting: Setting<String>) -> String? {
            let name = settings[setting]
            guard !name.isEmpty else { return nil }
            return name.utf8.first == UInt8(ascii: "/") ? name : stateDirectory + "/" + name
        }
        do {
            address = try RedisAddress(settings[CacheRedis.url])
        } catch {
            throw PluginConfigurationError(key: CacheRedis.url.spec.key, error.reason)
        }
        isCluster = settings[CacheRedis.cluster]
        if isCluster {
            guard case .tls = address.place, address.database == 0 else {
                throw PluginConfigurationError(
                    key: CacheRedis.cluster.spec.key, "needs a rediss:// URL and the database 0")
            }
        }
        user = settings[CacheRedis.user]
        guard user.utf8.count <= 128, user.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw PluginConfigurationError(key: CacheRedis.user.spec.key, "must be printable ASCII without spaces")
        }
        passwordFile = path(CacheRedis.passwordFile)
        guard user.isEmpty || passwordFile != nil else {
            throw PluginConfigurationError(key: CacheRedis.passwordFile.spec.key, "is missing; cache.redis.user has a password")
        }
        authorityFile = path(CacheRedis.authorityFile)
        prefix = Array(settings[CacheRedis.prefix].utf8)
        guard prefix.count <= 64, prefix.allSatisfy({ 0x21...0x7A ~= $0 }) else {
            throw PluginConfigurationError(
                key: CacheRedis.prefix.spec.key, "must be at most 64 printable ASCII characters without spaces and braces")
        }
        timeout = .milliseconds(Int64(settings[CacheRedis.timeout]))
        connectTimeout = .milliseconds(Int64(settings[CacheRedis.connectTimeout]))
        valueBytes = settings[CacheRedis.valueBytes]
    }
}
