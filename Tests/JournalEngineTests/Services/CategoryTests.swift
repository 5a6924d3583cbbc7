import JournalRPC
import Testing

@testable import JournalEngine

@Suite struct CategoryTests {
    func prepared() async throws -> TestClient {
        let client = try await TestEngine().client()
        for body in ["good #Work", "bad #work #home", "plain"] {
            _ = try await client.call(Entries.Create.self, EntryDraft(body: body))
        }
        return client
    }

    @Test func countsAndSortsByName() async throws {
        let list = try await prepared().call(Categories.List.self, NoParams()).items
        #expect(list.map(\.name) == ["home", "uncategorized", "Work"])
        #expect(list.map(\.entries) == [1, 1, 2])
        #expect(list.map(\.meanScore) == [-0.6, 0, 0])
    }

    @Test func createsOnceWhateverTheCase() async throws {
        let client = try await prepared()
        let made = try await client.call(Categories.Create.self, .init(name: "Été", color: "#A0B0C0"))
        #expect(made.name == "Été" && made.color == "#a0b0c0" && made.entries == 0 && made.meanScore == nil)
        #expect(try await client.error(Categories.Create.self, .init(name: "été")).code == .conflict)
        #expect(try await client.error(Categories.Create.self, .init(name: "E\u{301}té")).code == .conflict)
        #expect(try await client.call(Entries.Create.self, EntryDraft(body: "x", categories: ["ÉTÉ"])).categories == ["Été"])
    }

    @Test func renames() async throws {
        let client = try await prepared()
        let renamed = try await client.call(Categories.Update.self, .init(category: "work", name: "Job"))
        #expect(renamed.name == "Job" && renamed.entries == 2)
        #expect(try await client.call(Entries.Get.self, .init(entry: .number(1))).categories == ["Job"])
        #expect(try await client.error(Categories.Update.self, .init(category: "work", name: "x")).code == .notFound)
        #expect(try await client.error(Categories.Update.self, .init(category: "job", name: "home")).code == .conflict)
        // The same name in another case is a rename of itself.
        #expect(try await client.call(Categories.Update.self, .init(category: "job", name: "JOB")).name == "JOB")
    }

    @Test func merges() async throws {
        let client = try await prepared()
        let merged = try await client.call(Categories.Merge.self, .init(category: "home", into: "Work"))
        #expect(merged.entries == 2)
        #expect(try await client.call(Entries.Get.self, .init(entry: .number(2))).categories == ["Work"])
        #expect(try await client.error(Categories.Merge.self, .init(category: "Work", into: "work")).code == .invalidParams)
    }

    @Test func deletesAndKeepsTheEntries() async throws {
        let client = try await prepared()
        _ = try await client.call(Categories.Delete.self, .init(category: "work"))
        #expect(try await client.call(Entries.Get.self, .init(entry: .number(1))).categories == ["uncategorized"])
        #expect(try await client.call(Entries.Get.self, .init(entry: .number(2))).categories == ["home"])
        #expect(try await client.error(Categories.Delete.self, .init(category: "uncategorized")).code == .conflict)
    }

    @Test(arguments: ["", " ", "a\nb", "\u{202E}abc", String(repeating: "x", count: 129)])
    func refusesNames(_ name: String) async throws {
        let client = try await TestEngine().client()
        #expect(try await client.error(Categories.Create.self, .init(name: name)).data.issues?.first?.path == "/name")
    }
}
