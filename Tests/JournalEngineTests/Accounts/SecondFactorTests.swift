import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct SecondFactorTests {
    private func enrolled() async throws -> (engine: TestEngine, client: TestClient, seed: [UInt8], codes: [SecretString]) {
        let engine = try await TestEngine()
        let client = engine.client(uid: 1_000)
        try await client.setPassword("ada")
        let (seed, codes) = try await client.enrol(engine.clock)
        return (engine, client, seed, codes)
    }

    private func verify(_ client: TestClient, _ challenge: SecretString, _ code: String) async throws -> Sessions.Tokens {
        try await client.call(Sessions.Verify.self, .init(challenge: challenge, code: SecretString(code)))
    }

    @Test func aFactorCountsOnceItIsConfirmed() async throws {
        let engine = try await TestEngine()
        let client = engine.client(uid: 1_000)
        #expect(try await client.error(Account.TOTP.Begin.self, NoParams()).code == .conflict)
        try await client.setPassword("ada")
        #expect(try await client.error(Account.TOTP.Begin.self, NoParams()).code == .reauthenticationRequired)
        try await client.reauthenticate()
        let begun = try await client.call(Account.TOTP.Begin.self, NoParams())
        let seed = TestClient.base32(begun.secret.revealed)
        #expect(seed.count == 20 && begun.uri.revealed.contains("secret=\(begun.secret.revealed)&"))
        // Not confirmed: a login needs no code.
        let session = try await client.login("ada")
        let wrong = TestClient.code(seed, engine.clock, 5)
        #expect(try await client.error(Account.TOTP.Confirm.self, .init(code: SecretString(wrong))).code == .invalidParams)
        engine.clock.advance(by: .seconds(601))
        let late = TestClient.code(seed, engine.clock)
        #expect(try await client.error(Account.TOTP.Confirm.self, .init(code: SecretString(late))).code == .conflict)
        let (_, codes) = try await client.enrol(engine.clock)
        #expect(codes.count == 10)
        #expect(try await client.error(Sessions.Refresh.self, .init(refreshToken: session.refreshToken)).code == .unauthenticated)
        let account = try await client.call(Account.Get.self, NoParams())
        #expect(account.totp == true && account.recoveryCodesLeft == 10)
        #expect(try await client.error(Account.TOTP.Begin.self, NoParams()).code == .conflict)
    }

    @Test func aLoginEndsWithACodeThatIsUsedOnce() async throws {
        let (engine, client, seed, _) = try await enrolled()
        engine.clock.advance(by: .seconds(30))
        let code = TestClient.code(seed, engine.clock)
        let challenge = try await client.challenge("ada")
        let tokens = try await verify(client, challenge, code)
        #expect(try await client.attach(tokens.accessToken).session == tokens.session)
        #expect(try await client.call(Sessions.List.self, NoParams()).items.map(\.secondFactor) == [true])
        let next = engine.client(uid: 1_000)
        // The challenge is used up, and so is the code, also after the clock was set back.
        #expect(try await next.error(Sessions.Verify.self, .init(challenge: challenge, code: SecretString(code))).code == .unauthenticated)
        let again = try await next.challenge("ada")
        #expect(try await next.error(Sessions.Verify.self, .init(challenge: again, code: SecretString(code))).code == .unauthenticated)
        engine.clock.setWallClock(to: engine.clock.now().advanced(bySeconds: -30))
        for offset in [Int64(-1), 0] {
            let old = TestClient.code(seed, engine.clock, offset)
            #expect(try await next.error(Sessions.Verify.self, .init(challenge: again, code: SecretString(old))).code == .unauthenticated)
        }
    }

    @Test func aChallengeTakesFiveTriesOfItsUid() async throws {
        let (engine, client, seed, _) = try await enrolled()
        engine.clock.advance(by: .seconds(30))
        let code = TestClient.code(seed, engine.clock)
        let challenge = try await client.challenge("ada")
        let thief = engine.client(uid: 1_001)
        #expect(try await thief.error(Sessions.Verify.self, .init(challenge: challenge, code: SecretString(code))).code == .unauthenticated)
        for _ in 0..<5 {
            #expect(try await client.error(Sessions.Verify.self, .init(challenge: challenge, code: SecretString("000000"))).code == .unauthenticated)
        }
        #expect(try await client.error(Sessions.Verify.self, .init(challenge: challenge, code: SecretString(code))).code == .unauthenticated)
        // A new challenge does not give new tries at once.
        let fresh = try await client.challenge("ada")
        #expect(try await client.error(Sessions.Verify.self, .init(challenge: fresh, code: SecretString(code))).code == .rateLimited)
        engine.clock.advance(by: .seconds(1))
        _ = try await verify(client, try await client.challenge("ada"), code)
        let late = try await client.challenge("ada")
        engine.clock.advance(by: .seconds(301))
        let current = TestClient.code(seed, engine.clock)
        #expect(try await client.error(Sessions.Verify.self, .init(challenge: late, code: SecretString(current))).code == .unauthenticated)
    }

    @Test func ofTwoHundredThatUseOneCodeAtOnceOneWins() async throws {
        let (engine, _, seed, codes) = try await enrolled()
        engine.clock.advance(by: .seconds(30))
        for code in [TestClient.code(seed, engine.clock), codes[4].revealed] {
            var challenges: [(TestClient, SecretString)] = []
            for _ in 0..<40 {
                let client = engine.client(uid: 1_000)
                challenges.append((client, try await client.challenge("ada")))
            }
            let winners = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<200 {
                    let (client, challenge) = challenges[index % challenges.count]
                    group.addTask { (try? await verify(client, challenge, code)) != nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(winners == 1)
            engine.clock.advance(by: .seconds(900))
        }
    }

    @Test func aLostPhoneIsReplacedByARecoveryCodeOnce() async throws {
        let (engine, client, _, codes) = try await enrolled()
        let typed = codes[7].revealed.lowercased()
        let tokens = try await verify(client, try await client.challenge("ada"), typed)
        try await client.attach(tokens.accessToken)
        #expect(try await client.call(Account.Get.self, NoParams()).recoveryCodesLeft == 9)
        let challenge = try await client.challenge("ada")
        #expect(try await client.error(Sessions.Verify.self, .init(challenge: challenge, code: SecretString(typed))).code == .unauthenticated)
        // A fresh login may turn the factor off or renew the codes.
        let renewed = try await client.call(Account.RecoveryCodes.Renew.self, NoParams()).recoveryCodes
        #expect(Set(renewed.map(\.revealed)).isDisjoint(with: codes.map(\.revealed)))
        #expect(try await client.error(Sessions.Verify.self, .init(challenge: challenge, code: codes[0])).code == .unauthenticated)
        #expect(try await client.call(Account.TOTP.Disable.self, NoParams()).disabled)
        _ = try await client.login("ada")
        let events = try await client.call(Account.Activity.self, .init(limit: 500)).items.map(\.event)
        for event in ["totpEnabled", "recoveryCodeUsed", "recoveryCodesRenewed", "totpDisabled", "passwordChanged", "login"] {
            #expect(events.contains(event), "\(event)")
        }
        _ = engine
    }

    @Test func whatCouldTakeAnAccountOverWantsAFreshLogin() async throws {
        let (engine, client, seed, _) = try await enrolled()
        let fresh = engine.client(uid: 1_000)
        for method in engine.engine.methods.methods where method.needsFreshLogin && method.access == .user {
            #expect(try await fresh.error(method.name, "{}").code == .reauthenticationRequired, "\(method.name)")
        }
        #expect(
            try await fresh.error(
                Account.SetPassword.self, .init(current: SecretString(TestClient.password), password: SecretString("another long one"))
            ).code == .reauthenticationRequired)
        // The password alone is not enough.
        let asked = try await fresh.error(
            Sessions.Reauthenticate.self, .init(password: SecretString(TestClient.password)))
        #expect(asked.code == .secondFactorRequired && asked.data.challenge == nil)
        engine.clock.advance(by: .seconds(60))
        try await fresh.reauthenticate(TestClient.code(seed, engine.clock))
        _ = try await fresh.call(Account.Tokens.Create.self, .init(label: "x", scopes: ["read"]))
        engine.clock.advance(by: .seconds(600))
        #expect(try await fresh.error(Account.Tokens.Create.self, .init(label: "x", scopes: ["read"])).code == .reauthenticationRequired)
        _ = client
    }
}
