public import Logging
public import PluginAPI

/// A store by itself, without the rest of the daemon.
public enum StoreOpening {
    /// Makes the store that the settings name; it is not started.
    /// - Throws: `PluginFailure` when it is not built in, its settings do not fit, or it can neither give nor take a whole journal.
    public static func make(
        _ catalog: PluginCatalog, settings: LoadedSettings, stateDirectory: String, time: any TimeSource, logger: Logger
    ) throws(PluginFailure) -> any TransferringStorage {
        let store = try storage(catalog, settings: settings, stateDirectory: stateDirectory, time: time, logger: logger)
        guard let store = store as? any TransferringStorage else {
            let id = settings.values[CoreSettings.storageProvider]
            throw PluginFailure(kind: .storage, id: id, reason: "it cannot be moved from or to")
        }
        return store
    }

    /// Makes the store that the settings name, whatever it can do; it is not started.
    /// - Throws: `PluginFailure` when it is not built in or its settings do not fit.
    public static func storage(
        _ catalog: PluginCatalog, settings: LoadedSettings, stateDirectory: String, time: any TimeSource, logger: Logger
    ) throws(PluginFailure) -> any StoragePlugin {
        let id = settings.values[CoreSettings.storageProvider]
        let factory = try PluginStarter.factory(catalog.storage, kind: .storage, id: id)
        let starter = PluginStarter(
            PluginSurroundings(time: time, stateDirectory: stateDirectory, traces: [], logger: logger), settings: settings,
            ledger: PluginLedger(catalog))
        return try starter.make(factory)
    }
}

/// Opens some of what a store holds, to see that the key and the journal belong together.
public struct SampleOpening: Sendable {
    private let vault: Vault

    /// Texts that are opened at most for each user, and users at most.
    private static let texts = 5
    private static let users = 200

    /// - Throws: `PluginStartError` when there is no key.
    public init(stateDirectory: String, credentialsDirectory: String?) throws {
        let source = MasterKeySource(stateDirectory: stateDirectory, credentialsDirectory: credentialsDirectory)
        vault = Vault(source: source, ring: try source.load(mayCreate: false).ring)
    }

    /// Opens the newest texts and the category names of users all over the store.
    /// - Returns: how many texts were opened.
    /// - Throws: `StoreMoveError` for one that does not open.
    public func open(_ store: any TransferringStorage) async throws -> Int {
        let count = try await store.transferCount(of: .users)
        let step = max(1, Int(count) / Self.users)
        var opened = 0
        var (last, place): (UserID?, Int) = (nil, 0)
        while true {
            let users = try await store.users(after: last, limit: 1_000)
            guard let end = users.last else { return opened }
            for user in users {
                if place % step == 0 { opened += try await open(user, store) }
                place += 1
            }
            last = end.id
        }
    }

    private func open(_ user: User, _ store: any TransferringStorage) async throws -> Int {
        do {
            let keys = try vault.unlock(user, with: try await store.keyShares(of: [user.id])[user.id])
            var opened = 0
            for category in try await store.categories(of: user.id).prefix(Self.texts) {
                _ = try Sealing.open(category.sealedName, at: .categoryName(category.id), keys: keys)
                opened += 1
            }
            let page = try await store.entries(
                matching: EntryFilter(), order: .newest, page: PageRequest(limit: Self.texts), of: user.id)
            for entry in page.items {
                _ = try Sealing.open(entry.content.body, at: .entryBody(entry.id), keys: keys)
                opened += 1
            }
            return opened
        } catch let error as SealError {
            throw StoreMoveError("what was moved does not open with the key of this journal: \(error.reason)")
        }
    }
}
