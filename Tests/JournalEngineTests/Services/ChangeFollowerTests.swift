import JournalRPC
import PluginAPI
import PluginTestKit
import Synchronization
import Testing

@testable import JournalEngine

/// Carries word between engines of one test.
final class FeedHub: Sendable {
    private let ends = Mutex<[FeedEnd]>([])

    func join() -> FeedEnd {
        let end = FeedEnd(hub: self)
        ends.withLock { $0.append(end) }
        return end
    }

    func tell(_ change: StoreChange, from teller: FeedEnd) {
        for end in ends.withLock({ $0 }) where end !== teller { end.heard.withLock { $0.append(.change(change)) } }
    }
}

/// One daemon's end. What it heard is handed over when the test says so.
final class FeedEnd: ChangeFeed {
    private let hub: FeedHub
    let heard = Mutex<[ChangeEvent]>([])

    init(hub: FeedHub) { self.hub = hub }

    func tell(_ change: StoreChange) { hub.tell(change, from: self) }

    func follow(_ receive: @Sendable (ChangeEvent) async -> Void) async {
        let events = heard.withLock { heard in
            defer { heard = [] }
            return heard
        }
        for event in events { await receive(event) }
    }
}

/// Two engines on one store.
@Suite struct ChangeFollowerTests {
    struct Pair {
        let one: TestEngine
        let two: TestEngine
        let ends: [FeedEnd]

        init(analytics: [any AnalyticsPlugin] = [], cache: (any CachePlugin)? = nil) async throws {
            let (hub, storage) = (FeedHub(), MemoryStorage())
            ends = [hub.join(), hub.join()]
            one = try await TestEngine(storage: storage, cache: cache, analytics: analytics, feed: ends[0])
            two = try await TestEngine(storage: storage, cache: cache, analytics: analytics, keysOf: one, feed: ends[1])
        }

        /// Lets both hear what was told.
        func settle() async {
            for engine in [one, two] { await engine.engine.followOnce() }
        }
    }

    @Test func watchersHearOfEveryChangeThroughAnotherDaemon() async throws {
        let pair = try await Pair()
        let (writer, watcher) = (pair.one.client(), pair.two.client())
        _ = try await watcher.call(Entries.Watch.self, EntrySelection())
        let entry = try await writer.call(Entries.Create.self, EntryDraft(body: "good day #sea"))
        await pair.settle()
        let created = try watcher.notices()
        #expect(created.map(\.kind) == [.created])
        #expect(created.first?.entry?.body == "good day #sea")
        #expect(created.first?.entry?.categories == ["sea"])
        let key = EntryKey.number(entry.number)
        var update = Entries.Update.Params(entry: key, revision: entry.revision)
        update.body = "another"
        _ = try await writer.call(Entries.Update.self, update)
        _ = try await writer.call(Entries.Delete.self, .init(entry: key))
        _ = try await writer.call(Entries.Restore.self, .init(entry: key))
        await pair.settle()
        #expect(try watcher.notices().map(\.kind) == [.updated, .trashed, .restored])
        _ = try await writer.call(Entries.Delete.self, .init(entry: key))
        _ = try await writer.call(Entries.Purge.self, .init(entry: key))
        await pair.settle()
        let last = try watcher.notices()
        #expect(last.last?.kind == .purged)
        #expect(last.last?.entry?.number == entry.number)
    }

    @Test func ownChangesAreToldOnceAndOthersWatchersHearNothing() async throws {
        let pair = try await Pair()
        let (writer, watcher, stranger) = (pair.one.client(), pair.one.client(), pair.two.client(uid: 7))
        _ = try await watcher.call(Entries.Watch.self, EntrySelection())
        _ = try await stranger.call(Entries.Watch.self, EntrySelection())
        _ = try await writer.call(Entries.Create.self, EntryDraft(body: "x"))
        await pair.settle()
        #expect(try watcher.notices().count == 1)
        #expect(try stranger.notices().isEmpty)
    }

    @Test func whatWasNotHeardIsSaid() async throws {
        let pair = try await Pair()
        let watcher = pair.two.client()
        _ = try await watcher.call(Entries.Watch.self, EntrySelection())
        pair.ends[1].heard.withLock { $0.append(.gap) }
        await pair.settle()
        let notices = try watcher.notices()
        #expect(notices.count == 1)
        #expect(notices.first?.missed == 1)
        // One that reads too slowly is told with the next that gets through.
        watcher.beSlow(true)
        pair.ends[1].heard.withLock { $0 += [.gap, .gap] }
        await pair.settle()
        watcher.beSlow(false)
        _ = try await pair.one.client().call(Entries.Create.self, EntryDraft(body: "x"))
        await pair.settle()
        let later = try watcher.notices()
        #expect(later.map(\.missed) == [2, nil])
        #expect(later.last?.kind == .created)
    }

    @Test func namesAndPreferencesThatAnotherDaemonChangedAreSeen() async throws {
        let pair = try await Pair()
        let (one, two) = (pair.one.client(), pair.two.client())
        let entry = try await one.call(Entries.Create.self, EntryDraft(body: "x #sea"))
        #expect(try await two.call(Entries.Get.self, .init(entry: .number(entry.number))).categories == ["sea"])
        _ = try await one.call(Categories.Update.self, .init(category: "sea", name: "ocean"))
        _ = try await one.call(Account.Update.self, .init(zone: "Asia/Tokyo"))
        await pair.settle()
        #expect(try await two.call(Entries.Get.self, .init(entry: .number(entry.number))).categories == ["ocean"])
        #expect(try await two.call(Account.Get.self, NoParams()).zone == "Asia/Tokyo")
    }

    @Test func reportsForgetWhatAnotherDaemonChanged() async throws {
        let report = EchoReport()
        let pair = try await Pair(analytics: [report], cache: SharedCache())
        let (one, two) = (pair.one.client(), pair.two.client())
        _ = try await one.call(Entries.Create.self, EntryDraft(body: "x"))
        await pair.settle()
        let params = Analytics.Report.Params(name: "echo")
        func entries(_ client: TestClient) async throws -> JSONValue? {
            try await client.call(Analytics.Report.self, params).frames.first?.rows.first?[1]
        }
        #expect(try await entries(two) == 1)
        #expect(try await entries(two) == 1)
        let runs = report.runs.load(ordering: .relaxed)
        _ = try await one.call(Entries.Create.self, EntryDraft(body: "y"))
        await pair.settle()
        #expect(try await entries(two) == 2)
        #expect(try await entries(one) == 2)
        #expect(report.runs.load(ordering: .relaxed) > runs)
    }

    /// One daemon's report serves the other, from one cache, as long as nothing changes; and never after a change, heard or not.
    @Test func daemonsShareReports() async throws {
        let report = EchoReport()
        let pair = try await Pair(analytics: [report], cache: SharedCache())
        let (one, two) = (pair.one.client(), pair.two.client())
        let params = Analytics.Report.Params(name: "echo")
        for count in 1...3 {
            _ = try await one.call(Entries.Create.self, EntryDraft(body: "x"))
            for client in [one, two, one] {
                let found = try await client.call(Analytics.Report.self, params).frames.first?.rows.first?[1]
                #expect(found == .integer(Int64(count)))
            }
            #expect(report.runs.load(ordering: .relaxed) == count)
        }
    }

    @Test func jobsAreFollowed() async throws {
        let pair = try await Pair()
        let watcher = pair.two.client()
        _ = try await watcher.call(Jobs.Watch.self, NoParams())
        let owner = try #require(watcher.principal?.user)
        var job = StoredJob(
            id: JobID(high: 1, low: 2), kind: .analysis, provider: "p", entry: EntryID(high: 3, low: 4),
            createdAt: Instant(microseconds: 5))
        job.state = .done
        pair.ends[0].tell(StoreChange(owner: owner, .job(job)))
        await pair.settle()
        let notices = try watcher.notices(of: Jobs.ChangeNotice.self)
        #expect(notices.map(\.job?.state) == ["done"])
        #expect(notices.first?.job?.id == job.id.description)
    }
}
