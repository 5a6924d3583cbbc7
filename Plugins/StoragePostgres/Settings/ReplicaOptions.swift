import PluginAPI

/// Which replicas there are, checked.
struct ReplicaOptions: Sendable {
    static let urlsSetting = Setting(
        "storage.postgres.replicas", .text, default: "",
        help: "URLs of servers that follow the database, with spaces between; journals are read from them.")
    static let poolSetting = Setting(
        "storage.postgres.replicaPoolSize", .integer(1...500), default: 8,
        help: "Connections at most to each replica.")
    static let stalenessSetting = Setting(
        "storage.postgres.replicaStalenessMs", .integer(0...3_600_000), default: 0,
        help: "Milliseconds that what was written through another daemon may be missing from a read; one's own never is.")

    static let specs = [urlsSetting.spec, poolSetting.spec, stalenessSetting.spec]
    /// Replicas at most.
    private static let limit = 16

    let connections: [ConnectionOptions]
    /// Connections to each.
    let size: Int
    /// Milliseconds.
    let staleness: Int

    /// - Parameter connect: makes the options of one URL, by the rules of the primary's.
    /// - Returns: nil where no replica is named.
    init?(
        _ settings: SettingValues,
        connect: (PostgresURL) -> ConnectionOptions, authorities: String
    ) throws(PluginConfigurationError) {
        let key = Self.urlsSetting.spec.key
        let urls = settings[Self.urlsSetting].split(whereSeparator: \.isWhitespace).map(String.init)
        guard !urls.isEmpty else { return nil }
        guard urls.count <= Self.limit else {
            throw PluginConfigurationError(key: key, "names more than \(Self.limit) replicas")
        }
        guard Set(urls).count == urls.count else { throw PluginConfigurationError(key: key, "names a replica twice") }
        var made: [ConnectionOptions] = []
        for url in urls {
            made.append(connect(try PostgresURL(url, key: key, authorities: authorities, session: "standby")))
        }
        connections = made
        size = settings[Self.poolSetting]
        staleness = settings[Self.stalenessSetting]
    }
}
