import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// A store that fails at the n-th call, for every n: each step says so with an error of the table, and what the account is
/// afterwards is either as before the step or as after it.
@Suite struct AccountFaultTests {
    @Test(arguments: [StorageError.full, .failed(reason: "secret reason")])
    func everyCallMayFail(_ fault: StorageError) async throws {
        let allowed: Set<RPCErrorCode> = [
            .storageFull, .unavailable, .internalError, .unauthenticated, .conflict, .reauthenticationRequired, .notFound,
            .invalidParams, .secondFactorRequired,
        ]
        for call in 1...60 {
            let storage = FaultyStorage(wrapping: MemoryStorage())
            let engine = try await TestEngine(storage: storage)
            let journey = Journey(engine: engine)
            storage.failCall(next: call, with: fault)
            var failed = 0
            for step in Journey.steps {
                do {
                    try await step(journey)
                } catch is TestClient.NoReply {
                    // A step that builds on one that failed: the login wants no code yet.
                    failed += 1
                } catch let error as RPCError {
                    failed += 1
                    #expect(allowed.contains(error.code), "\(error.code)")
                    #expect(!error.message.contains("secret"))
                }
            }
            storage.heal()
            try await journey.check()
            if failed == 0, storage.calls < call { break }
        }
    }

    /// What a person does with an account, from the first password to the end.
    final class Journey: Sendable {
        let engine: TestEngine
        let client: TestClient
        private let kept = Kept()

        actor Kept {
            var seed: [UInt8] = []
            var codes: [SecretString] = []
            var tokens: Sessions.Tokens?

            func keep(_ seed: [UInt8], _ codes: [SecretString]) { (self.seed, self.codes) = (seed, codes) }
            func keep(_ tokens: Sessions.Tokens) { self.tokens = tokens }
        }

        init(engine: TestEngine) {
            self.engine = engine
            client = engine.client(uid: 1_000)
        }

        static let steps: [@Sendable (Journey) async throws -> Void] = [
            { _ = try await $0.client.call(Entries.Create.self, EntryDraft(body: "kept")) },
            { try await $0.client.setPassword("ada") },
            { journey in
                let (seed, codes) = try await journey.client.enrol(journey.engine.clock)
                await journey.kept.keep(seed, codes)
            },
            { journey in
                journey.engine.clock.advance(by: .seconds(60))
                let challenge = try await journey.client.challenge("ada")
                let code = TestClient.code(await journey.kept.seed, journey.engine.clock)
                await journey.kept.keep(
                    try await journey.client.call(Sessions.Verify.self, .init(challenge: challenge, code: SecretString(code))))
            },
            { journey in
                guard let tokens = await journey.kept.tokens else { return }
                await journey.kept.keep(try await journey.client.refresh(tokens))
            },
            { journey in
                guard let tokens = await journey.kept.tokens else { return }
                let other = journey.engine.client(uid: 1_000)
                try await other.attach(tokens.accessToken)
                _ = try await other.call(Account.Tokens.Create.self, .init(label: "x", scopes: ["read"]))
                _ = try await other.call(Sessions.Logout.self, .init())
            },
            { _ = try await $0.client.call(Account.RecoveryCodes.Renew.self, NoParams()) },
            { _ = try await $0.client.call(Account.TOTP.Disable.self, NoParams()) },
        ]

        /// The account is whole: the journal is there, and whoever knows the password gets in by the way it has now.
        func check() async throws {
            engine.clock.advance(by: .seconds(1_800))
            let fresh = engine.client(uid: 1_000)
            let account = try await fresh.call(Account.Get.self, NoParams())
            let entries = try await fresh.call(Entries.List.self, .init()).items
            #expect(entries.allSatisfy { $0.body == "kept" } && entries.count <= 1)
            guard account.hasPassword == true, account.login != nil else { return }
            if account.totp == true {
                #expect(account.recoveryCodesLeft == 10)
                let challenge = try await fresh.challenge("ada")
                let seed = await kept.seed
                // When the answer to the confirmation was lost, its key is on the phone and its codes are not known.
                guard !seed.isEmpty else { return }
                _ = try await fresh.call(
                    Sessions.Verify.self,
                    .init(challenge: challenge, code: SecretString(TestClient.code(seed, engine.clock))))
            } else {
                let tokens = try await fresh.login("ada")
                try await fresh.attach(tokens.accessToken)
            }
            for session in try await fresh.call(Sessions.List.self, NoParams()).items { #expect(session.uid == 1_000) }
            for event in try await fresh.call(Account.Activity.self, .init()).items { #expect(event.account == account.id) }
        }
    }
}
