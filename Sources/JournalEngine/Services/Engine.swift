public import Logging
public import PluginAPI
import JournalRPC

/// What an engine is made of.
public struct EngineParts: Sendable {
    public let settings: SettingValues
    /// Absolute, mode 0700.
    public let stateDirectory: String
    /// Where a service manager hands over secrets, or nil.
    public let credentialsDirectory: String?
    public let plugins: PluginHost
    public let time: any TimeSource
    public let logger: Logger
    public let version: String
    /// Carries word between the daemons on one store; nil where this is the only one.
    public let feed: (any ChangeFeed)?

    /// - Parameter feed: when it is not the storage plugin's own.
    public init(
        settings: SettingValues, stateDirectory: String, credentialsDirectory: String?, plugins: PluginHost,
        time: any TimeSource, logger: Logger, version: String, feed: (any ChangeFeed)? = nil
    ) {
        self.feed = feed ?? plugins.storage as? any ChangeFeed
        self.settings = settings
        self.stateDirectory = stateDirectory
        self.credentialsDirectory = credentialsDirectory
        self.plugins = plugins
        self.time = time
        self.logger = logger
        self.version = version
    }
}

/// The daemon's logic, put together: services over plugins, and the table of methods that a server answers with.
public struct Engine: Sendable {
    public let methods: MethodTable
    /// Says which account a connection has.
    public let accounts: any PrincipalResolver
    /// How busy the server is, for `system.status`: to be given to the server.
    public let activity: ServerActivity
    /// Who may do the work of workers: to be given to the dispatcher.
    public let workers: WorkerPolicy
    /// Does the work of the providers that run in this process: to be run beside the server.
    public let insideWorker: InsideWorker
    let vault: Vault
    private let upkeep: AccountUpkeep
    private let follower: ChangeFollower?

    /// Opens the vault over started plugins and builds the services.
    /// - Throws: `PluginStartError` with one line for the operator.
    public static func make(_ parts: EngineParts) async throws -> Engine {
        let vault = try await openVault(parts)
        let rooms = Rooms(parts, vault)
        var table = MethodTable.Builder()
        let workers = rooms.register(in: &table)
        await endDeadLeases(parts)
        let policy = WorkerPolicy(users: parts.settings[AnalysisSettings.workerUsers]) { name in
            parts.logger.warning("a user of workers.users is not known", metadata: ["user": "\(name)"])
        }
        return Engine(
            methods: try table.build(), accounts: rooms.accountServices.rooms.gate, activity: rooms.activity,
            workers: policy, insideWorker: InsideWorker(parts, workers), vault: vault, upkeep: rooms.upkeep,
            follower: rooms.follower)
    }

    /// Where the daemon reads itself and has its journals for itself, whoever held a lease died with the daemon before. What
    /// it held need not wait until the leases end.
    private static func endDeadLeases(_ parts: EngineParts) async {
        guard parts.settings[AnalysisSettings.workerUsers].isEmpty, parts.plugins.storage.isExclusive else { return }
        // If it fails they end in their time.
        _ = try? await parts.plugins.storage.releaseLeases(at: parts.time.now())
    }

    /// Tidies up, and follows what other daemons change, in the background until its task is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            if let follower { group.addTask { await follower.run() } }
            await upkeep.run()
            group.cancelAll()
        }
    }

    /// Follows until the feed ends, which that of a test does.
    func followOnce() async { await follower?.run() }

    /// One round of that.
    func tidyUp() async { await upkeep.work() }

    /// Gives key shares to accounts from before there were any.
    func upgradeKeys() async -> Bool { await upkeep.upgradeKeys() }

    /// Files in the state directory that say that a journal was kept with it: to be given to the plugins.
    public static func traces(stateDirectory: String, credentialsDirectory: String?) -> [String] {
        let source = MasterKeySource(stateDirectory: stateDirectory, credentialsDirectory: credentialsDirectory)
        return source.kind == .file ? [source.path] : []
    }

    private static func openVault(_ parts: EngineParts) async throws -> Vault {
        let source = MasterKeySource(
            stateDirectory: parts.stateDirectory, credentialsDirectory: parts.credentialsDirectory)
        let store = parts.plugins.storage
        let isEmpty = try await store.users(after: nil, limit: 1).isEmpty
        let (ring, isNew) = try source.load(mayCreate: isEmpty)
        if isNew {
            parts.logger.notice(
                "made a new master key; back it up, without it the journal cannot be read",
                metadata: ["path": "\(source.path)"])
        }
        let vault = Vault(source: source, ring: ring)
        try await AccountKeys(store: store, vault: vault).check()
        return vault
    }

    /// Takes over what may change without a restart: the keyring.
    /// - Throws: `PluginStartError`; the old keys stay in use then.
    public func reload(_ settings: SettingValues) async throws {
        try vault.reload()
    }
}

/// The services and what they share.
private struct Rooms {
    let parts: EngineParts
    let activity = ServerActivity()
    let ids: IdentifierSource
    let zones = ZoneCalendar()
    let keys: AccountKeys
    let accounts: AccountDirectory
    let accountServices: AccountServices
    let upkeep: AccountUpkeep
    let resolver: CategoryResolver
    let sentiment: SentimentService
    let watchers: WatchService
    let composer: EntryComposer
    let analysis: AnalysisRooms
    let vault: Vault

    init(_ parts: EngineParts, _ vault: Vault) {
        self.parts = parts
        self.vault = vault
        let store = parts.plugins.storage
        ids = IdentifierSource(time: parts.time)
        keys = AccountKeys(store: store, vault: vault)
        accounts = AccountDirectory(store: store, keys: keys)
        resolver = CategoryResolver(store: store, ids: ids)
        composer = EntryComposer(resolver: resolver, zones: zones)
        let outlet = ChangeOutlet(feed: parts.feed)
        watchers = WatchService(composer: composer, outlet: outlet)
        let shared = Self.accountRooms(parts, keys, ids, accounts, watchers)
        upkeep = AccountUpkeep(
            store: store, keys: keys, uses: shared.gate.uses, sightings: shared.gate.sightings, time: parts.time,
            auditSeconds: Int64(parts.settings[CoreSettings.auditDays]) * 86_400, logger: parts.logger)
        let plugins = parts.plugins
        sentiment = SentimentService(
            current: { .init(id: plugins.sentimentID, plugin: plugins.sentiment) },
            immediate: { plugins.immediateSentiment.map { .init(id: $0.id, plugin: $0.plugin) } }, time: parts.time,
            logger: parts.logger)
        analysis = AnalysisRooms(parts, sentiment: sentiment, ids: ids, outlet: outlet)
        accountServices = AccountServices(rooms: shared, zones: zones, remote: analysis.remote)
    }

    /// Nil where no other daemon can change the store.
    var follower: ChangeFollower? {
        parts.feed.map { feed in
            ChangeFollower(
                feed: feed, store: parts.plugins.storage, accounts: accounts, gate: accountServices.rooms.gate,
                watchers: watchers, jobWatchers: analysis.jobWatchers)
        }
    }

    private static func accountRooms(
        _ parts: EngineParts, _ keys: AccountKeys, _ ids: IdentifierSource, _ accounts: AccountDirectory, _ watchers: WatchService
    ) -> AccountRooms {
        let (settings, store, time) = (parts.settings, parts.plugins.storage, parts.time)
        let audit = AuditTrail(ids: ids, time: time)
        let cost = PasswordCost(
            memoryKiB: UInt32(clamping: settings[CoreSettings.passwordMemory]),
            passes: UInt32(clamping: settings[CoreSettings.passwordPasses]))
        let gate = Gatekeeper(
            store: store, accounts: accounts, keys: keys, ids: ids, time: time,
            policy: PeerPolicy(rawValue: settings[CoreSettings.accountsPeer]) ?? .off,
            standings: StandingCache(time: time), proofs: FreshProofs(time: time), uses: TokenUses(audit: audit),
            sightings: Sightings(time: time))
        let rules = SessionRules(
            idle: Int64(settings[CoreSettings.sessionIdleDays]) * 86_400,
            absolute: Int64(settings[CoreSettings.sessionDays]) * 86_400)
        return AccountRooms(
            store: store, accounts: accounts, keys: keys, ids: ids, time: time, audit: audit, gate: gate,
            hasher: PasswordHasher(cost: cost), throttle: GuessThrottle(time: time), watchers: watchers, rules: rules,
            outlet: ChangeOutlet(feed: parts.feed))
    }

    func register(in table: inout MethodTable.Builder) -> WorkerService {
        let store = parts.plugins.storage
        let time = parts.time
        let queries = EntryQueries(resolver: resolver)
        let entries = EntryService(
            store: store, accounts: accounts, resolver: resolver, composer: composer,
            preparer: EntryPreparer(
                resolver: resolver, sentiment: sentiment, remote: analysis.remote, zones: zones, time: time),
            watchers: watchers, bell: analysis.bell, ids: ids, time: time)
        entries.register(in: &table)
        EntryReader(
            store: store, accounts: accounts, composer: composer, queries: queries, entries: entries, zones: zones,
            time: time
        ).register(in: &table)
        SearchService(store: store, accounts: accounts, composer: composer, queries: queries).register(in: &table)
        watchers.register(in: &table, queries: queries, accounts: accounts, ids: ids)
        CategoryService(
            store: store, accounts: accounts, resolver: resolver, time: time, outlet: ChangeOutlet(feed: parts.feed)
        ).register(in: &table)
        AnalyticsService(
            store: store, accounts: accounts, resolver: resolver, cache: parts.plugins.cache, zones: zones, time: time,
            plugins: parts.plugins.analyticsByID
        ).register(in: &table)
        sentiment.register(in: &table)
        let workers = analysis.register(
            in: &table, parts, entries: entries, queries: queries, sentiment: sentiment)
        accountServices.register(in: &table)
        PluginService(host: parts.plugins).register(in: &table)
        KeyService(store: store, keys: keys, audit: accountServices.rooms.audit).register(in: &table)
        SystemService(
            host: parts.plugins, sentiment: sentiment, vault: vault, watchers: watchers, time: time,
            version: parts.version, activity: activity, startedAt: time.now(), startedUptime: time.uptime()
        ).register(in: &table)
        return workers
    }
}
