import DatabaseTestServers
import PluginAPI

@testable import StoragePostgres

extension RegionTests {
    /// Where one region's journals are.
    struct Database: Sendable {
        let url: String
        let execute: @Sendable (String) async throws -> [[String?]]
        let end: @Sendable () async throws -> Void

        static func new(on server: PostgresServer) async throws -> Database {
            let name = try await server.makeDatabase()
            return Database(
                url: server.url(of: name), execute: { try await server.execute($0, in: name) },
                end: { try await server.dropDatabase(name) })
        }

        /// One of a prepared server, which is emptied when it is taken next.
        static func prepared(_ server: PreparedDatabases, _ url: String) -> Database {
            Database(url: url, execute: { try await server.execute($0, at: url) }, end: {})
        }
    }

    /// A store with the regions eu and us, each a database of its own.
    struct World {
        /// Of the regions home, eu and us.
        let databases: [Database]
        let store: RegionalStorage
        var home: Database { databases[0] }
        var eu: Database { databases[1] }
        var us: Database { databases[2] }

        static func make(newcomers: String = "eu", eu other: PostgresServer? = nil) async throws -> World {
            let server = try await PostgresServer.shared()
            return try await make(
                newcomers, on: [.new(on: server), .new(on: other ?? server), .new(on: server)], [:])
        }

        static func make(
            _ newcomers: String, on databases: [Database], _ more: [String: SettingValue]
        ) async throws -> World {
            let regions: [String: SettingValue] = [
                "storage.postgres.regions": .text("eu=\(databases[1].url) us=\(databases[2].url)"),
                "storage.postgres.region": .text(newcomers),
            ]
            let context = TestStores.context(TestStores.settings(databases[0].url, regions.merging(more) { $1 }))
            let store = RegionalStorage(try PostgresOptions(context), logger: context.logger)
            try await store.start()
            return World(databases: databases, store: store)
        }

        func end() async throws {
            await store.stop()
            for database in databases { try await database.end() }
        }

        /// How many rows of a user the regions hold, whatever they are.
        func rows(of user: UserID) async throws -> [Int] {
            var found: [Int] = []
            for database in databases {
                var sum = 0
                for table in Schema.journalTables + ["provider_days"] {
                    let count = try await database.execute(
                        "SELECT count(*) FROM journald.\(table) WHERE user_id = '\(user)'")
                    sum += Int(count[0][0] ?? "") ?? 0
                }
                found.append(sum)
            }
            return found
        }
    }

    static func with(
        newcomers: String = "eu", eu: PostgresServer? = nil, _ body: (World) async throws -> Void
    ) async throws {
        try await TestStores.bounded {
            try await ending(try await World.make(newcomers: newcomers, eu: eu), body)
        }
    }

    /// Regions that are three databases of a Citus cluster.
    static func onCitus(_ body: (World) async throws -> Void) async throws {
        let server = PreparedDatabases.citus
        try await server.alone(without: Schema.name) {
            let databases = server.urls.prefix(3).map { Database.prepared(server, $0) }
            try await ending(try await World.make("eu", on: databases, [server.setting: .boolean(true)]), body)
        }
    }

    static func ending(_ world: World, _ body: (World) async throws -> Void) async throws {
        do {
            try await body(world)
        } catch {
            try? await world.end()
            throw error
        }
        try await world.end()
    }
}
