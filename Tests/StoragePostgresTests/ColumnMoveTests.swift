import DatabaseTestServers
import PluginAPI
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

/// Journals with sums in columns that go elsewhere, and clusters that get columns.
@Suite(.serialized, .enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"))
struct ColumnMoveTests {
    private static let server = PreparedDatabases.citus

    @Test func aJournalMovesBetweenRegionsAndBack() async throws {
        try await RegionTests.onCitus { world in
            var journal = SampleJournal(1)
            try await world.store.createUser(journal.user)
            try await journal.write(60, to: world.store)
            let (user, before) = (journal.user.id, try await SumsPicture(world.store, journal.user.id))
            let hands = try Self.server.urls.prefix(3).map { try ColumnHand($0) }
            try await hands[1].work()
            #expect(try await Self.days(of: user) == [[0, 0], [0, 60], [0, 0]])
            for (target, place) in [("us", 2), ("home", 0), ("eu", 1)] {
                try await world.store.moveUser(user, to: target)
                #expect(try await SumsPicture(world.store, user) == before, "in \(target)")
                // What was left in columns where the journal was before counts for nobody.
                #expect(try await Self.days(of: user)[place][0] == 60)
                for hand in hands { try await hand.work() }
                #expect(try await SumsPicture(world.store, user) == before, "in the columns of \(target)")
                let wanted = (0..<3).map { [0, $0 == place ? 60 : 0] }
                #expect(try await Self.days(of: user) == wanted, "in \(target)")
            }
            for hand in hands { await hand.close() }
        }
    }

    /// The same while every region's sums are moved to columns all the time.
    @Test func aJournalMovesWhileItsSumsDo() async throws {
        try await RegionTests.onCitus { world in
            var journal = SampleJournal(1)
            try await world.store.createUser(journal.user)
            try await journal.write(60, to: world.store)
            let (user, before) = (journal.user.id, try await SumsPicture(world.store, journal.user.id))
            let hands = try Self.server.urls.prefix(3).map { try ColumnHand($0) }
            _ = try await hands[0].working {
                _ = try await hands[1].working {
                    _ = try await hands[2].working {
                        for target in ["us", "home", "eu", "us", "eu"] {
                            try await world.store.moveUser(user, to: target)
                            #expect(try await SumsPicture(world.store, user) == before, "in \(target)")
                        }
                    }
                }
            }
            for hand in hands { await hand.close() }
        }
    }

    private static func days(of user: UserID) async throws -> [[Int]] {
        var found: [[Int]] = []
        for url in server.urls.prefix(3) { found.append(try await server.count(.days, at: url, where: "user_id = '\(user)'")) }
        return found
    }

    /// Away to a plain database, and to another cluster from there.
    @Test func aStoreIsMovedAwayAndBack() async throws {
        try await Self.server.withStores { stores in
            let cluster = try await stores.keep(Self.server.settings(Self.server.urls[0]))
            let journal = try await FullJournal.fill(cluster)
            var many = SampleJournal(7)
            try await cluster.add(many)
            try await many.write(60, to: cluster)
            let (owner, before) = (many.user.id, try await SumsPicture(cluster, many.user.id))
            let given = try await TransferContract.rows(of: cluster)
            let hands = try Self.server.urls.prefix(2).map { try ColumnHand($0) }
            try await hands[0].work()
            #expect(try await TransferContract.rows(of: cluster) == given)

            let shared = try await PostgresServer.shared()
            let database = try await shared.makeDatabase()
            let plain = try TestStores.unstarted(TestStores.settings(shared.url(of: database)))
            await stores.keep(plain, database: database)
            try await Self.move(cluster, to: plain)
            let again = try await stores.keep(Self.server.settings(Self.server.urls[1]), starts: false)
            try await Self.move(plain, to: again)
            try await hands[1].work()
            for store in [plain, again] {
                #expect(try await TransferContract.rows(of: store) == given)
                try await journal.expectSame(cluster, store)
                #expect(try await SumsPicture(store, owner) == before)
            }
            for hand in hands { await hand.close() }
        }
    }

    private static func move(_ source: PostgresStorage, to target: PostgresStorage) async throws {
        try await target.start(receiving: [1])
        try await TransferContract.move(from: source, to: target)
        try await target.finishReceiving()
    }

    /// A cluster that an earlier version laid out, with a view that others were let read.
    @Test func aClusterFromBeforeGetsColumns() async throws {
        try await Self.server.withStores { stores in
            let url = Self.server.urls[0]
            let first = try await stores.keep(Self.server.settings(url))
            var journal = SampleJournal(1)
            try await first.add(journal)
            try await journal.write(60, to: first)
            let before = try await SumsPicture(first, journal.user.id)
            await first.stop()
            let view = "journald.instance_days"
            let older = ["DROP MATERIALIZED VIEW \(view)", "DROP VIEW journald.journal_days"]
                + ColumnTables.names.map { "DROP TABLE journald.\($0)" } + [
                    "CREATE MATERIALIZED VIEW \(view) AS SELECT day, sum(entries) AS entries FROM journald.day_rollups GROUP BY day",
                    "GRANT SELECT ON \(view) TO PUBLIC",
                    "ALTER TABLE journald.journals DROP COLUMN columns_before, DROP COLUMN columns_generation",
                    "DELETE FROM journald.migrations WHERE name = 'columns'",
                ]
            for statement in older { try await Self.server.execute(statement, at: url) }
            let store = try await stores.keep(Self.server.settings(url))
            #expect(try await SumsPicture(store, journal.user.id) == before)
            let hand = try ColumnHand(url)
            try await hand.work()
            #expect(try await SumsPicture(store, journal.user.id) == before)
            #expect(try await Self.server.count(.days, at: url) == [0, 60])
            try await hand.refresh()
            #expect(try await Self.server.execute("SELECT sum(entries), max(users) FROM \(view)", at: url) == [["60", "1"]])
            let mayRead = "SELECT 1 FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = '\(view)'::regclass AND a.grantee = 0"
            #expect(try await Self.server.execute(mayRead, at: url).count == 1)
            await hand.close()
        }
    }
}
