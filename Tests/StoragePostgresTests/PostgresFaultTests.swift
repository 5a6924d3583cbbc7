import DatabaseTestServers
import PluginAPI
import Testing

@testable import StoragePostgres

/// Connections are cut and the server dies under load: what was acknowledged is there, and nothing is there twice.
@Suite struct PostgresFaultTests {
    private static let users = 4
    private static let entriesOfUser = 60

    /// What was acknowledged, and how many writers are not done.
    private actor Ledger {
        private(set) var numbers: [UserID: [EntryID: Int64]] = [:]
        private var left = PostgresFaultTests.users

        var isDone: Bool { left == 0 }
        func note(_ receipt: EntryReceipt, of owner: UserID) { numbers[owner, default: [:]][receipt.id] = receipt.number }
        func end() { left -= 1 }
    }

    /// Writes every entry until it is acknowledged, by the same request's name each time, while `disturb` does its worst.
    private func writeThrough(
        _ store: PostgresStorage, disturbing disturb: @escaping @Sendable (Ledger) async throws -> Void
    ) async throws -> [UserID: [EntryID: Int64]] {
        let ledger = Ledger()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await disturb(ledger) }
            for number in 1...Self.users { group.addTask { try await Self.write(as: UInt64(number), ledger, store) } }
            try await group.waitForAll()
        }
        return await ledger.numbers
    }

    private static func write(as number: UInt64, _ ledger: Ledger, _ store: PostgresStorage) async throws {
        var samples = Samples(number)
        let owner = samples.owner
        try await withThrowingTaskGroup(of: Void.self) { writers in
            for _ in 0..<entriesOfUser {
                let entry = samples.entry()
                writers.addTask { await ledger.note(try await put(entry, of: owner, store), of: owner) }
            }
            try await writers.waitForAll()
        }
        await ledger.end()
    }

    private static func put(_ entry: NewEntry, of owner: UserID, _ store: PostgresStorage) async throws -> EntryReceipt {
        while true {
            do {
                guard let result = try await store.commit([.create(entry)], of: owner).first else { throw StorageError.notFound }
                return try result.get()
            } catch StorageError.unavailable {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private func check(_ acknowledged: [UserID: [EntryID: Int64]], _ store: PostgresStorage) async throws {
        for number in 1...Self.users {
            let owner = Samples(UInt64(number)).owner
            let known = acknowledged[owner, default: [:]]
            #expect(known.count == Self.entriesOfUser)
            let page = try await store.entries(
                matching: EntryFilter(), order: .oldest, page: PageRequest(limit: 1_000), of: owner)
            #expect(page.items.count == Self.entriesOfUser, "nothing is doubled")
            for entry in page.items { #expect(known[entry.id] == entry.number, "an entry has the number that was told") }
            #expect(Set(page.items.map(\.number)) == Set(1...Int64(Self.entriesOfUser)), "no number is left out or used twice")
            let days = try await store.dayRollups(in: DaySpan(first: .distantPast, last: .distantFuture), of: owner)
            #expect(days.reduce(0) { $0 + $1.tally.entries } == Int64(Self.entriesOfUser), "the sums are exact")
        }
    }

    private func addUsers(_ store: PostgresStorage) async throws {
        for number in 1...Self.users { try await store.createUser(Samples(UInt64(number)).user) }
    }

    @Test func connectionsThatAreCutLoseNothingAndDoubleNothing() async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let store = try TestStores.unstarted(TestStores.settings(server.url(of: database)))
        try await store.start()
        try await addUsers(store)
        let acknowledged = try await writeThrough(store) { ledger in
            while await !ledger.isDone {
                try await Task.sleep(for: .milliseconds(15))
                try await server.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = '\(database)' AND pid <> pg_backend_pid()
                    """, in: database)
            }
        }
        try await check(acknowledged, store)
        await store.stop()
        try await server.clearDatabase(database, schemas: [Schema.name])
    }

    @Test func aServerThatDiesUnderLoadLosesNothingAndDoublesNothing() async throws {
        let server = try await PostgresServer()
        let database = try await server.makeDatabase()
        let store = try TestStores.unstarted(TestStores.settings(server.url(of: database)))
        try await store.start()
        try await addUsers(store)
        let acknowledged = try await writeThrough(store) { _ in
            for _ in 0..<3 {
                try await server.stop(.immediate)
                try await server.start()
            }
        }
        try await check(acknowledged, store)
        #expect(await store.health().status == .ok)
        await store.stop()
        await server.end()
    }

    @Test func aServerThatIsAwayIsSaidToBe() async throws {
        let server = try await PostgresServer()
        let database = try await server.makeDatabase()
        let store = try TestStores.unstarted(TestStores.settings(server.url(of: database)))
        try await store.start()
        try await addUsers(store)
        try await server.stop(.fast)
        let owner = Samples(1).owner
        var samples = Samples(1)
        let entry = samples.entry()
        await #expect(throws: StorageError.self) { try await store.commit([.create(entry)], of: owner) }
        await #expect(throws: StorageError.self) { try await store.user(owner) }
        let health = await store.health()
        #expect(health.status == .failing)
        let late = try TestStores.unstarted(TestStores.settings(server.url(of: database)))
        let error = await #expect(throws: PluginStartError.self) { try await late.start() }
        #expect(error?.isLasting == false)
        try await server.start()
        _ = try await Self.put(entry, of: owner, store)
        #expect(await store.health().status == .ok)
        await store.stop()
        await server.end()
    }

    @Test func oneRefusedCallDoesNotSpoilItsGroup() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make(["storage.postgres.writers": .integer(1)])
            try await addUsers(store)
            let owner = Samples(1).owner
            var samples = Samples(1)
            // A zone with a NUL is what no text column takes.
            let entries = (0..<40).map { place in
                var entry = samples.entry()
                if place == 17 { entry.content.zone = "a\0b" }
                return entry
            }
            let results = await withTaskGroup(of: Bool.self) { group in
                for entry in entries {
                    group.addTask { (try? await store.commit([.create(entry)], of: owner).first?.get()) != nil }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.filter { $0 }.count == 39)
            let page = try await store.entries(matching: EntryFilter(), order: .newest, page: PageRequest(limit: 100), of: owner)
            #expect(page.items.count == 39)
            #expect(Set(page.items.map(\.number)) == Set(1...39))
        }
    }
}
