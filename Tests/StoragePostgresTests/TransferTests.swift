import DatabaseTestServers
import Foundation
import Logging
import PluginAPI
import StorageSQLite
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

/// Moving a whole store to PostgreSQL and away from it.
@Suite struct TransferTests {
    @Test(arguments: TransferContract.checks)
    func contract(_ check: TransferContract.Check) async throws {
        try await TestStores.with { stores in
            let named = NamedDatabases(stores)
            try await check.run({ try await stores.make() }, { try await named.store($0) })
        }
    }

    /// Values that SQLite could hold and a column here cannot.
    @Test func valuesThatDoNotFitAreDamage() async throws {
        let bad: [TransferSection: [(place: Int, value: TransferValue)]] = [
            .users: [(7, .integer(.max)), (5, .text("a\u{0}b")), (3, .text("emperor"))],
            .categories: [(3, .null), (4, .text("\u{0}"))],
            .entries: [(4, .text("\u{0}"))],
            .revisions: [(2, .integer(1 << 40)), (5, .null), (5, .text("not bytes"))],
            .otherScores: [(3, .text("angry")), (4, .integer(-1 << 40))],
        ]
        try await TestStores.with { stores in
            let source = try await stores.make()
            _ = try await FullJournal.fill(source)
            let target = try await NamedDatabases(stores).store("target")
            try await target.start(receiving: [1])
            for section in TransferSection.allCases {
                let rows = try await source.transferRows(of: section, after: nil, limit: 1_000)
                for (place, value) in bad[section] ?? [] {
                    var last = try #require(rows.last).values
                    last[place] = value
                    let error = await #expect(throws: StorageError.self) {
                        try await target.receive(rows.dropLast() + [TransferRow(last)], of: section)
                    }
                    guard case .corrupt? = error else {
                        Issue.record("\(section), \(place), \(value): \(String(describing: error))")
                        continue
                    }
                    #expect(try await target.transferCount(of: section) == 0)
                }
                try await target.receive(rows, of: section)
            }
            try await target.finishReceiving()
        }
    }

    /// A move does without the large indexes, and has them again before anybody is served.
    @Test func indexesAreThereAgainInTheEnd() async throws {
        try await TestStores.with { stores in
            let source = try await stores.make()
            _ = try await FullJournal.fill(source)
            let before = try await Self.indexes(of: source)
            let named = NamedDatabases(stores)
            // Also when it is begun again.
            for _ in 0..<2 {
                let target = try await named.store("target")
                try await target.start(receiving: [1])
                let meanwhile = try await Self.indexes(of: target)
                #expect(!meanwhile.contains { $0.contains("USING gin") } && meanwhile.contains { $0.contains("UNIQUE") })
                await target.stop()
            }
            guard let target = try await named.store("target") as? PostgresStorage else { return }
            try await target.start(receiving: [1])
            try await TransferContract.move(from: source, to: target)
            try await target.finishReceiving()
            #expect(try await Self.indexes(of: target) == before)
            #expect(try await target.read(Query("SELECT to_regclass('journald.transfer_indexes')::text")) { $0.optionalText(0) } == [nil])
        }
    }

    private static func indexes(of store: any TransferringStorage) async throws -> [String] {
        let store = try #require(store as? PostgresStorage)
        return try await store.read(Query("SELECT indexdef FROM pg_indexes WHERE schemaname = 'journald' ORDER BY 1")) { $0.text(0) }
    }

    /// SQLite → PostgreSQL → SQLite: what comes back is what went, byte for byte.
    @Test func thereAndBackAgain() async throws {
        try await TestStores.with { stores in
            let folders = Folders()
            let named = NamedDatabases(stores)
            for check in TransferContract.checks {
                try await check.run({ try await folders.started() }, { try await named.store("there \(check) \($0)") })
                try await check.run({ try await stores.make() }, { try await folders.store("back \(check) \($0)") })
            }
            await folders.empty()
        }
    }

    /// The same to a Citus cluster, from SQLite and back to it.
    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"), arguments: TransferContract.checks)
    func toCitusAndBack(_ check: TransferContract.Check) async throws {
        let server = PreparedDatabases.citus
        let folders = Folders()
        try await server.withStores { stores in
            let named = PreparedByName(server, stores)
            try await check.run({ try await folders.started() }, { try await named.store($0) })
        }
        try await server.withStores { stores in
            try await check.run({ try await stores.keep(server.settings(server.urls[0])) }, { try await folders.store("back \($0)") })
        }
        await folders.empty()
    }

    /// Few databases, of which the one that was named longest ago is emptied for a new name: its store is stopped by then.
    private actor PreparedByName {
        private let server: PreparedDatabases
        private let stores: TestStores
        private var databases: [String: String] = [:]

        init(_ server: PreparedDatabases, _ stores: TestStores) {
            self.server = server
            self.stores = stores
        }

        func store(_ name: String) async throws -> any TransferringStorage {
            if databases[name] == nil {
                let url = server.urls[databases.count % server.urls.count]
                try await server.execute("DROP SCHEMA IF EXISTS \(Schema.name) CASCADE", at: url)
                databases[name] = url
            }
            return try await stores.keep(server.settings(databases[name] ?? ""), starts: false)
        }
    }

    /// Databases by name, each of which may be opened again.
    private actor NamedDatabases {
        private let stores: TestStores
        private var databases: [String: String] = [:]

        init(_ stores: TestStores) {
            self.stores = stores
        }

        func store(_ name: String) async throws -> any TransferringStorage {
            let server = try await PostgresServer.shared()
            let database: String
            if let known = databases[name] { database = known } else { database = try await server.makeDatabase() }
            databases[name] = database
            let store = try TestStores.unstarted(TestStores.settings(server.url(of: database)))
            await stores.keep(store, database: database)
            return store
        }
    }

    /// SQLite stores in folders of their own.
    private actor Folders {
        private var paths: [String: String] = [:]
        private var stores: [any TransferringStorage] = []

        func store(_ name: String) throws -> any TransferringStorage {
            let path = try paths[name] ?? Self.folder()
            paths[name] = path
            let context = PluginContext(
                settings: SettingValues(["storage.sqlite.reserveBytes": .integer(65_536)]),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, time: ManualClock(), stateDirectory: path)
            guard let store = try SQLiteStorage.factory.make(context) as? any TransferringStorage else {
                throw PluginStartError("SQLite cannot be moved")
            }
            stores.append(store)
            return store
        }

        func started() async throws -> any TransferringStorage {
            let store = try store("source \(stores.count)")
            try await store.start()
            return store
        }

        private static func folder() throws -> String {
            let path = NSTemporaryDirectory() + "/journald-transfer-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            return path
        }

        func empty() async {
            for store in stores { await store.stop() }
            for path in paths.values { try? FileManager.default.removeItem(atPath: path) }
        }
    }
}
