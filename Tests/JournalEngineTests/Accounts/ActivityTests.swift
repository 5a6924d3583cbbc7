import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct ActivityTests {
    @Test func failuresAreNotedForTheOwnerAndForAdmins() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        try await owner.setPassword("ada")
        let guesser = engine.client(uid: 1_001)
        for login in ["ada", "nobody"] {
            _ = try await guesser.error(Sessions.Login.self, .init(login: login, password: SecretString("wrong password")))
        }
        _ = try await owner.login("ada")
        let own = try await owner.call(Account.Activity.self, .init()).items
        #expect(own.map(\.event) == ["login", "login", "passwordChanged"])
        #expect(own.map(\.outcome) == ["success", "failure", "success"] && own.map(\.uid) == [1_000, 1_001, 1_000])
        #expect(own.allSatisfy { $0.account == own[0].account && $0.actor == nil } && own[1].method == "session.login")
        #expect(try await guesser.call(Account.Activity.self, .init()).items.isEmpty)
        let root = engine.client(uid: 0)
        let failures = try await root.call(Audit.List.self, .init(outcome: "failure")).items
        #expect(failures.map(\.account) == [nil, own[0].account])
        #expect(try await root.call(Audit.List.self, .init(user: "ada")).items.count == 3)
        let first = try await root.call(Audit.List.self, .init(limit: 3))
        let rest = try await root.call(Audit.List.self, .init(limit: 3, cursor: first.next))
        #expect(first.items.count == 3 && rest.items.count == 1 && rest.next == nil)
        #expect(try await owner.error(Audit.List.self, .init()).code == .forbidden)
    }

    @Test func oldEventsAreRemoved() async throws {
        let engine = try await TestEngine(settings: ["accounts.auditDays": "30"])
        let owner = engine.client(uid: 1_000)
        try await owner.setPassword("ada")
        engine.clock.advance(by: .seconds(29 * 86_400))
        await engine.engine.tidyUp()
        #expect(try await owner.call(Account.Activity.self, .init()).items.count == 1)
        engine.clock.advance(by: .seconds(2 * 86_400))
        await engine.engine.tidyUp()
        #expect(try await owner.call(Account.Activity.self, .init()).items.isEmpty)
    }

    @Test func aRotationIsNoted() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let tokens: Sessions.Tokens = try await {
            try await root.setPassword("root")
            return try await root.login("root")
        }()
        _ = try await root.call(Keys.Rotate.self, NoParams())
        #expect(try await root.call(Account.Activity.self, .init()).items.first?.event == "keysRotated")
        // The access token was signed under a key that is gone; the session goes on with its refresh token.
        let other = engine.client(uid: 0)
        #expect(try await other.error(Sessions.Attach.self, .init(accessToken: tokens.accessToken)).code == .unauthenticated)
        try await other.attach(try await other.refresh(tokens).accessToken)
    }
}
