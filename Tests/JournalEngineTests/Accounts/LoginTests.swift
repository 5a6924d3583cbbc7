import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct LoginTests {
    @Test func aPersonSetsAPasswordLogsInAndAttaches() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        _ = try await owner.call(Entries.Create.self, EntryDraft(body: "mine"))
        try await owner.setPassword("Ada")
        let other = engine.client(uid: 1_001)
        let tokens = try await other.login("ADA", label: "phone")
        // The connection itself goes on as who it was.
        #expect(try await other.call(Entries.List.self, .init()).items.isEmpty)
        let attached = try await other.attach(tokens.accessToken)
        #expect(attached.session == tokens.session && attached.login == "ada" && attached.role == "user")
        #expect(try await other.call(Entries.Get.self, .init(entry: .number(1))).body == "mine")
        let account = try await other.call(Account.Get.self, NoParams())
        #expect(account.via == "session" && account.session == tokens.session && account.hasPassword == true)
        let listed = try await other.call(Sessions.List.self, NoParams()).items
        #expect(listed.map(\.label) == ["phone"] && listed.map(\.current) == [true] && listed.map(\.uid) == [1_001])
        #expect(try await other.call(Sessions.Logout.self, .init()).ended == 1)
        // It speaks for its uid again, and the token is of no use.
        #expect(try await other.call(Entries.List.self, .init()).items.isEmpty)
        #expect(try await other.error(Sessions.Attach.self, .init(accessToken: tokens.accessToken)).code == .unauthenticated)
    }

    @Test func unknownWrongAndDisabledCannotBeToldApart() async throws {
        let storage = FaultyStorage(wrapping: MemoryStorage())
        let engine = try await TestEngine(storage: storage)
        try await engine.client(uid: 1_000).setPassword("ada")
        try await engine.client(uid: 1_001).setPassword("bob")
        _ = try await engine.client(uid: 0).call(Users.Disable.self, .init(user: "bob"))
        _ = try await engine.client(uid: 0).call(Users.Create.self, .init(uid: 77))
        let guesser = engine.client(uid: 1_002)
        var answers: [RPCError] = []
        var calls: [Int] = []
        for (login, password) in [
            ("nobody", TestClient.password), ("ada", "wrong password"), ("bob", TestClient.password), ("bob", "wrong password"),
            ("01900000-0000-7000-8000-000000000000", "x"),
        ] {
            let before = storage.calls
            answers.append(
                try await guesser.error(Sessions.Login.self, .init(login: login, password: SecretString(password))))
            calls.append(storage.calls - before)
        }
        #expect(Set(answers.map(\.message)).count == 1 && answers.allSatisfy { $0.code == .unauthenticated && $0.data == answers[0].data })
        #expect(Set(calls).count == 1, "the same steps: \(calls)")
    }

    @Test func guessesAreSlowedAndTheOwnerIsNotLockedOut() async throws {
        let engine = try await TestEngine()
        try await engine.client(uid: 1_000).setPassword("ada")
        let guesser = engine.client(uid: 1_001)
        let wrong = Sessions.Login.Params(login: "Ada", password: SecretString("wrong password"))
        for _ in 0..<5 { #expect(try await guesser.error(Sessions.Login.self, wrong).code == .unauthenticated) }
        let slowed = try await guesser.error(Sessions.Login.self, wrong)
        #expect(slowed.code == .rateLimited && slowed.data.retryAfterMs == 1_000)
        // Neither another connection nor the right password helps the guesser; the owner comes in.
        #expect(
            try await engine.client(uid: 1_001).error(
                Sessions.Login.self, .init(login: "ada", password: SecretString(TestClient.password))
            ).code == .rateLimited)
        _ = try await engine.client(uid: 1_000).login("ada")
        engine.clock.advance(by: .seconds(1))
        _ = try await guesser.login("ada")
        // An unknown name is slowed in the same way.
        let unknown = Sessions.Login.Params(login: "nobody", password: SecretString("wrong password"))
        for _ in 0..<5 { #expect(try await guesser.error(Sessions.Login.self, unknown).code == .unauthenticated) }
        #expect(try await guesser.error(Sessions.Login.self, unknown).data.retryAfterMs == 1_000)
    }

    @Test func aNewPasswordEndsOtherSessionsAndNeedsTheOldOne() async throws {
        let engine = try await TestEngine()
        let owner = engine.client(uid: 1_000)
        try await owner.setPassword("ada")
        let (first, second) = (engine.client(uid: 1_000), engine.client(uid: 1_000))
        try await first.attach(try await first.login("ada").accessToken)
        let tokens = try await second.login("ada")
        try await second.attach(tokens.accessToken)
        let new = SecretString("another long one")
        #expect(try await first.error(Account.SetPassword.self, .init(password: new)).code == .invalidParams)
        #expect(
            try await first.error(Account.SetPassword.self, .init(current: SecretString("wrong one"), password: new)).code
                == .unauthenticated)
        let common = try await first.error(
            Account.SetPassword.self, .init(current: SecretString(TestClient.password), password: SecretString("Password1")))
        #expect(common.data.issues?.first?.path == "/password")
        let changed = try await first.call(
            Account.SetPassword.self, .init(current: SecretString(TestClient.password), password: new))
        #expect(changed.ended == 1 && changed.login == "ada")
        #expect(try await second.error(Account.Get.self, NoParams()).code == .unauthenticated)
        #expect(try await second.error(Sessions.Refresh.self, .init(refreshToken: tokens.refreshToken)).code == .unauthenticated)
        _ = try await first.call(Account.Get.self, NoParams())
        #expect(try await second.error(Sessions.Login.self, .init(login: "ada", password: SecretString(TestClient.password))).code == .unauthenticated)
        _ = try await second.login("ada", "another long one")
    }

    @Test func aWeakHashIsMadeAnewAtTheNextLogin() async throws {
        let storage = MemoryStorage()
        let old = try PasswordHasher.hash(Array(TestClient.password.utf8), PasswordCost(memoryKiB: 64, passes: 1))
        let engine = try await TestEngine(storage: storage)
        let owner = engine.client(uid: 1_000)
        try await owner.setPassword("ada")
        let id = try #require(UserID(try await owner.call(Account.Get.self, NoParams()).id))
        _ = try await storage.apply(.password(old, keeping: nil), of: id, noting: nil)
        _ = try await owner.login("ada")
        let new = try #require(try await storage.credentials(of: id)?.passwordHash)
        #expect(new != old && new.contains("m=19456"))
        _ = try await owner.login("ada")
        #expect(try await storage.credentials(of: id)?.passwordHash == new)
    }

    @Test func aLoginIsOneAccounts() async throws {
        let engine = try await TestEngine()
        try await engine.client(uid: 1_000).setPassword("ada")
        let other = engine.client(uid: 1_001)
        let taken = try await other.error(
            Account.SetPassword.self, .init(login: "ADA", password: SecretString(TestClient.password)))
        #expect(taken.code == .conflict)
        #expect(try await other.call(Account.Get.self, NoParams()).hasPassword == false)
        #expect(
            try await other.error(Account.SetPassword.self, .init(password: SecretString(TestClient.password))).code
                == .invalidParams)
    }
}
