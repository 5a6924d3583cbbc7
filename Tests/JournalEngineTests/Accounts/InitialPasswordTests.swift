import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// Passwords that somebody else chose: good for choosing another, for some days, and not for whoever chose them.
@Suite struct InitialPasswordTests {
    @Test func aFirstPasswordIsMadeShownOnceAndNeverTwice() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let ada = try await root.call(Users.Create.self, .init(login: "ada"))
        let bob = try await root.call(Users.Create.self, .init(login: "bob"))
        let (first, second) = (try #require(ada.initialPassword), try #require(bob.initialPassword))
        #expect(first.revealed != second.revealed && first.revealed.utf8.count == 23)
        #expect(ada.initialUntil == "2023-11-21T22:13:20Z" || ada.initialUntil != nil)
        let listed = try await root.call(Users.List.self, .init()).items.first { $0.login == "ada" }
        #expect(listed?.initialPassword == nil && listed?.initialUntil == ada.initialUntil)
        #expect(try await root.call(Users.Create.self, .init(uid: 5)).initialPassword == nil)
    }

    /// Every method of the table but those that lead to a password of one's own.
    @Test func itsSessionCanDoNothingElse() async throws {
        let engine = try await TestEngine()
        let first = try #require(try await engine.client(uid: 0).call(Users.Create.self, .init(login: "ada")).initialPassword)
        let ada = engine.client(uid: 1_000)
        let tokens = try await ada.login("ada", first.revealed)
        #expect(tokens.mustChangePassword == true)
        try await ada.attach(tokens.accessToken)
        var allowed: [String] = []
        for method in engine.engine.methods.methods where method.access.needsAccount {
            if method.allowsInitialPassword {
                allowed.append(method.name)
            } else {
                let error = try await ada.error(method.name, "{}")
                #expect(error.code == .passwordChangeRequired, "\(method.name)")
                #expect(error.data.kind == "password_change_required" && error.message.contains("account.setPassword"))
            }
        }
        #expect(allowed.sorted() == ["account.get", "account.setPassword", "session.logout", "session.reauthenticate"])
        #expect(try await ada.call(Account.Get.self, NoParams()).mustChangePassword == true)
        // A refreshed one is no better.
        let next = try await ada.refresh(tokens)
        #expect(next.mustChangePassword == true)
        try await ada.attach(next.accessToken)
        #expect(try await ada.error(Entries.List.self, .init()).code == .passwordChangeRequired)
        // The same again is no choice.
        let same = try await ada.error(Account.SetPassword.self, .init(current: first, password: first))
        #expect(same.code == .invalidParams && same.data.issues?.first?.rule == "same")
        _ = try await ada.call(
            Account.SetPassword.self, .init(current: first, password: SecretString(TestClient.password)))
        _ = try await ada.call(Entries.Create.self, EntryDraft(body: "mine"))
        #expect(try await ada.call(Account.Get.self, NoParams()).mustChangePassword == nil)
        #expect(try await ada.login("ada").mustChangePassword == nil)
        #expect(try await ada.error(Sessions.Login.self, .init(login: "ada", password: first)).code == .unauthenticated)
    }

    @Test func itIsOverAfterSevenDays() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let first = try #require(try await root.call(Users.Create.self, .init(login: "ada")).initialPassword)
        let ada = engine.client(uid: 1_000)
        engine.clock.advance(by: .seconds(SessionRules.initialPassword - 1))
        try await ada.attach(try await ada.login("ada", first.revealed).accessToken)
        _ = try await ada.call(Account.Get.self, NoParams())
        engine.clock.advance(by: .seconds(2))
        #expect(try await ada.error(Account.Get.self, NoParams()).code == .unauthenticated)
        #expect(try await ada.error(Sessions.Login.self, .init(login: "ada", password: first)).code == .unauthenticated)
        // Another one can be had.
        let again = try #require(try await root.call(Users.ResetPassword.self, .init(user: "ada")).initialPassword)
        try await ada.claim("ada", again.revealed)
        _ = try await ada.call(Entries.Create.self, EntryDraft(body: "mine"))
    }

    /// Admins never see text: a password that they know is good where they are not.
    @Test func aResetLetsNobodyIntoAJournal() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let boss = engine.client(uid: 5)
        _ = try await root.call(Users.Create.self, .init(uid: 5, role: "admin"))
        let ada = engine.client(uid: 1_000)
        _ = try await ada.call(Entries.Create.self, EntryDraft(body: "secret"))
        try await ada.setPassword("ada")
        let session = engine.client(uid: 1_000)
        try await session.attach(try await session.login("ada").accessToken)
        let reset = try await boss.call(Users.ResetPassword.self, .init(user: "ada"))
        let first = try #require(reset.initialPassword)
        #expect(try await session.error(Entries.List.self, .init()).code == .unauthenticated)
        #expect(try await ada.error(Sessions.Login.self, .init(login: "ada", password: SecretString(TestClient.password))).code == .unauthenticated)
        for thief in [boss, root, engine.client(uid: 1_001)] {
            let refused = try await thief.error(Sessions.Login.self, .init(login: "ada", password: first))
            let wrong = try await thief.error(Sessions.Login.self, .init(login: "ada", password: SecretString("something else")))
            #expect(refused.code == .unauthenticated && refused == wrong)
        }
        let events = try await ada.call(Account.Activity.self, .init(limit: 50)).items
        #expect(events.contains { $0.event == "passwordReset" && $0.actor == boss.principal?.user.description })
        #expect(try await ada.call(Entries.Get.self, .init(entry: .number(1))).body == "secret")
        let back = engine.client(uid: 1_000)
        try await back.claim("ada", first.revealed)
        #expect(try await back.call(Entries.Get.self, .init(entry: .number(1))).body == "secret")
    }

    @Test func aJournalWithoutASystemUserGetsNoPasswordFromAnybody() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let first = try #require(try await root.call(Users.Create.self, .init(login: "ada")).initialPassword)
        let ada = engine.client(uid: 1_000)
        try await ada.claim("ada", first.revealed)
        // Nothing is in it yet.
        let second = try #require(try await root.call(Users.ResetPassword.self, .init(user: "ADA")).initialPassword)
        #expect(try await ada.error(Account.Get.self, NoParams()).code == .unauthenticated)
        try await ada.claim("ada", second.revealed)
        let entry = try await ada.call(Entries.Create.self, EntryDraft(body: "secret"))
        let refused = try await root.error(Users.ResetPassword.self, .init(user: "ada"))
        #expect(refused.code == .conflict && refused.data.hint != nil)
        _ = try await ada.call(Entries.Delete.self, .init(entry: .number(entry.number)))
        #expect(try await root.error(Users.ResetPassword.self, .init(user: "ada")).code == .conflict)
        #expect(try await ada.login("ada").mustChangePassword == nil)
        // Without a login name there is no password to lose.
        let other = try await root.call(Users.Create.self, .init(uid: 7))
        #expect(try await root.error(Users.ResetPassword.self, .init(user: other.id)).code == .conflict)
        #expect(try await ada.error(Users.ResetPassword.self, .init(user: "ada")).code == .forbidden)
    }

    /// A reset does not take the second factor away.
    @Test func theSecondFactorStays() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let ada = engine.client(uid: 1_000)
        try await ada.setPassword("ada")
        let (seed, _) = try await ada.enrol(engine.clock)
        let first = try #require(try await root.call(Users.ResetPassword.self, .init(user: "ada")).initialPassword)
        engine.clock.advance(by: .seconds(60))
        let session = engine.client(uid: 1_000)
        let error = try await session.error(Sessions.Login.self, .init(login: "ada", password: first))
        #expect(error.code == .secondFactorRequired)
        let tokens = try await session.call(
            Sessions.Verify.self,
            .init(challenge: SecretString(error.data.challenge ?? ""), code: SecretString(TestClient.code(seed, engine.clock))))
        #expect(tokens.mustChangePassword == true)
        try await session.attach(tokens.accessToken)
        #expect(try await session.error(Account.TOTP.Disable.self, NoParams()).code == .passwordChangeRequired)
        _ = try await session.call(
            Account.SetPassword.self, .init(current: first, password: SecretString(TestClient.password)))
        #expect(try await session.call(Account.Get.self, NoParams()).totp == true)
    }
}

/// `lastSeenAt`: written behind, rarely, and never in anybody's way.
@Suite struct SightingTests {
    private func seen(_ engine: TestEngine, _ uid: UInt32) async throws -> Instant? {
        try await engine.storage.user(uid: uid)?.lastSeenAt
    }

    @Test func anAccountIsSeenAtMostOnceInFiveMinutes() async throws {
        let engine = try await TestEngine()
        let ada = engine.client(uid: 1_000)
        let start = engine.clock.now()
        _ = try await ada.call(Entries.List.self, .init())
        #expect(try await seen(engine, 1_000) == nil)
        // Admins see it before it is written.
        let root = engine.client(uid: 0)
        func shown() async throws -> String? {
            try await root.call(Users.List.self, .init()).items.first { $0.uids == [1_000] }?.lastSeenAt
        }
        #expect(try await shown() == InstantText.format(start))
        await engine.engine.tidyUp()
        #expect(try await seen(engine, 1_000) == start)
        engine.clock.advance(by: .seconds(299))
        _ = try await ada.call(Entries.List.self, .init())
        await engine.engine.tidyUp()
        #expect(try await seen(engine, 1_000) == start)
        engine.clock.advance(by: .seconds(1))
        _ = try await ada.call(Entries.List.self, .init())
        await engine.engine.tidyUp()
        #expect(try await seen(engine, 1_000) == engine.clock.now())
        #expect(try await shown() == InstantText.format(engine.clock.now()))
    }

    @Test func sessionsAndTokensCountAndRefusedOnesDoNot() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let first = try #require(try await root.call(Users.Create.self, .init(login: "ada")).initialPassword)
        let ada = engine.client(uid: 1_000)
        #expect(try await ada.error(Sessions.Login.self, .init(login: "ada", password: SecretString("something else"))).code == .unauthenticated)
        await engine.engine.tidyUp()
        #expect(try await engine.storage.user(login: "ada")?.lastSeenAt == nil)
        try await ada.claim("ada", first.revealed)
        let api = try await ada.call(Account.Tokens.Create.self, .init(label: "x", scopes: ["read"]))
        await engine.engine.tidyUp()
        let login = try #require(try await engine.storage.user(login: "ada")?.lastSeenAt)
        engine.clock.advance(by: .seconds(3_600))
        let script = engine.client(uid: 7)
        try await script.attach(api.secret)
        _ = try await script.call(Entries.List.self, .init())
        await engine.engine.tidyUp()
        #expect(try await engine.storage.user(login: "ada")?.lastSeenAt == login.advanced(bySeconds: 3_600))
        _ = try await root.call(Users.Disable.self, .init(user: "ada"))
        engine.clock.advance(by: .seconds(3_600))
        #expect(try await script.error(Entries.List.self, .init()).code == .unauthenticated)
        await engine.engine.tidyUp()
        #expect(try await engine.storage.user(login: "ada")?.lastSeenAt == login.advanced(bySeconds: 3_600))
    }

    /// A store that fails costs nobody anything; what was seen is written later.
    @Test func aFailingStoreIsAskedAgain() async throws {
        let storage = FaultyStorage(wrapping: MemoryStorage())
        let engine = try await TestEngine(storage: storage)
        let start = engine.clock.now()
        _ = try await engine.client(uid: 1_000).call(Entries.List.self, .init())
        storage.failEveryCall(with: .full)
        await engine.engine.tidyUp()
        storage.heal()
        #expect(try await seen(engine, 1_000) == nil)
        engine.clock.advance(by: .seconds(60))
        await engine.engine.tidyUp()
        #expect(try await seen(engine, 1_000) == start)
    }

    @Test func noMoreIsKeptThanFits() {
        let clock = ManualClock()
        let sightings = Sightings(time: clock)
        func id(_ number: Int) -> UserID { UserID(high: 1, low: UInt64(number)) }
        for number in 0..<20_000 { sightings.note(id(number), at: clock.now()) }
        #expect((0..<20_000).count { sightings.last(id($0)) != nil } == Sightings.capacity)
    }
}
