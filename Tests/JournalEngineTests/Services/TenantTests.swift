import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// Every method of the table, tried with what belongs to somebody else: a new method is covered as soon as it is registered.
@Suite struct TenantTests {
    /// Params that name what `owner` has, for each method that names anything.
    static func params(
        _ method: AnyMethod, entry: String, category: String, subscription: String, account: String, job: String
    ) -> String? {
        guard case .object(let properties, _) = method.params.kind else { return nil }
        let names = properties.map(\.name)
        var members: [String] = []
        if names.contains("entry") { members.append("\"entry\":\"\(entry)\"") }
        if names.contains("category") { members.append("\"category\":\"\(category)\"") }
        if names.contains("into") { members.append("\"into\":\"\(category)\"") }
        if names.contains("subscription") { members.append("\"subscription\":\"\(subscription)\"") }
        if names.contains("confirm") { members.append("\"confirm\":\"\(account)\"") }
        if names.contains("job") { members.append("\"job\":\"\(job)\"") }
        guard !members.isEmpty else { return nil }
        if names.contains("revision") { members.append("\"revision\":1") }
        return "{" + members.joined(separator: ",") + "}"
    }

    @Test func nobodyReachesAnothersThings() async throws {
        let engine = try await TestEngine(analytics: [], model: ScriptedSentiment(delivery: .deferred))
        let owner = engine.client(uid: 1_000)
        let stranger = engine.client(uid: 1_001)
        var consent = Account.Update.Params()
        consent.remoteAnalysis = true
        _ = try await owner.call(Account.Update.self, consent)
        let made = try await owner.call(Entries.Create.self, EntryDraft(body: "private good #mine", title: "Secret"))
        let job = try #require(try await owner.call(Jobs.List.self, .init()).items.first)
        let watch = try await owner.call(Entries.Watch.self, EntrySelection())
        let account = try await owner.call(Account.Get.self, NoParams())
        _ = try await stranger.call(Account.Get.self, NoParams())
        var tried = 0
        for method in engine.engine.methods.methods {
            guard let params = Self.params(
                method, entry: made.id, category: "mine", subscription: watch.subscription, account: account.id,
                job: job.id)
            else { continue }
            tried += 1
            let error = try await stranger.error(method.name, params)
            #expect(
                error.code == .notFound || (method.name == "account.delete" && error.code == .invalidParams),
                "\(method.name) answered \(error.code)")
        }
        #expect(tried >= 15)
        #expect(try await owner.call(Jobs.Get.self, .init(job: job.id)) == job)
        let after = try await owner.call(Entries.Get.self, .init(entry: .number(1)))
        #expect(after.revision == 1 && after.trashedAt == nil && after.body == made.body)
        #expect(try await owner.call(Categories.List.self, NoParams()).items.map(\.name) == ["mine"])
    }

    @Test func listsSearchesAndReportsShowOnlyOnesOwn() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        let stranger = engine.client(uid: 1_001)
        _ = try await owner.call(Entries.Create.self, EntryDraft(body: "private good #mine"))
        let list = try await stranger.call(Entries.List.self, .init())
        #expect(list.items.isEmpty)
        let search = try await stranger.call(Entries.Search.self, .init(query: "private"))
        #expect(search.items.isEmpty && search.total == 0)
        #expect(try await stranger.call(Categories.List.self, NoParams()).items.isEmpty)
        // Numbers are per person: the stranger's first entry is their number 1.
        #expect(try await stranger.call(Entries.Create.self, EntryDraft(body: "mine")).number == 1)
        #expect(try await stranger.call(Entries.Get.self, .init(entry: .number(1))).body == "mine")
        let cursor = try await owner.call(Entries.List.self, { var p = Entries.List.Params(); p.page.limit = 1; return p }())
        #expect(cursor.next == nil || cursor.items.count == 1)
    }

    @Test func aCursorOfAnotherUserIsRefused() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        let stranger = engine.client(uid: 1_001)
        for text in ["a", "b"] { _ = try await owner.call(Entries.Create.self, EntryDraft(body: text)) }
        var params = Entries.List.Params()
        params.page.limit = 1
        params.page.cursor = try await owner.call(Entries.List.self, params).next
        #expect(params.page.cursor != nil)
        #expect(try await stranger.error(Entries.List.self, params).data.issues?.first?.path == "/cursor")
    }

    @Test func watchersHearOfTheirOwnAlone() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        let stranger = engine.client(uid: 1_001)
        _ = try await stranger.call(Entries.Watch.self, EntrySelection())
        _ = try await owner.call(Entries.Create.self, EntryDraft(body: "private"))
        #expect(try stranger.notices().isEmpty)
    }

    @Test func adminMethodsAreForAdmins() async throws {
        let engine = try await TestEngine()
        let person = engine.client(uid: 1_000)
        let root = engine.client(uid: 0)
        for method in engine.engine.methods.methods where method.access == .admin {
            #expect(try await person.error(method.name, "{}").code == .forbidden, "\(method.name)")
        }
        _ = try await root.call(Keys.Status.self, NoParams())
        #expect(try await person.call(System.Status.self, NoParams()).store.entries == nil)
        #expect(try await root.call(System.Status.self, NoParams()).store.entries != nil)
    }

    @Test(arguments: [("off", UInt32(1_000)), ("known", 1_000), ("create", 65_534), ("off", 0)])
    func unknownPeersReadNothing(_ policy: String, _ uid: UInt32) async throws {
        let engine = try await TestEngine(peer: policy)
        let peer = engine.client(uid: uid)
        for method in engine.engine.methods.methods where method.access == .worker {
            #expect(try await peer.error(method.name, "{}").code == .forbidden, "\(method.name)")
        }
        for method in engine.engine.methods.methods where method.access.needsAccount {
            #expect(try await peer.error(method.name, "{}").code == .unauthenticated, "\(method.name)")
        }
        #expect(try await peer.call(System.Ping.self, NoParams()) == "pong")
    }
}
