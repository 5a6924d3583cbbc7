import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct UserTests {
    @Test func adminsMakeDisableAndDeleteAccounts() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let made = try await root.call(
            Users.Create.self, .init(login: "Ada", password: SecretString("chosen for ada"), uid: 1_000))
        #expect(made.login == "ada" && made.uids == [1_000] && made.hasPassword && !made.totp && !made.disabled)
        #expect(try await root.error(Users.Create.self, .init(uid: 1_000)).code == .conflict)
        #expect(try await root.error(Users.Create.self, .init(password: SecretString("a password alone"), uid: 9)).code == .invalidParams)
        #expect(try await root.error(Users.Create.self, .init(uid: 65_534)).code == .invalidParams)
        let (peer, session, script) = (engine.client(uid: 1_000), engine.client(uid: 1_000), engine.client(uid: 7))
        _ = try await peer.call(Entries.Create.self, EntryDraft(body: "kept"))
        try await session.claim("ada", "chosen for ada")
        let tokens = try await session.login("ada")
        try await session.attach(tokens.accessToken)
        let api = try await session.call(Account.Tokens.Create.self, .init(label: "x", scopes: ["read"]))
        try await script.attach(api.secret)
        _ = try await peer.call(Entries.Watch.self, EntrySelection())
        #expect(try await root.call(Users.Disable.self, .init(user: "ADA")).disabled)
        for client in [peer, session, script, engine.client(uid: 1_000)] {
            #expect(try await client.error(Entries.List.self, .init()).code == .unauthenticated)
        }
        #expect(try await session.error(Sessions.Refresh.self, .init(refreshToken: tokens.refreshToken)).code == .unauthenticated)
        #expect(try await script.error(Sessions.Attach.self, .init(accessToken: api.secret)).code == .unauthenticated)
        #expect(try await !root.call(Users.Enable.self, .init(user: made.id)).disabled)
        #expect(try await peer.call(Entries.Get.self, .init(entry: .number(1))).body == "kept")
        #expect(try await session.error(Account.Get.self, NoParams()).code == .unauthenticated)
        #expect(try await root.error(Users.Delete.self, .init(user: "ada", confirm: root.principal?.user.description ?? "")).code == .invalidParams)
        _ = try await root.call(Users.Delete.self, .init(user: "ada", confirm: made.id))
        #expect(try await peer.error(Entries.List.self, .init()).code == .unauthenticated)
        #expect(try await root.error(Users.Enable.self, .init(user: "ada")).code == .notFound)
        let trail = try await root.call(Audit.List.self, .init(limit: 500)).items
        #expect(trail.contains { $0.event == "userDeleted" && $0.account == made.id && $0.actor == root.principal?.user.description })
    }

    @Test func oneEnabledAdminStays() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let admin = try await root.call(Users.Create.self, .init(uid: 5, role: "admin"))
        for refused in [
            try await root.error(Users.SetRole.self, .init(user: admin.id, role: "user")),
            try await root.error(Users.Disable.self, .init(user: admin.id)),
            try await root.error(Users.Delete.self, .init(user: admin.id, confirm: admin.id)),
        ] { #expect(refused.code == .conflict) }
        _ = try await root.call(Users.Create.self, .init(uid: 6, role: "admin"))
        _ = try await root.call(Users.Delete.self, .init(user: admin.id, confirm: admin.id))
    }

    @Test func theListIsPaged() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        for uid in 1...7 { _ = try await root.call(Users.Create.self, .init(uid: UInt32(uid))) }
        var found: [[UInt32]] = []
        var cursor: String?
        repeat {
            let page = try await root.call(Users.List.self, .init(limit: 3, cursor: cursor))
            found += page.items.map(\.uids)
            cursor = page.next
        } while cursor != nil
        #expect(found.count == 8 && Set(found).count == 8)
        #expect(try await root.error(Users.List.self, .init(cursor: "x")).code == .invalidParams)
    }

    @Test func aUidIsLinkedByTwo() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        _ = try await owner.call(Entries.Create.self, EntryDraft(body: "mine"))
        let code = try await owner.call(Account.UIDs.Link.self, .init(uid: 1_001)).code
        let thief = engine.client(uid: 1_002)
        #expect(try await thief.error(Account.UIDs.Redeem.self, .init(code: code)).code == .unauthenticated)
        let other = engine.client(uid: 1_001)
        _ = try await other.call(Account.Get.self, NoParams())
        let linked = try await other.call(Account.UIDs.Redeem.self, .init(code: code))
        #expect(linked.uid == 1_001)
        #expect(try await other.call(Entries.Get.self, .init(entry: .number(1))).body == "mine")
        #expect(try await other.error(Account.UIDs.Redeem.self, .init(code: code)).code == .unauthenticated)
        #expect(try await owner.call(Account.UIDs.List.self, NoParams()).items.map(\.uid) == [1_000, 1_001])
        // A uid with a journal of its own keeps it.
        _ = try await thief.call(Entries.Create.self, EntryDraft(body: "theirs"))
        let second = try await owner.call(Account.UIDs.Link.self, .init(uid: 1_002)).code
        #expect(try await thief.error(Account.UIDs.Redeem.self, .init(code: second)).code == .conflict)
        #expect(try await thief.call(Entries.Get.self, .init(entry: .number(1))).body == "theirs")
        let late = try await owner.call(Account.UIDs.Link.self, .init(uid: 1_003)).code
        engine.clock.advance(by: .seconds(600))
        #expect(try await engine.client(uid: 1_003).error(Account.UIDs.Redeem.self, .init(code: late)).code == .unauthenticated)
        _ = try await owner.call(Account.UIDs.Unlink.self, .init(uid: 1_001))
        #expect(try await other.error(Entries.List.self, .init()).code == .unauthenticated)
        #expect(try await owner.error(Account.UIDs.Unlink.self, .init(uid: 1_000)).code == .conflict)
        #expect(try await owner.error(Account.UIDs.Unlink.self, .init(uid: 1_002)).code == .notFound)
    }
}
