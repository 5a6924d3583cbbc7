import JournalRPC
import Testing

@testable import JournalEngine

@Suite struct WatchTests {
    @Test func tellsEveryChange() async throws {
        let engine = try await TestEngine()
        let writer = engine.client()
        let reader = engine.client()
        let watch = try await reader.call(Entries.Watch.self, EntrySelection())
        _ = try await writer.call(Entries.Create.self, EntryDraft(body: "one"))
        var change = Entries.Update.Params(entry: .number(1), revision: 1)
        change.body = "two"
        _ = try await writer.call(Entries.Update.self, change)
        _ = try await writer.call(Entries.Delete.self, .init(entry: .number(1)))
        _ = try await writer.call(Entries.Delete.self, .init(entry: .number(1)))
        _ = try await writer.call(Entries.Restore.self, .init(entry: .number(1)))
        _ = try await writer.call(Entries.Purge.self, .init(entry: .number(1)))
        let notices = try reader.notices()
        #expect(notices.map(\.kind) == [.created, .updated, .trashed, .restored, .purged])
        #expect(notices.allSatisfy { $0.subscription == watch.subscription })
        #expect(notices.map { $0.entry?.body } == ["one", "two", "two", "two", ""])
        #expect(notices.map { $0.entry?.number } == [1, 1, 1, 1, 1])
    }

    @Test func keepsToTheFilter() async throws {
        let engine = try await TestEngine()
        let reader = engine.client()
        var selection = EntrySelection()
        selection.score = .init(max: -0.1)
        _ = try await reader.call(Entries.Watch.self, selection)
        for body in ["good", "bad", "plain"] { _ = try await reader.call(Entries.Create.self, EntryDraft(body: body)) }
        #expect(try reader.notices().map { $0.entry?.body } == ["bad"])
    }

    @Test func countsWhatASlowReaderMissed() async throws {
        let engine = try await TestEngine()
        let reader = engine.client()
        _ = try await reader.call(Entries.Watch.self, EntrySelection())
        reader.beSlow(true)
        for _ in 0..<3 { _ = try await engine.client().call(Entries.Create.self, EntryDraft(body: "x")) }
        reader.beSlow(false)
        _ = try await engine.client().call(Entries.Create.self, EntryDraft(body: "seen"))
        let notices = try reader.notices()
        #expect(notices.map(\.missed) == [3, nil])
        #expect(notices.last?.entry?.body == "seen")
    }

    @Test func endsWithUnwatchAndWithTheConnection() async throws {
        let engine = try await TestEngine()
        let reader = engine.client()
        let watch = try await reader.call(Entries.Watch.self, EntrySelection())
        _ = try await reader.call(Entries.Unwatch.self, .init(subscription: watch.subscription))
        #expect(try await reader.error(Entries.Unwatch.self, .init(subscription: watch.subscription)).code == .notFound)
        _ = try await reader.call(Entries.Watch.self, EntrySelection())
        reader.close()
        _ = try await engine.client().call(Entries.Create.self, EntryDraft(body: "x"))
        #expect(try reader.notices().isEmpty)
        #expect(try await engine.client(uid: 0).call(System.Status.self, NoParams()).watchers == 0)
    }

    @Test func boundsSubscriptions() async throws {
        let client = try await TestEngine().client()
        for _ in 0..<WatchService.mostPerConnection { _ = try await client.call(Entries.Watch.self, EntrySelection()) }
        #expect(try await client.error(Entries.Watch.self, EntrySelection()).code == .conflict)
    }
}
