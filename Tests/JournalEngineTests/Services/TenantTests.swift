import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// Every method of the table, tried with what belongs to somebody else: a new method is covered as soon as it is registered.
@Suite struct TenantTests {
    /// What one user has, by the names under which params mention it.
    struct Belongings {
        var entry, category, subscription, account, session, token, job: String
        var uid: UInt32
    }

    /// Params that name what somebody has, for each method that names anything.
    static func params(_ method: AnyMethod, _ owned: Belongings) -> String? {
        guard case .object(let properties, _) = method.params.kind else { return nil }
        let values = [
            "entry": owned.entry, "category": owned.category, "into": owned.category,
            "subscription": owned.subscription, "confirm": owned.account, "session": owned.session,
            "token": owned.token, "user": owned.account, "job": owned.job,
        ]
        var members = properties.compactMap { property in values[property.name].map { "\"\(property.name)\":\"\($0)\"" } }
        let names = properties.map(\.name)
        if method.name == "account.uids.unlink" { members.append("\"uid\":\(owned.uid)") }
        guard !members.isEmpty else { return nil }
        if names.contains("revision") { members.append("\"revision\":1") }
        if names.contains("role") { members.append("\"role\":\"admin\"") }
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func belongings(of owner: TestClient, uid: UInt32) async throws -> Belongings {
        let made = try await owner.call(Entries.Create.self, EntryDraft(body: "private good #mine", title: "Secret"))
        let watch = try await owner.call(Entries.Watch.self, EntrySelection())
        let account = try await owner.call(Account.Get.self, NoParams())
        let token = try await owner.call(Account.Tokens.Create.self, .init(label: "script", scopes: ["read"])).token
        _ = try await owner.call(
            Account.SetPassword.self, .init(login: "owner", password: SecretString("correct horse battery")))
        let session = try await owner.call(
            Sessions.Login.self, .init(login: "Owner", password: SecretString("correct horse battery")))
        return Belongings(
            entry: made.id, category: "mine", subscription: watch.subscription, account: account.id,
            session: session.session, token: token.id, job: made.id, uid: uid)
    }

    @Test func nobodyReachesAnothersThings() async throws {
        let engine = try await TestEngine(analytics: [], model: ScriptedSentiment(delivery: .deferred))
        let owner = engine.client(uid: 1_000)
        let stranger = engine.client(uid: 1_001)
        var consent = Account.Update.Params()
        consent.remoteAnalysis = true
        _ = try await owner.call(Account.Update.self, consent)
        var owned = try await Self.belongings(of: owner, uid: 1_000)
        let job = try #require(try await owner.call(Jobs.List.self, .init()).items.first)
        owned.job = job.id
        let before = try await owner.call(Entries.Get.self, .init(entry: .number(1)))
        _ = try await stranger.call(Account.Get.self, NoParams())
        var tried = 0
        for method in engine.engine.methods.methods {
            guard let params = Self.params(method, owned) else { continue }
            tried += 1
            let error = try await stranger.error(method.name, params)
            let expected: RPCErrorCode =
                method.access == .admin || method.access == .worker ? .forbidden : method.name == "account.delete" ? .invalidParams : .notFound
            #expect(error.code == expected, "\(method.name) answered \(error.code)")
        }
        #expect(tried >= 23)
        #expect(try await owner.call(Jobs.Get.self, .init(job: job.id)) == job)
        let after = try await owner.call(Entries.Get.self, .init(entry: .number(1)))
        #expect(after.revision == 1 && after.trashedAt == nil && after.body == before.body)
        #expect(try await owner.call(Categories.List.self, NoParams()).items.map(\.name) == ["mine"])
        #expect(try await owner.call(Sessions.List.self, NoParams()).items.map(\.id) == [owned.session])
        #expect(try await owner.call(Account.Tokens.List.self, NoParams()).items.map(\.id) == [owned.token])
        #expect(try await owner.call(Account.UIDs.List.self, NoParams()).items.map(\.uid) == [1_000])
        #expect(try await stranger.call(Sessions.List.self, NoParams()).items.isEmpty)
        #expect(try await stranger.call(Account.Tokens.List.self, NoParams()).items.isEmpty)
        #expect(try await stranger.call(Account.Activity.self, .init()).items.isEmpty)
    }

    /// An admin looks after accounts and never sees what is in them.
    @Test func adminsSeeNoText() async throws {
        let engine = try await TestEngine(analytics: [])
        let owned = try await Self.belongings(of: engine.client(uid: 1_000), uid: 1_000)
        let root = engine.client(uid: 0)
        for method in engine.engine.methods.methods where method.access != .admin && method.access != .worker {
            guard let params = Self.params(method, owned), method.name != "account.delete" else { continue }
            #expect(try await root.error(method.name, params).code == .notFound, "\(method.name)")
        }
        let users = try await root.call(Users.List.self, .init()).items
        #expect(users.first { $0.login == "owner" }?.hasPassword == true)
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
