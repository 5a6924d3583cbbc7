import PluginAPI

/// How much a memory cache keeps.
struct CacheLimits: Hashable {
    /// Values and counters, each.
    var count: Int
    /// Keys and values with what they cost in memory besides. Counters come on top: `count` of about 512 bytes at most.
    var bytes: Int
    /// The largest value that is kept.
    var valueBytes: Int

    /// The most bytes of a key, by the contract of `CacheKey`.
    static let keyBytes = 256

    static let countSetting = Setting(
        "cache.memory.entries", .integer(0...10_000_000), default: 50_000,
        help: "The most values that are kept, and the most counters.", reloadable: true)
    static let bytesSetting = Setting(
        "cache.memory.bytes", .integer(0...1_099_511_627_776), default: 16_777_216,
        help: "The most memory that values take, in bytes.", reloadable: true)
    static let valueBytesSetting = Setting(
        "cache.memory.valueBytes", .integer(0...1_073_741_824), default: 1_048_576,
        help: "The largest value that is kept, in bytes.", reloadable: true)

    static let settings = [countSetting.spec, bytesSetting.spec, valueBytesSetting.spec]

    init(count: Int, bytes: Int, valueBytes: Int) {
        self.count = count
        self.bytes = bytes
        self.valueBytes = valueBytes
    }

    init(_ settings: SettingValues) {
        self.init(
            count: settings[Self.countSetting], bytes: settings[Self.bytesSetting],
            valueBytes: settings[Self.valueBytesSetting])
    }

    /// Whether a value may be kept at all. One over the whole limit would push out everything else for nothing.
    func admit(_ key: CacheKey, valueBytes bytes: Int) -> Bool {
        bytes <= valueBytes && key.bytes.count <= Self.keyBytes && count > 0
            && RecencyTable<[UInt8]>.cost(of: key, valueBytes: bytes) <= self.bytes
    }
}
