import DatabaseTestServers
import Foundation
import Logging
import PluginAPI

@testable import StoragePostgres

/// Stores of one test, each on a database of its own, which goes with `empty`.
actor TestStores {
    private var kept: [(store: PostgresStorage, database: String?)] = []

    /// Settings for a database of the shared server.
    static func settings(_ url: String, _ more: [String: SettingValue] = [:]) -> [String: SettingValue] {
        var settings: [String: SettingValue] = ["storage.postgres.url": .text(url), "storage.postgres.poolSize": .integer(6)]
        settings.merge(more) { $1 }
        return settings
    }

    static func context(_ settings: [String: SettingValue]) -> PluginContext {
        PluginContext(
            settings: SettingValues(settings), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            time: NoTime(), stateDirectory: "/nowhere")
    }

    /// A store that is not started.
    static func unstarted(
        _ settings: [String: SettingValue], indexing: TermIndexing = TermIndexing(), summing: MonthSumming = MonthSumming(),
        moving: ColumnMoving = ColumnMoving()
    ) throws -> PostgresStorage {
        let context = context(settings)
        var options = try PostgresOptions(context)
        options.indexing = indexing
        options.summing = summing
        options.moving = moving
        return PostgresStorage(options: options, logger: context.logger)
    }

    /// A started store on an empty database.
    func make(
        _ more: [String: SettingValue] = [:], indexing: TermIndexing = TermIndexing(), summing: MonthSumming = MonthSumming()
    ) async throws -> PostgresStorage {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let store = try Self.unstarted(Self.settings(server.url(of: database), more), indexing: indexing, summing: summing)
        kept.append((store, database))
        try await store.start()
        return store
    }

    /// A started store on a database that is not this run's, or not yet started.
    func keep(
        _ settings: [String: SettingValue], starts: Bool = true, indexing: TermIndexing = TermIndexing(),
        summing: MonthSumming = MonthSumming(), moving: ColumnMoving = ColumnMoving()
    ) async throws -> PostgresStorage {
        let store = try Self.unstarted(settings, indexing: indexing, summing: summing, moving: moving)
        kept.append((store, nil))
        if starts { try await store.start() }
        return store
    }

    /// Keeps a store that something else made, to be stopped and cleared with the others.
    func keep(_ store: PostgresStorage, database: String) { kept.append((store, database)) }

    /// Stops every store and removes its database.
    func empty() async throws {
        let all = kept
        kept = []
        for (store, _) in all { await store.stop() }
        for database in Set(all.compactMap(\.database)) {
            try await PostgresServer.shared().clearDatabase(database, schemas: [Schema.name])
        }
    }

    /// Tests that have stores at the same time: each store has several connections, and a server has a limited number.
    private static let places = Places(10)

    /// Runs `body` when there is a place for it.
    static func bounded(_ body: () async throws -> Void) async throws {
        await places.enter()
        defer { places.leave() }
        try await body()
    }

    /// Gives `body` stores and empties the shelf afterwards, whatever happens.
    static func with(_ body: (TestStores) async throws -> Void) async throws {
        await places.enter()
        defer { places.leave() }
        let stores = TestStores()
        do {
            try await body(stores)
        } catch {
            try await stores.empty()
            throw error
        }
        try await stores.empty()
    }
}

private struct NoTime: TimeSource {
    func now() -> Instant { Instant(microseconds: 0) }
    func uptime() -> Duration { .zero }
}
