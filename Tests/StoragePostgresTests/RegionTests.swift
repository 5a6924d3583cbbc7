import DatabaseTestServers
import Foundation
import PluginAPI
import Synchronization
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

/// Accounts in one database, journals in those of their regions.
@Suite struct RegionTests {
    /// What ends a move as a crash would.
    private struct Killed: Error {}

    /// Each check needs three databases, so an ordinary run takes every fifth; JOURNALD_TEST_REGIONS=all takes them all.
    private static let checks: [StorageContract.Check] = {
        let isWhole = ProcessInfo.processInfo.environment["JOURNALD_TEST_REGIONS"] == "all"
        return StorageContract.checks.enumerated().filter { isWhole || $0.offset % 5 == 0 }.map(\.element)
    }()

    @Test(arguments: checks) func contract(_ check: StorageContract.Check) async throws {
        try await TestStores.bounded {
            let worlds = Mutex<[World]>([])
            let result: Result<Void, any Error>
            do {
                try await check.run {
                    let world = try await World.make()
                    worlds.withLock { $0.append(world) }
                    return world.store
                }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            for world in worlds.withLock({ $0 }) { try await world.end() }
            try result.get()
        }
    }

    /// A journal with something of nearly everything.
    private func fill(_ store: RegionalStorage, _ sample: inout SampleJournal) async throws {
        try await store.createUser(sample.user)
        for number in 0..<7 {
            let entry = try await store.put(
                sample.entry(hour: number, in: number % 2 == 0 ? ["inbox"] : ["work", "inbox"], words: "one two"),
                of: sample.user.id)
            if number == 3 {
                _ = try await store.apply(.revise(sample.revision(of: entry, words: "three")), of: sample.user.id)
            }
            if number == 5 { _ = try await store.apply(.trash(entry.id, at: SampleJournal.start), of: sample.user.id) }
        }
        try await store.setRemoteConsent(RemoteConsent(isGiven: true, masks: false), of: sample.user.id)
    }

    private struct Picture: Equatable {
        let entries: [StoredEntry]
        let categories: [StoredCategory]
        let days: [DayRollup]
        let scored: [String: Int64]
        let found: [EntryID]
        let consent: RemoteConsent
    }

    private func picture(_ store: RegionalStorage, _ user: UserID) async throws -> Picture {
        Picture(
            entries: try await store.all(of: user), categories: try await store.categories(of: user),
            days: try await store.dayRollups(in: .everything, of: user),
            scored: try await store.scoredEntries(in: .everything, of: user),
            found: try await store.ids(having: "one", of: user), consent: try await store.remoteConsent(of: user))
    }

    @Test func journalsAreInTheirRegionAndAccountsAtHome() async throws {
        try await Self.with { world in
            var sample = SampleJournal(1)
            try await fill(world.store, &sample)
            let rows = try await world.rows(of: sample.user.id)
            #expect(rows[0] == 0)
            #expect(rows[1] > 0)
            #expect(rows[2] == 0)
            #expect(
                try await world.eu.execute(
                    "SELECT login, wrapped_key, (SELECT count(*) FROM journald.uids) FROM journald.users")
                    == [[nil, "\\x", "0"]])
            try await world.store.deleteUser(sample.user.id)
            #expect(try await world.rows(of: sample.user.id) == [0, 0, 0])
            #expect(try await world.eu.execute("SELECT count(*) FROM journald.users") == [["0"]])
        }
    }

    /// Away is away for its own users alone.
    @Test func aRegionThatIsAwayHarmsNobodyElse() async throws {
        let eu = try await PostgresServer()
        try await Self.with(eu: eu) { world in
            var (here, there) = (SampleJournal(1), SampleJournal(2))
            try await fill(world.store, &here)
            try await fill(world.store, &there)
            try await world.store.moveUser(there.user.id, to: "us")
            let before = try await picture(world.store, there.user.id)
            try await eu.stop(.immediate)
            await #expect(throws: StorageError.self) { try await world.store.all(of: here.user.id) }
            do {
                _ = try await world.store.apply(.create(here.entry()), of: here.user.id)
                Issue.record("a write to a region that is away was acknowledged")
            } catch StorageError.unavailable {
            }
            #expect(try await picture(world.store, there.user.id) == before)
            _ = try await world.store.put(there.entry(), of: there.user.id)
            #expect(try await world.store.users(after: nil, limit: 10).count == 2)
            #expect(try await world.store.user(here.user.id) != nil)
            _ = try await world.store.statistics()
            #expect(
                try await world.store.claimJobs(
                    of: "x", limit: 5, lease: LeaseID(high: 1, low: 1), now: SampleJournal.start,
                    until: SampleJournal.start
                ).isEmpty)
            let health = await world.store.health()
            #expect(health.status == .degraded)
            #expect(health.detail?.contains("region eu") == true)
            try await eu.start()
            var isBack = false
            for _ in 0..<6_000 where !isBack {
                isBack = (try? await world.store.all(of: here.user.id).count) == 6
                if !isBack { try await Task.sleep(for: .milliseconds(10)) }
            }
            #expect(isBack)
        }
        await eu.end()
    }

    @Test func aMoveTakesEverythingThereAndBack() async throws { try await Self.with(thereAndBack) }

    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"))
    func aMoveTakesEverythingThereAndBackOnCitus() async throws { try await Self.onCitus(thereAndBack) }

    private func thereAndBack(_ world: World) async throws {
        var sample = SampleJournal(1)
        try await fill(world.store, &sample)
        let (user, before) = (sample.user.id, try await picture(world.store, sample.user.id))
        for (target, place) in [("us", 2), ("home", 0), ("eu", 1), ("eu", 1)] {
            try await world.store.moveUser(user, to: target)
            #expect(try await picture(world.store, user) == before)
            let rows = try await world.rows(of: user)
            #expect(rows.enumerated().filter { $0.element > 0 }.map(\.offset) == [place])
            #expect(try await world.store.region(of: user) == target)
        }
        let entry = try await world.store.put(sample.entry(), of: user)
        #expect(entry.number == 8)
    }

    /// A move that ends before any of its steps leaves the user where they were or where they go; the next call does the rest.
    @Test(arguments: UserMove.Step.allCases, ["us", "eu", "home"])
    func aMoveThatIsKilledGoesOnOrIsTakenBack(step: UserMove.Step, next: String) async throws {
        try await Self.with { try await kill($0, step, next) }
    }

    @Test(
        .enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"),
        arguments: UserMove.Step.allCases,
        ["us", "eu", "home"])
    func aMoveThatIsKilledOnCitus(step: UserMove.Step, next: String) async throws {
        try await Self.onCitus { try await kill($0, step, next) }
    }

    private func kill(_ world: World, _ step: UserMove.Step, _ next: String) async throws {
        var sample = SampleJournal(1)
        try await fill(world.store, &sample)
        let (user, before) = (sample.user.id, try await picture(world.store, sample.user.id))
        let move = UserMove(storage: world.store, user: user, target: "us") { if $0 == step { throw Killed() } }
        await #expect(throws: Killed.self) { try await move.run() }
        #expect(try await picture(world.store, user) == before)
        var added = 0
        do {
            _ = try await world.store.apply(.create(sample.entry(words: "four")), of: user)
            added = 1
        } catch StorageError.unavailable {
            #expect([.copy, .compare, .enter].contains(step))
        }
        try await world.store.moveUser(user, to: next)
        #expect(try await world.store.region(of: user) == next)
        let rows = try await world.rows(of: user)
        #expect(
            rows.enumerated().filter { $0.element > 0 }.map(\.offset) == [["home", "eu", "us"].firstIndex(of: next)])
        #expect(try await world.store.all(of: user).count == before.entries.count + added)
        let entry = try await world.store.put(sample.entry(), of: user)
        #expect(entry.number == Int64(8 + added))
    }

    @Test func aMoveToARegionThatIsAwayLeavesTheUserAsTheyWere() async throws {
        let eu = try await PostgresServer()
        try await Self.with(newcomers: "us", eu: eu) { world in
            var sample = SampleJournal(1)
            try await fill(world.store, &sample)
            try await eu.stop(.fast)
            await #expect(throws: StorageError.self) { try await world.store.moveUser(sample.user.id, to: "eu") }
            _ = try await world.store.put(sample.entry(), of: sample.user.id)
            #expect(try await world.store.region(of: sample.user.id) == "us")
            try await eu.start()
        }
        await eu.end()
    }

    @Test func aStoreThatDoesNotKnowARegionInUseDoesNotStart() async throws {
        try await Self.with { world in
            let sample = SampleJournal(1)
            try await world.store.createUser(sample.user)
            let blind = try TestStores.unstarted(TestStores.settings(world.home.url))
            let error = await #expect(throws: PluginStartError.self) { try await blind.start() }
            #expect(error?.description.contains("region eu") == true)
            // Two regions whose URLs were exchanged.
            let regions = "us=\(world.eu.url) eu=\(world.us.url)"
            let context = TestStores.context(
                TestStores.settings(world.home.url, ["storage.postgres.regions": .text(regions)]))
            let swapped = RegionalStorage(try PostgresOptions(context), logger: context.logger)
            try await swapped.start()
            await #expect(throws: StorageError.self) { try await swapped.all(of: sample.user.id) }
            await swapped.stop()
        }
    }
}
