public import PluginAPI

/// What the operator may choose, checked.
struct SQLiteOptions: Sendable {
    static let pathSetting = Setting(
        "storage.sqlite.path", .path, default: "journal.db",
        help: "The database file; a relative one is meant from the state directory.")
    static let keySharesSetting = Setting(
        "storage.sqlite.keyShares", .path, default: "key-shares",
        help: "The file of key shares, without which no account opens; a relative one is meant from the state directory.")
    static let reserveSetting = Setting(
        "storage.sqlite.reserveBytes", .integer(0...(1 << 30)), default: 64 << 20,
        help: "Disk space kept back so that entries can still be deleted on a full disk; 0 for none.")
    static let maximumSetting = Setting(
        "storage.sqlite.maximumBytes", .integer(0...(1 << 46)), default: 0,
        help: "The size that the database may reach; 0 for what the disk holds.")
    static let readersSetting = Setting(
        "storage.sqlite.readers", .integer(1...64), default: 4, help: "Connections that read at the same time.")
    static let unindexedSetting = Setting(
        "storage.sqlite.unindexedLimit", .integer(0...1_000_000), default: 20_000,
        help: "Entries that may wait for the search index under load before it takes precedence.")
    static let checkSetting = Setting(
        "storage.sqlite.checkAfterCrash", .boolean, default: true,
        help: "Check the whole database at the start after a run that did not end cleanly.")

    static let specs = [
        pathSetting.spec, keySharesSetting.spec, reserveSetting.spec, maximumSetting.spec, readersSetting.spec, unindexedSetting.spec,
        checkSetting.spec,
    ]

    var path: String
    var keyShares: String
    /// Files which say that a journal was kept here.
    var traces: [String]
    var reserveBytes: Int64
    var maximumBytes: Int64
    var readers: Int
    var unindexedLimit: Int64
    var checksAfterCrash: Bool

    /// - Throws: `PluginConfigurationError`.
    init(_ context: PluginContext) throws(PluginConfigurationError) {
        let settings = context.settings
        path = try Self.file(Self.pathSetting, context)
        keyShares = try Self.file(Self.keySharesSetting, context)
        guard path != keyShares else {
            throw PluginConfigurationError(key: Self.keySharesSetting.spec.key, "must name another file than the database")
        }
        traces = context.traces
        reserveBytes = Int64(settings[Self.reserveSetting])
        maximumBytes = Int64(settings[Self.maximumSetting])
        readers = settings[Self.readersSetting]
        unindexedLimit = Int64(settings[Self.unindexedSetting])
        checksAfterCrash = settings[Self.checkSetting]
        guard readers >= 1, reserveBytes >= 0, maximumBytes >= 0, unindexedLimit >= 0 else {
            throw PluginConfigurationError(key: "storage.sqlite", "a number is below its range")
        }
    }

    private static func file(
        _ setting: Setting<String>, _ context: PluginContext
    ) throws(PluginConfigurationError) -> String {
        let named = context.settings[setting]
        guard !named.isEmpty, !named.hasSuffix("/"), !named.utf8.contains(0) else {
            throw PluginConfigurationError(key: setting.spec.key, "must name a file")
        }
        return named.hasPrefix("/") ? named : context.stateDirectory + "/" + named
    }
}

extension SQLiteStorage {
    /// What an executable lists among its storage plugins.
    public static let factory = PluginFactory<any StoragePlugin>(
        id: "sqlite", version: "1.0.0", summary: "Keeps journals in one SQLite file.", settings: SQLiteOptions.specs,
        make: { context throws(PluginConfigurationError) in
            SQLiteStorage(options: try SQLiteOptions(context), logger: context.logger)
        })
}
