import DatabaseTestServers
import PluginAPI
import Synchronization
import Testing

@testable import StoragePostgres

@Suite("Word between daemons on one database")
struct ChangeFeedTests {
    static let owner = UserID(high: 1, low: 2)

    /// What one daemon hears.
    final class Heard: Sendable {
        private let events = Mutex<[ChangeEvent]>([])
        func add(_ event: ChangeEvent) { events.withLock { $0.append(event) } }
        var all: [ChangeEvent] { events.withLock { $0 } }
        var changes: [StoreChange] {
            all.compactMap { if case .change(let change) = $0 { change } else { nil } }
        }
    }

    static func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<3_000 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("\(what) did not come about")
    }

    /// What the listener's connection did last: when it has heard nothing for long, it has asked whether the server is there.
    private static func isListener(_ database: String) -> String {
        "datname = '\(database)' AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')"
    }

    /// Two daemons on one database; the second follows. It is told `.account` until it is known to listen.
    static func withTwo(_ body: (PostgresStorage, Heard, String) async throws -> Void) async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let stores = try (0..<2).map { _ in try TestStores.unstarted(TestStores.settings(server.url(of: database))) }
        for store in stores { try await store.start() }
        let heard = Heard()
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await stores[1].follow { heard.add($0) } }
            try await eventually("listening") {
                let sql = "SELECT count(*) FROM pg_stat_activity WHERE \(isListener(database))"
                return try await server.execute(sql, in: "postgres").first?.first == "1"
            }
            try await body(stores[0], heard, database)
            // What a daemon tells it does not hear itself.
            let before = heard.changes.count
            stores[1].tell(StoreChange(owner: owner, .account))
            stores[0].tell(StoreChange(owner: owner, .entry(EntryID(high: 9, low: 9), number: 9, .purged)))
            try await eventually("the last word") {
                heard.changes.last?.what == .entry(EntryID(high: 9, low: 9), number: 9, .purged)
            }
            #expect(heard.changes.count == before + 1)
            group.cancelAll()
        }
        for store in stores { await store.stop() }
        try await server.dropDatabase(database)
    }

    /// A daemon that ends tells what it was told until then: whoever was shut out must be, on the others too.
    @Test func whatIsToldLastIsSent() async throws {
        try await Self.withTwo { _, heard, database in
            let server = try await PostgresServer.shared()
            let third = try TestStores.unstarted(TestStores.settings(server.url(of: database)))
            try await third.start()
            let last = StoreChange(owner: UserID(high: 3, low: 4), .account)
            third.tell(last)
            await third.stop()
            try await Self.eventually("the word of the daemon that ended") { heard.changes.contains(last) }
        }
    }

    static var job: StoredJob {
        var job = StoredJob(
            id: JobID(high: 5, low: 6), kind: .reanalysis, state: .running, provider: "openai", parent: JobID(high: 7, low: 8),
            createdAt: Instant(microseconds: -5))
        job.progress = JobProgress(total: 10, done: 3, failed: 2, skipped: 1)
        job.dueAt = Instant(microseconds: .max)
        job.tries = 4
        return job
    }

    @Test("Changes arrive in order, however many")
    func order() async throws {
        try await Self.withTwo { teller, heard, _ in
            var told: [StoreChange] = [
                StoreChange(owner: Self.owner, .account), StoreChange(owner: Self.owner, .job(Self.job)),
            ]
            for number in 1...1_500 as ClosedRange<Int64> {
                let kind = EntryChange.allCases[Int(number) % EntryChange.allCases.count]
                told.append(StoreChange(owner: Self.owner, .entry(EntryID(high: 3, low: UInt64(number)), number: number, kind)))
            }
            for change in told { teller.tell(change) }
            try await Self.eventually("all changes") { heard.changes.count >= told.count }
            #expect(heard.changes == told)
            #expect(!heard.all.contains(.gap))
        }
    }

    @Test("A lost connection is a gap for the listener, and it hears again")
    func lost() async throws {
        try await Self.withTwo { teller, heard, database in
            let server = try await PostgresServer.shared()
            try await server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE \(Self.isListener(database))", in: "postgres")
            try await Self.eventually("the gap") { heard.all.contains(.gap) }
            teller.tell(StoreChange(owner: Self.owner, .account))
            try await Self.eventually("hearing again") { !heard.changes.isEmpty }
        }
    }

    @Test("Notifications of strangers are gaps at most")
    func strangers() async throws {
        try await Self.withTwo { _, heard, database in
            let server = try await PostgresServer.shared()
            let payloads = ["", "x", "x y", "x e,1,2,3", "x a,\(Self.owner),more", "x j,\(Self.owner)", "x e,\(Self.owner),\(Self.owner),1,burned"]
            for payload in payloads { try await server.execute("SELECT pg_notify('journald_changes', '\(payload)')", in: database) }
            try await Self.eventually("the gaps") { heard.all.count == payloads.count }
            #expect(heard.all.allSatisfy { $0 == .gap })
        }
    }

    @Test("Words say what they were made from, and payloads are bounded")
    func coding() throws {
        let changes = [
            StoreChange(owner: Self.owner, .account), StoreChange(owner: Self.owner, .job(Self.job)),
            StoreChange(owner: Self.owner, .entry(EntryID(high: .max, low: 0), number: .max, .trashed)),
        ]
        for change in changes {
            let word = try #require(ChangeCoding.word(change))
            #expect(ChangeCoding.event(Substring(word)) == .change(change))
        }
        var strange = Self.job
        strange.provider = "a;b"
        #expect(ChangeCoding.word(StoreChange(owner: Self.owner, .job(strange))) == nil)
        let many = Array(repeating: changes, count: 500).flatMap { $0 }
        let payloads = ChangeCoding.payloads(many, hasGap: true, origin: "me")
        #expect(payloads.allSatisfy { $0.utf8.count <= ChangeCoding.payloadBytes })
        #expect(payloads.flatMap { ChangeCoding.events($0, origin: "other") } == [.gap] + many.map { .change($0) })
        #expect(payloads.flatMap { ChangeCoding.events($0, origin: "me") }.isEmpty)
    }
}
