import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct TokenTests {
    private func token(_ client: TestClient, _ scopes: [RPCScope], days: Int? = nil) async throws -> Account.Tokens.Create.Result {
        try await client.call(
            Account.Tokens.Create.self, .init(label: "script", scopes: scopes.map(\.rawValue), days: days))
    }

    /// Every method of the table with a token of each scope: only the scope that the method declares lets it through.
    @Test func aTokenIsGoodForItsScopesAlone() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        _ = try await root.call(Account.Get.self, NoParams())
        for scope in RPCScope.grantable {
            let secret = try await token(root, [scope]).secret
            let script = engine.client(uid: 2_000)
            let attached = try await script.attach(secret)
            #expect(attached.scopes == [scope.rawValue] && attached.session == nil)
            for method in engine.engine.methods.methods where method.access != .anyone && method.scope != scope {
                #expect(try await script.error(method.name, #"{"unknown":1}"#).code == .forbidden, "\(method.name) with \(scope)")
            }
            for method in engine.engine.methods.methods where method.access == .user && method.scope == scope {
                // The schema is looked at after the scope.
                #expect(try await script.error(method.name, #"{"unknown":1}"#).code == .invalidParams, "\(method.name) with \(scope)")
            }
        }
    }

    @Test func anAdminTokenNeedsTheRoleThenAndNow() async throws {
        let engine = try await TestEngine()
        let (root, person) = (engine.client(uid: 0), engine.client(uid: 1_000))
        #expect(try await person.error(Account.Tokens.Create.self, .init(label: "x", scopes: ["admin"])).code == .forbidden)
        let id = try await person.call(Account.Get.self, NoParams()).id
        _ = try await root.call(Users.SetRole.self, .init(user: id, role: "admin"))
        let script = engine.client(uid: 1_000)
        try await script.attach(try await token(person, [.admin]).secret)
        _ = try await script.call(Keys.Status.self, NoParams())
        let second = try await root.call(Users.Create.self, .init(uid: 5, role: "admin"))
        _ = try await root.call(Users.SetRole.self, .init(user: id, role: "user"))
        #expect(try await script.error(Keys.Status.self, NoParams()).code == .forbidden)
        _ = second
    }

    @Test func aTokenEndsWhenRevokedOrOver() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        let first = try await token(owner, [.read], days: 1)
        let second = try await token(owner, [.read])
        let script = engine.client(uid: 2_000)
        try await script.attach(first.secret)
        let other = engine.client(uid: 2_000)
        try await other.attach(second.secret)
        _ = try await other.call(Entries.Watch.self, EntrySelection())
        _ = try await owner.call(Account.Tokens.Revoke.self, .init(token: second.token.id))
        _ = try await owner.call(Entries.Create.self, EntryDraft(body: "not heard"))
        #expect(try other.notices().isEmpty)
        #expect(try await other.error(Entries.List.self, .init()).code == .unauthenticated)
        #expect(try await owner.error(Account.Tokens.Revoke.self, .init(token: second.token.id)).code == .notFound)
        _ = try await script.call(Entries.List.self, .init())
        engine.clock.advance(by: .seconds(86_400))
        let over = try await script.error(Entries.List.self, .init())
        #expect(over.code == .unauthenticated)
        #expect(try await other.error(Sessions.Attach.self, .init(accessToken: second.secret)) == over)
        let forged = OpaqueToken<APITokenSubject>(
            owner: try #require(owner.principal?.user), id: try #require(APITokenID(first.token.id)))
        #expect(try await script.error(Sessions.Attach.self, .init(accessToken: SecretString(forged.text(.api)))) == over)
    }

    @Test func theListTellsOfTheLastUseAndANewPeer() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        let secret = try await token(owner, [.read, .write]).secret
        for uid: UInt32 in [2_000, 2_000, 2_001] { try await engine.client(uid: uid).attach(secret) }
        func used() async throws -> Account.Tokens.Info? { try await owner.call(Account.Tokens.List.self, NoParams()).items.first }
        #expect(try await used()?.lastUsedBy == 2_001)
        await engine.engine.tidyUp()
        #expect(try await used()?.lastUsedBy == 2_001)
        let info = try await used()
        #expect(info?.label == "script" && info?.scopes == ["read", "write"])
        let events = try await owner.call(Account.Activity.self, .init()).items.filter { $0.event == "tokenUsedFromNewPeer" }
        #expect(events.map(\.uid) == [2_001, 2_000])
    }
}
