import Logging
public import PluginAPI

/// Accounts in one cluster, the home, and journals in that of their user's region.
///
/// See docs/decisions/0016. Each cluster is a whole store: that of a region has a shadow of each of its users, an account
/// without a name, a uid or a key. The home has the directory of who is where.
public final class RegionalStorage: Sendable {
    let home: PostgresStorage
    let regions: [String: Region]
    let newcomers: String
    let options: PostgresOptions

    init(_ options: PostgresOptions, logger: Logger) {
        self.options = options
        home = PostgresStorage(options: options, logger: logger)
        var regions: [String: Region] = [:]
        for (name, connection) in options.regions.connections {
            var own = options
            own.connection = connection
            own.replicas = nil
            regions[name] = Region(name, own, logger: logger)
        }
        self.regions = regions
        newcomers = options.regions.newcomers
    }

    /// Opens the home. Regions that cannot be reached are opened when they can.
    public func start() async throws {
        try await home.start()
        await withTaskGroup(of: Void.self) { group in
            for region in regions.values { group.addTask { _ = try? await region.store() } }
        }
        await removeCondemnedJournals()
    }

    public func stop() async {
        for region in regions.values { await region.close() }
        await home.stop()
    }

    public func health() async -> PluginHealth {
        let own = await home.health()
        guard own.status != .failing else { return own }
        var details = own.detail.map { [$0] } ?? []
        for name in regions.keys.sorted() {
            guard let health = await regions[name]?.health(), health.status != .ok else { continue }
            details.append("region \(name): \(health.detail ?? health.status.rawValue)")
        }
        return details.isEmpty ? own : PluginHealth(.degraded, detail: details.joined(separator: "; "))
    }
}

// Finding the way.
extension RegionalStorage {
    /// The store of a region.
    /// - Throws: `.unavailable` when it cannot be reached.
    func store(of region: String) async throws(StorageError) -> PostgresStorage {
        if region == RegionOptions.home { return home }
        guard let region = regions[region] else { throw .unavailable(reason: "there is no region \(region)") }
        return try await region.store()
    }

    private static let attempts = 3

    /// Reads from where the user's journal is. Rows leave a region only after the directory names another one: where it still
    /// names the same afterwards, all that was read was there.
    func read<Value: Sendable>(
        of owner: UserID, _ body: @Sendable (PostgresStorage) async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        var place = try await home.place(of: owner)
        for _ in 0..<Self.attempts {
            let result: Result<Value, StorageError>
            do {
                result = .success(try await body(try await store(of: place.region)))
            } catch {
                result = .failure(error)
            }
            let now = try await home.place(of: owner)
            if now.region == place.region, now.moves == place.moves { return try result.get() }
            place = now
        }
        throw Journal.isMoving
    }

    /// Changes a journal where it is. A region that has it no more refuses and changes nothing.
    func change<Value: Sendable>(
        of owner: UserID, _ body: @Sendable (PostgresStorage) async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        var place = try await home.place(of: owner)
        for _ in 0..<Self.attempts {
            do {
                return try await body(try await store(of: place.region))
            } catch StorageError.notFound {
                let now = try await home.place(of: owner)
                if now.region == place.region, now.moves == place.moves { throw .notFound }
                place = now
            }
        }
        throw Journal.isMoving
    }

    /// Asks every region at the same time. One that is away is passed over, unless all are.
    func gather<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresStorage) async throws(StorageError) -> Value
    ) async throws(StorageError) -> [Value] {
        let results = await all(body)
        var found: [Value] = []
        var failure: StorageError?
        for result in results {
            switch result {
            case .success(let value): found.append(value)
            case .failure(.unavailable(let reason)): failure = .unavailable(reason: reason)
            case .failure(let error): throw error
            }
        }
        if found.isEmpty, let failure { throw failure }
        return found
    }

    /// Asks every region at the same time and needs all their answers.
    func sum<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresStorage) async throws(StorageError) -> Value
    ) async throws(StorageError) -> [Value] {
        var found: [Value] = []
        for result in await all(body) { found.append(try result.get()) }
        return found
    }

    private func all<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresStorage) async throws(StorageError) -> Value
    ) async -> [Result<Value, StorageError>] {
        let names = [RegionOptions.home] + regions.keys.sorted()
        return await withTaskGroup(of: (Int, Result<Value, StorageError>).self) { group in
            for (number, name) in names.enumerated() {
                group.addTask { [self] in
                    do throws(StorageError) {
                        return (number, .success(try await body(try await store(of: name))))
                    } catch {
                        return (number, .failure(error))
                    }
                }
            }
            var found: [Int: Result<Value, StorageError>] = [:]
            for await (number, result) in group { found[number] = result }
            return names.indices.compactMap { found[$0] }
        }
    }

    /// The first region that knows of it, one after the other.
    func first<Value: Sendable>(
        _ body: @Sendable (PostgresStorage) async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        var failure = StorageError.notFound
        for name in [RegionOptions.home] + regions.keys.sorted() {
            do {
                return try await body(try await store(of: name))
            } catch StorageError.notFound {
                continue
            } catch StorageError.unavailable(let reason) {
                failure = .unavailable(reason: reason)
            }
        }
        throw failure
    }
}
