import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct SessionTests {
    private func engine(_ storage: any StoragePlugin = MemoryStorage()) async throws -> (TestEngine, TestClient, Sessions.Tokens) {
        let engine = try await TestEngine(storage: storage)
        let client = engine.client(uid: 1_000)
        try await client.setPassword("ada")
        return (engine, client, try await client.login("ada"))
    }

    @Test func refreshTokensRotateAndReuseEndsEverything() async throws {
        let (engine, client, first) = try await engine()
        let second = try await client.refresh(first)
        #expect(second.session == first.session && second.refreshToken.revealed != first.refreshToken.revealed)
        let third = try await client.refresh(second)
        let attached = engine.client(uid: 1_000)
        try await attached.attach(third.accessToken)
        let stolen = try await client.error(Sessions.Refresh.self, .init(refreshToken: first.refreshToken))
        #expect(stolen.code == .unauthenticated)
        // The family is gone, with the tokens that were good until then.
        #expect(try await client.error(Sessions.Refresh.self, .init(refreshToken: third.refreshToken)) == stolen)
        #expect(try await attached.error(Account.Get.self, NoParams()).code == .unauthenticated)
        #expect(try await client.error(Sessions.Attach.self, .init(accessToken: third.accessToken)) == stolen)
        let events = try await engine.client(uid: 1_000).call(Account.Activity.self, .init()).items
        #expect(events.first { $0.event == "refreshReuse" }?.subject == first.session)
    }

    @Test func ofFiftyThatRefreshAtOnceOneWins() async throws {
        let (engine, _, tokens) = try await engine()
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                let client = engine.client(uid: 1_000)
                group.addTask {
                    do {
                        _ = try await client.refresh(tokens)
                        return true
                    } catch let error as RPCError {
                        #expect(error.code == .unauthenticated)
                        return false
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(winners == 1)
        #expect(try await engine.client(uid: 1_000).call(Sessions.List.self, NoParams()).items.isEmpty)
    }

    @Test func aSessionIsItsUidsAlone() async throws {
        let (engine, _, tokens) = try await engine()
        let thief = engine.client(uid: 1_001)
        let refused = try await thief.error(Sessions.Attach.self, .init(accessToken: tokens.accessToken))
        #expect(refused.code == .unauthenticated)
        #expect(try await thief.error(Sessions.Refresh.self, .init(refreshToken: tokens.refreshToken)) == refused)
        // A thief's try harms nobody.
        let owner = engine.client(uid: 1_000)
        try await owner.attach(try await owner.refresh(tokens).accessToken)
    }

    @Test func aRefusedTokenSpeaksForNobody() async throws {
        let (engine, client, tokens) = try await engine()
        _ = try await client.call(Entries.Create.self, EntryDraft(body: "by uid"))
        _ = try await client.error(Sessions.Attach.self, .init(accessToken: SecretString("not a token of any kind")))
        #expect(try await client.error(Entries.Create.self, EntryDraft(body: "nobody's")).code == .unauthenticated)
        _ = try await client.error("session.attach", "{}")
        #expect(try await client.error(Entries.List.self, .init()).code == .unauthenticated)
        try await client.attach(tokens.accessToken)
        #expect(try await client.call(Entries.List.self, .init()).items.count == 1)
        _ = engine
    }

    @Test func sessionsEndByTheirTimes() async throws {
        let (engine, client, tokens) = try await engine()
        let attached = engine.client(uid: 1_000)
        try await attached.attach(tokens.accessToken)
        engine.clock.advance(by: .seconds(3_606))
        #expect(try await attached.error(Account.Get.self, NoParams()).code == .unauthenticated)
        var current = tokens
        for _ in 0..<6 {
            engine.clock.advance(by: .seconds(13 * 86_400))
            current = try await client.refresh(current)
        }
        // 78 days and an hour in: 14 days more would be allowed, but 90 in all are not over yet.
        engine.clock.advance(by: .seconds(11 * 86_400))
        current = try await client.refresh(current)
        engine.clock.advance(by: .seconds(2 * 86_400))
        #expect(try await client.error(Sessions.Refresh.self, .init(refreshToken: current.refreshToken)).code == .unauthenticated)
        let idle = try await client.login("ada")
        engine.clock.advance(by: .seconds(14 * 86_400))
        #expect(try await client.error(Sessions.Refresh.self, .init(refreshToken: idle.refreshToken)).code == .unauthenticated)
        await engine.engine.tidyUp()
        #expect(try await engine.storage.sessions(of: try #require(client.principal?.user)).isEmpty)
    }

    /// A wall clock that is set back revives nothing that was attached.
    @Test func aClockSetBackDoesNotLengthenAToken() async throws {
        let (engine, client, tokens) = try await engine()
        try await client.attach(tokens.accessToken)
        engine.clock.advance(by: .seconds(3_000))
        engine.clock.setWallClock(to: engine.clock.now().advanced(bySeconds: -3_000))
        engine.clock.advance(by: .seconds(700))
        #expect(try await client.error(Account.Get.self, NoParams()).code == .unauthenticated)
    }

    @Test func whatIsRevokedIsRefusedByTheNextCallAndHearsNothing() async throws {
        let (engine, owner, tokens) = try await engine()
        let attached = engine.client(uid: 1_000)
        try await attached.attach(tokens.accessToken)
        _ = try await attached.call(Entries.Watch.self, EntrySelection())
        _ = try await owner.call(Entries.Create.self, EntryDraft(body: "heard"))
        #expect(try attached.notices().count == 1)
        _ = try await owner.call(Sessions.Revoke.self, .init(session: tokens.session))
        _ = try await owner.call(Entries.Create.self, EntryDraft(body: "not heard"))
        #expect(try attached.notices().isEmpty)
        #expect(try await attached.error(Entries.List.self, .init()).code == .unauthenticated)
    }

    @Test func logOutEverywhereEndsAllSessions() async throws {
        let (engine, client, tokens) = try await engine()
        _ = try await client.login("ada")
        try await client.attach(tokens.accessToken)
        #expect(try await client.call(Sessions.Logout.self, .init(everywhere: true)).ended == 2)
        #expect(try await client.call(Sessions.List.self, NoParams()).items.isEmpty)
        _ = engine
    }

    /// What the cache does not know is asked for, and when nobody can say, the answer is no.
    @Test func theCacheFailsClosed() async throws {
        let storage = FaultyStorage(wrapping: MemoryStorage())
        let (engine, client, tokens) = try await engine(storage)
        try await client.attach(tokens.accessToken)
        _ = try await client.call(Account.Get.self, NoParams())
        storage.failEveryCall(with: .unavailable(reason: "test"))
        #expect(try await client.error(Account.Get.self, NoParams()).code == .unavailable)
        engine.clock.advance(by: .seconds(6))
        #expect(try await client.error(Analytics.Reports.self, NoParams()).code == .unavailable)
        storage.heal()
        _ = try await client.call(Account.Get.self, NoParams())
    }

    @Test func anAccountHasAHundredSessionsAtMost() async throws {
        let storage = MemoryStorage()
        let (_, client, first) = try await engine(storage)
        let user = try #require(client.principal?.user)
        for number in 0..<100 {
            let id = SessionID(high: 9, low: UInt64(number))
            let session = StoredSession(
                id: id, uid: 1_000, label: nil, secondFactor: false, createdAt: Instant(microseconds: 0),
                usedAt: Instant(microseconds: Int64.max - 1), idleUntil: Instant(microseconds: .max),
                expiresAt: Instant(microseconds: .max), refresh: SecretHash([]))
            try await storage.openSession(session, limit: SessionRules.mostSessions, of: user, noting: nil)
        }
        #expect(try await storage.sessions(of: user).count == 100)
        #expect(try await client.error(Sessions.Refresh.self, .init(refreshToken: first.refreshToken)).code == .unauthenticated)
    }
}
