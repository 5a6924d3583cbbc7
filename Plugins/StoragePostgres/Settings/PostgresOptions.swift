import PluginAPI

/// What the operator may choose, checked.
struct PostgresOptions: Sendable {
    static let urlSetting = Setting(
        "storage.postgres.url", .text, default: "postgresql:///journald?host=/var/run/postgresql",
        help: "The database: a Unix socket, or a host over TLS 1.3 with a certificate that names it. No password in it.")
    static let passwordSetting = Setting(
        "storage.postgres.password", .text, default: "",
        help: "The password, where one is asked for; best given as a credential of the service.", secret: true)
    static let passwordFileSetting = Setting(
        "storage.postgres.passwordFile", .path, default: "",
        help: "A file with the password that only the daemon may read; looked into at every connection.")
    static let authoritiesSetting = Setting(
        "storage.postgres.caFile", .path, default: "/etc/ssl/certs/ca-certificates.crt",
        help: "The certificate authorities that may vouch for the server.")
    static let poolSetting = Setting(
        "storage.postgres.poolSize", .integer(4...500), default: 16,
        help: "Connections at most, those that write entries included.")
    static let writersSetting = Setting(
        "storage.postgres.writers", .integer(1...32), default: 2,
        help: "Connections that write entries; each writes many callers' entries in one transaction.")
    static let statementSetting = Setting(
        "storage.postgres.statementTimeoutMs", .integer(100...3_600_000), default: 30_000,
        help: "Milliseconds after which the server gives up a statement.")
    static let connectSetting = Setting(
        "storage.postgres.connectTimeoutMs", .integer(100...600_000), default: 5_000,
        help: "Milliseconds that a connection may take to be made.")
    static let citusSetting = Setting(
        "storage.postgres.citus", .boolean, default: false,
        help: "Distribute the journals by user over the nodes of a Citus cluster, sums of old days in columns; the URL is the coordinator's.")
    static let timescaleSetting = Setting(
        "storage.postgres.timescale", .boolean, default: false,
        help: "Keep the sums of days in TimescaleDB: a chunk a year, old ones in columns.")
    static let refreshSetting = Setting(
        "storage.postgres.refreshSeconds", .integer(10...86_400), default: 300,
        help: "Seconds between refreshes of the sums over all users, by one of the daemons on the database.")

    static let specs = [
        urlSetting.spec, passwordSetting.spec, passwordFileSetting.spec, authoritiesSetting.spec, poolSetting.spec,
        writersSetting.spec, statementSetting.spec, connectSetting.spec, citusSetting.spec, timescaleSetting.spec, refreshSetting.spec,
    ] + ReplicaOptions.specs + RegionOptions.specs

    var connection: ConnectionOptions
    /// Connections of each kind.
    var readers: Int
    var changers: Int
    var writers: Int
    let layout: TableLayout
    var indexing = TermIndexing()
    var summing = MonthSumming()
    var moving = ColumnMoving()
    /// Seconds.
    let refreshInterval: Int
    /// Nil where there are none.
    var replicas: ReplicaOptions?
    var regions: RegionOptions

    /// - Throws: `PluginConfigurationError`. Reads no file and asks nobody.
    init(_ context: PluginContext) throws(PluginConfigurationError) {
        let settings = context.settings
        func path(_ setting: Setting<String>) -> String {
            let named = settings[setting]
            return named.isEmpty || named.hasPrefix("/") ? named : context.stateDirectory + "/" + named
        }
        let url = try PostgresURL(
            settings[Self.urlSetting], key: Self.urlSetting.spec.key, authorities: path(Self.authoritiesSetting))
        let (direct, file) = (settings[Self.passwordSetting], path(Self.passwordFileSetting))
        guard direct.isEmpty || file.isEmpty else {
            throw PluginConfigurationError(
                key: Self.passwordFileSetting.spec.key, "is one password too many: storage.postgres.password is set too")
        }
        guard direct.utf8.count <= 1_024, !direct.utf8.contains(where: { $0 < 0x20 }) else {
            throw PluginConfigurationError(key: Self.passwordSetting.spec.key, "does not hold one line with a password")
        }
        let pool = settings[Self.poolSetting]
        writers = settings[Self.writersSetting]
        guard pool >= writers + 2 else {
            throw PluginConfigurationError(
                key: Self.poolSetting.spec.key, "must be larger than storage.postgres.writers by 2 or more")
        }
        changers = max(1, (pool - writers) / 3)
        readers = pool - writers - changers
        layout = try Self.layout(settings)
        refreshInterval = settings[Self.refreshSetting]
        let statementTimeout = settings[Self.statementSetting]
        let layout = layout
        func connect(_ url: PostgresURL) -> ConnectionOptions {
            ConnectionOptions(
                keywords: Self.keywords(url, statementTimeout: statementTimeout, layout),
                password: !file.isEmpty ? .file(file) : direct.isEmpty ? .none : .value(direct),
                connectTimeout: settings[Self.connectSetting], statementTimeout: statementTimeout, target: url.target)
        }
        connection = connect(url)
        regions = try RegionOptions(settings, connect: connect, authorities: path(Self.authoritiesSetting))
        replicas = try ReplicaOptions(settings, connect: connect, authorities: path(Self.authoritiesSetting))
        guard layout != .citus || replicas == nil else {
            throw PluginConfigurationError(
                key: ReplicaOptions.urlsSetting.spec.key,
                "cannot be used with storage.postgres.citus: how far a replica of the coordinator is says nothing of the workers'")
        }
    }

    private static func layout(_ settings: SettingValues) throws(PluginConfigurationError) -> TableLayout {
        switch (settings[citusSetting], settings[timescaleSetting]) {
        case (false, false): return .plain
        case (true, false): return .citus
        case (false, true): return .timescale
        case (true, true):
            throw PluginConfigurationError(
                key: timescaleSetting.spec.key, "is true and so is storage.postgres.citus: one server cannot run both")
        }
    }

    private static func keywords(
        _ url: PostgresURL, statementTimeout: Int, _ layout: TableLayout
    ) -> [(name: String, value: String)] {
        var keywords = url.keywords
        if !keywords.contains(where: { $0.name == "application_name" }) { keywords.append(("application_name", "journald-core")) }
        let session = [
            "search_path": Schema.name, "statement_timeout": "\(statementTimeout)",
            // A transaction that a lost daemon left open must not hold its locks for long.
            "idle_in_transaction_session_timeout": "60000",
            // Every statement here is a look-up by an index. A plan is made once, perhaps while a table was still small, and must
            // be right when it is large.
            "plan_cache_mode": "force_generic_plan", "enable_seqscan": "off", "enable_hashjoin": "off",
            "enable_mergejoin": "off", "jit": "off",
        ].merging(layout.sessionSettings) { $1 }
        let options = session.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }.joined(separator: " ")
        keywords += [("options", options), ("client_encoding", "UTF8")]
        return keywords
    }
}
