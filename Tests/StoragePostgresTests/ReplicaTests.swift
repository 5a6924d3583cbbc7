import DatabaseTestServers
import PluginAPI
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

/// Reads go to a replica, and nobody can tell.
@Suite(.serialized) struct ReplicaTests {
    /// A primary, a replica and a database on them.
    private struct Servers: Sendable {
        let primary: PostgresServer
        let replica: PostgresServer
        let database: String

        func store(_ more: [String: SettingValue] = [:]) async throws -> PostgresStorage {
            var settings: [String: SettingValue] = ["storage.postgres.replicas": .text(replica.url(of: database))]
            settings.merge(more) { $1 }
            let store = try TestStores.unstarted(TestStores.settings(primary.url(of: database), settings))
            try await store.start()
            return store
        }

        /// Waits until the replica has what the primary has.
        func level() async throws {
            let position = try await primary.execute("SELECT pg_current_wal_flush_lsn()", in: "postgres")[0][0] ?? ""
            try await ReplicaTests.until("the replica has caught up") {
                try await replica.execute("SELECT pg_last_wal_replay_lsn() >= '\(position)'", in: "postgres") == [["t"]]
            }
        }

        func pause() async throws {
            _ = try await replica.execute("SELECT pg_wal_replay_pause()", in: "postgres")
            // It pauses between two records, when the next one comes.
            try await ReplicaTests.until("replay is paused") {
                try await primary.execute("SELECT pg_logical_emit_message(true, 'test', 'x')", in: "postgres")
                return try await replica.execute("SELECT pg_get_wal_replay_pause_state()", in: "postgres") == [["paused"]]
            }
        }

        func resume() async throws {
            _ = try await replica.execute("SELECT pg_wal_replay_resume()", in: "postgres")
        }
    }

    private static let pair = Task {
        let primary = try await PostgresServer()
        return (primary, try await PostgresServer(following: primary))
    }

    fileprivate static func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
        for _ in 0..<6_000 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ContractViolation("never: \(what)")
    }

    private func with(_ body: (Servers) async throws -> Void) async throws {
        let (primary, replica) = try await Self.pair.value
        let servers = Servers(primary: primary, replica: replica, database: try await primary.makeDatabase())
        do {
            try await body(servers)
        } catch {
            try? await servers.resume()
            try? await replica.start()
            throw error
        }
        try await primary.dropDatabase(servers.database)
    }

    private func only(_ store: PostgresStorage) throws -> Replica { try #require(try store.store().replicas?.replicas.first) }

    /// Reads until the replica has answered once more.
    private func useReplica(_ store: PostgresStorage, of owner: UserID) async throws {
        let replica = try only(store)
        let before = replica.served
        try await Self.until("the replica answers") {
            _ = try await store.countEntries(matching: EntryFilter(), of: owner)
            return replica.served > before
        }
    }

    private func create(_ sample: inout SampleJournal, _ store: PostgresStorage) async throws -> EntryID {
        let receipts = try await store.commit([.create(sample.entry())], of: sample.user.id)
        return try #require(receipts.first).get().id
    }

    private func shows(_ store: PostgresStorage, _ id: EntryID, of owner: UserID) async throws -> Bool {
        let page = try await store.entries(matching: EntryFilter(), order: .newest, page: PageRequest(limit: 50), of: owner)
        let entry = try await store.entry(.id(id), of: owner)
        let count = try await store.countEntries(matching: EntryFilter(), of: owner)
        return entry != nil && page.items.contains { $0.id == id } && count == page.items.count
    }

    /// Whatever the replica lacks, what a user wrote is seen at once; by every daemon where no age is allowed.
    @Test(arguments: [0, 3_600_000]) func ownEntriesAreSeenWhileReplayIsPaused(staleness: Int64) async throws {
        try await with { servers in
            let settings = ["storage.postgres.replicaStalenessMs": SettingValue.integer(staleness)]
            let (first, second) = (try await servers.store(settings), try await servers.store(settings))
            var (writer, other) = (SampleJournal(1), SampleJournal(2))
            for sample in [writer, other] { try await first.createUser(sample.user) }
            _ = try await create(&other, first)
            try await servers.level()
            for store in [first, second] { try await useReplica(store, of: other.user.id) }

            try await servers.pause()
            for _ in 0..<5 {
                let id = try await create(&writer, first)
                #expect(try await shows(first, id, of: writer.user.id))
                if staleness == 0 { #expect(try await shows(second, id, of: writer.user.id)) }
            }
            let category = writer.category("new")
            try await first.createCategory(category, of: writer.user.id)
            #expect(try await first.categories(of: writer.user.id).contains { $0.id == category.id })
            if staleness > 0 {
                // Who did not write is still answered by the replica.
                let before = try only(second).served
                _ = try await second.countEntries(matching: EntryFilter(), of: other.user.id)
                #expect(try only(second).served == before + 1)
            }
            try await servers.resume()
            try await servers.level()
            for store in [first, second] {
                try await useReplica(store, of: writer.user.id)
                #expect(try await store.countEntries(matching: EntryFilter(), of: writer.user.id) == 5)
                await store.stop()
            }
        }
    }

    @Test func aLaggingReplicaIsLeftOutAndTakenBack() async throws {
        try await with { servers in
            let store = try await servers.store()
            var writer = SampleJournal(1)
            try await store.createUser(writer.user)
            try await useReplica(store, of: writer.user.id)
            try await servers.pause()
            _ = try await create(&writer, store)
            try await Self.until("the replica is left out") {
                #expect(try await store.countEntries(matching: EntryFilter(), of: writer.user.id) == 1)
                return try only(store).reason != nil
            }
            let health = await store.health()
            #expect(health.status == .degraded)
            #expect(health.detail?.contains("lags") == true)
            try await servers.resume()
            try await useReplica(store, of: writer.user.id)
            #expect(await store.health() == PluginHealth(.ok))
            await store.stop()
        }
    }

    @Test func aDeadReplicaIsLeftOutAndTakenBack() async throws {
        try await with { servers in
            let store = try await servers.store()
            var writer = SampleJournal(1)
            try await store.createUser(writer.user)
            let id = try await create(&writer, store)
            try await useReplica(store, of: writer.user.id)
            try await servers.replica.stop(.immediate)
            for _ in 0..<20 { #expect(try await shows(store, id, of: writer.user.id)) }
            let health = await store.health()
            #expect(health.status == .degraded)
            #expect(health.detail?.contains("0 of 1 replicas are in use") == true)
            // A daemon starts without it too.
            let late = try await servers.store()
            #expect(try await shows(late, id, of: writer.user.id))
            try await servers.replica.start()
            for store in [store, late] {
                try await useReplica(store, of: writer.user.id)
                #expect(await store.health() == PluginHealth(.ok))
                await store.stop()
            }
        }
    }

    /// After a fail-over, positions of the old timeline mean nothing: who still follows the old primary is not asked.
    @Test func aReplicaOfAnOldPrimaryIsNotAsked() async throws {
        let old = try await PostgresServer()
        let new = try await PostgresServer(following: old)
        let stray = try await PostgresServer(following: old)
        let folders = [old, new].map { $0.socketFolder.replacing("/", with: "%2F") }.joined(separator: ",")
        let store = try TestStores.unstarted(
            TestStores.settings(
                "postgresql://postgres@\(folders)/postgres",
                ["storage.postgres.replicas": .text(stray.url(of: "postgres"))]))
        try await store.start()
        var writer = SampleJournal(1)
        try await store.createUser(writer.user)
        try await useReplica(store, of: writer.user.id)
        // The old primary runs ahead where nobody else sees it but the stray one.
        let last = try await old.execute("SELECT pg_current_wal_flush_lsn()", in: "postgres")[0][0] ?? ""
        try await Self.until("the new primary has all") {
            try await new.execute("SELECT pg_last_wal_replay_lsn() >= '\(last)'", in: "postgres") == [["t"]]
        }
        try await new.promote()
        try await old.execute(
            "SELECT pg_logical_emit_message(true, 'test', repeat('x', 1000000)) FROM generate_series(1, 20)", in: "postgres")
        try await old.stop(.fast)
        try await Self.until("the new primary serves") { (try? await create(&writer, store)) != nil }
        let id = try await create(&writer, store)
        let before = try only(store).served
        for _ in 0..<20 { #expect(try await shows(store, id, of: writer.user.id)) }
        #expect(try only(store).served == before)
        #expect(await store.health().status == .degraded)
        await store.stop()
        for server in [old, new, stray] { await server.end() }
    }
}
