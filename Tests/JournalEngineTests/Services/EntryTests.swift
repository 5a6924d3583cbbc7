import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct EntryTests {
    @Test func createsScoresAndGives() async throws {
        let client = try await TestEngine().client()
        let made = try await client.call(
            Entries.Create.self,
            EntryDraft(
                body: "A good run #sport", title: "Morning", categories: ["Health"], mood: 4,
                at: "2026-03-01T23:30:00Z", zone: "Europe/Madrid"))
        #expect(made.number == 1 && made.revision == 1)
        #expect(made.categories == ["Health", "sport"])
        #expect(made.day == "2026-03-02" && made.at == "2026-03-02T00:30:00+01:00")
        #expect(made.words == 5)
        #expect(made.sentiment.optional?.label == "positive" && made.sentiment.optional?.score == 0.6)
        #expect(made.analysis == .done)
        let got = try await client.call(Entries.Get.self, .init(entry: .number(1)))
        #expect(try RPCEncoder.encode(got) == RPCEncoder.encode(made))
        let byID = try await client.call(Entries.Get.self, .init(entry: .id(made.id)))
        #expect(byID.title == "Morning" && byID.sentiment.optional?.terms.first?.text == "good")
    }

    @Test func givesEntriesWithoutACategoryOne() async throws {
        let client = try await TestEngine().client()
        #expect(try await client.call(Entries.Create.self, EntryDraft(body: "plain")).categories == ["uncategorized"])
    }

    @Test func countsTheDayToItsEnd() async throws {
        let client = try await TestEngine().client()
        _ = try await client.call(Account.Update.self, .init(zone: "UTC", dayEndHour: 4))
        let night = try await client.call(Entries.Create.self, EntryDraft(body: "late", at: "2026-03-02T03:59:00Z"))
        #expect(night.day == "2026-03-01")
    }

    @Test func takesTheSameKeyOnce() async throws {
        let client = try await TestEngine().client()
        let first = try await client.call(Entries.Create.self, EntryDraft(body: "once", idempotencyKey: "k1"))
        let again = try await client.call(Entries.Create.self, EntryDraft(body: "once", idempotencyKey: "k1"))
        #expect(again.id == first.id)
        #expect(try await client.call(Entries.List.self, .init()).items.count == 1)
        let error = try await client.error(Entries.Create.self, EntryDraft(body: "twice", idempotencyKey: "k1"))
        #expect(error.code == .conflict)
    }

    @Test func createsManyAndNamesTheBadOnes() async throws {
        let client = try await TestEngine().client()
        let result = try await client.call(
            Entries.CreateMany.self,
            .init(entries: [
                EntryDraft(body: "one"), EntryDraft(body: "two", zone: "Mars/Olympus"), EntryDraft(body: " \n "),
                EntryDraft(body: "three", at: "1000-01-01T00:00:00Z"), EntryDraft(body: "four"),
            ]))
        #expect(result.items.map { $0.entry?.body } == ["one", nil, nil, nil, "four"])
        #expect(result.items.map { $0.error?.data.issues?.first?.path } == [nil, "/zone", "/body", "/at", nil])
        #expect(result.items.compactMap { $0.entry?.number } == [1, 2])
    }

    @Test func updatesKeepsHistoryAndRefusesStaleRevisions() async throws {
        let client = try await TestEngine().client()
        let made = try await client.call(
            Entries.Create.self, EntryDraft(body: "first #a", title: "T", categories: ["kept"], mood: 2))
        var change = Entries.Update.Params(entry: .number(1), revision: 1)
        change.body = "second good #b"
        let updated = try await client.call(Entries.Update.self, change)
        #expect(updated.revision == 2 && updated.body == "second good #b")
        #expect(updated.title == "T" && updated.mood == 2)
        #expect(Set(updated.categories) == ["kept", "b"])
        #expect(updated.sentiment.optional?.label == "positive")
        let error = try await client.error(Entries.Update.self, change)
        #expect(error.code == .conflict && error.data.currentRevision == 2)
        let history = try await client.call(Entries.History.self, .init(entry: .id(made.id)))
        #expect(history.items.map(\.body) == ["first #a"] && history.items.first?.revision == 1)
        var clear = Entries.Update.Params(entry: .number(1), revision: 2)
        clear.clear = ["title", "mood"]
        let cleared = try await client.call(Entries.Update.self, clear)
        #expect(cleared.title == nil && cleared.mood == nil && cleared.body == "second good #b")
    }

    @Test func leavesAnUnchangedEntryAlone() async throws {
        let client = try await TestEngine().client()
        let made = try await client.call(Entries.Create.self, EntryDraft(body: "same #a", categories: ["b"]))
        var change = Entries.Update.Params(entry: .number(1), revision: 1)
        change.body = "same #a"
        change.categories = ["b", "a"]
        let after = try await client.call(Entries.Update.self, change)
        #expect(after.revision == 1 && after.updatedAt == made.updatedAt)
        #expect(try await client.call(Entries.History.self, .init(entry: .number(1))).items.isEmpty)
    }

    @Test func trashesRestoresAndPurges() async throws {
        let client = try await TestEngine().client()
        _ = try await client.call(Entries.Create.self, EntryDraft(body: "a good day"))
        _ = try await client.call(Entries.Delete.self, .init(entry: .number(1)))
        #expect(try await client.call(Entries.List.self, .init()).items.isEmpty)
        var trash = Entries.List.Params()
        trash.selection.trashed = true
        #expect(try await client.call(Entries.List.self, trash).items.first?.trashedAt != nil)
        #expect(try await client.call(Entries.Search.self, .init(query: "good")).total == 0)
        let error = try await client.error(Entries.Update.self, .init(entry: .number(1), revision: 1))
        #expect(error.code == .conflict)
        _ = try await client.call(Entries.Restore.self, .init(entry: .number(1)))
        #expect(try await client.call(Entries.Search.self, .init(query: "good")).total == 1)
        _ = try await client.call(Entries.Purge.self, .init(entry: .number(1)))
        #expect(try await client.error(Entries.Get.self, .init(entry: .number(1))).code == .notFound)
        #expect(try await client.call(Entries.Create.self, EntryDraft(body: "next")).number == 2)
    }

    @Test func pagesAndSelectsFields() async throws {
        let engine = try await TestEngine()
        let client = engine.client()
        for index in 0..<7 {
            engine.clock.advance(by: .seconds(1))
            _ = try await client.call(Entries.Create.self, EntryDraft(body: "entry \(index)"))
        }
        var params = Entries.List.Params()
        params.page.limit = 3
        params.fields = ["number", "title"]
        var seen: [Int64] = []
        repeat {
            let page = try await client.call(Entries.List.self, params)
            seen += page.items.map(\.number)
            #expect(page.items.allSatisfy { $0.body.isEmpty && $0.id.isEmpty })
            params.page.cursor = page.next
        } while params.page.cursor != nil
        #expect(seen == [7, 6, 5, 4, 3, 2, 1])
        params.page.limit = 3
        let page = try await client.call(Entries.List.self, params)
        var other = params
        other.selection.starred = true
        other.page.cursor = page.next
        #expect(try await client.error(Entries.List.self, other).data.issues?.first?.path == "/cursor")
        other.page.cursor = "AAAA"
        #expect(try await client.error(Entries.List.self, other).code == .invalidParams)
    }

    @Test func filtersByWhatIsThere() async throws {
        let client = try await TestEngine().client()
        let drafts = [
            EntryDraft(body: "good #a", mood: 5, starred: true, at: "2026-01-10T10:00:00Z", zone: "UTC"),
            EntryDraft(body: "bad #b", mood: 1, at: "2026-01-11T10:00:00Z", zone: "UTC"),
            EntryDraft(body: "none #a #b", at: "2026-01-12T10:00:00Z", zone: "UTC"),
        ]
        for draft in drafts { _ = try await client.call(Entries.Create.self, draft) }
        func numbers(_ change: (inout EntrySelection) -> Void) async throws -> [Int64] {
            var params = Entries.List.Params()
            change(&params.selection)
            return try await client.call(Entries.List.self, params).items.map(\.number)
        }
        #expect(try await numbers { $0.categories = ["a", "B"] } == [3])
        #expect(try await numbers { $0.anyCategories = ["a", "nothing"] } == [3, 1])
        #expect(try await numbers { $0.categories = ["nothing"] } == [])
        #expect(try await numbers { $0.notCategories = ["b"] } == [1])
        #expect(try await numbers { $0.mood = .init(min: 2) } == [1])
        #expect(try await numbers { $0.score = .init(max: -0.2) } == [2])
        #expect(try await numbers { $0.labels = ["neutral"] } == [3])
        #expect(try await numbers { $0.starred = true } == [1])
        #expect(try await numbers { $0.since = "2026-01-11" } == [3, 2])
        #expect(try await numbers { $0.until = "2026-01-11" } == [2, 1])
        #expect(try await numbers { $0.until = "2026-01-11T10:00:00Z" } == [1])
        #expect(try await client.error("entries.list", #"{"mood":{"min":4,"max":2}}"#).code == .invalidParams)
    }

    @Test func remembersThisDay() async throws {
        let engine = try await TestEngine()
        let client = engine.client()
        for (at, body) in [("2024-02-29T12:00:00Z", "leap"), ("2020-02-29T12:00:00Z", "bad"), ("2026-02-28T12:00:00Z", "other")] {
            _ = try await client.call(Entries.Create.self, EntryDraft(body: body, at: at, zone: "UTC"))
        }
        let all = try await client.call(Entries.OnThisDay.self, .init(day: "2028-02-29"))
        #expect(all.items.map(\.body) == ["leap", "bad"])
        let kind = try await client.call(Entries.OnThisDay.self, .init(day: "2028-02-29", skipLowMood: true))
        #expect(kind.items.map(\.body) == ["leap"])
    }

    @Test(arguments: [
        (#"{}"#, "/body"), (#"{"body":""}"#, "/body"), (#"{"body":" "}"#, "/body"), (#"{"body":"x","mood":6}"#, "/mood"),
        (#"{"body":"x","title":"a\nb"}"#, "/title"), (#"{"body":"x","categories":[" "]}"#, "/categories/0"),
        (#"{"body":"x","at":"yesterday"}"#, "/at"), (#"{"body":"x","uid":0}"#, "/uid"), (#"{"body":5}"#, "/body"),
        (#"{"body":"x","zone":"Nowhere/Land"}"#, "/zone"),
    ])
    func saysWhatIsWrong(_ params: String, _ path: String) async throws {
        let client = try await TestEngine().client()
        let error = try await client.error("entries.create", params)
        #expect(error.code == .invalidParams)
        #expect(error.data.issues?.first?.path == path)
    }
}
