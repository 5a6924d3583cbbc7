import Glibc
import JournalRPC
import Synchronization
import Testing

@testable import JournalEngine

@Suite struct PasswordTests {
    static let cost = PasswordCost(memoryKiB: 64, passes: 1)

    /// Counts how many are inside at once; they stay until it opens.
    private final class Meter: Sendable {
        private let inside = Atomic<Int>(0)
        let most = Atomic<Int>(0)
        let isOpen = Atomic<Bool>(false)

        func enter() {
            let now = inside.add(1, ordering: .relaxed).newValue
            most.max(now, ordering: .relaxed)
            while !isOpen.load(ordering: .relaxed) { sched_yield() }
            inside.subtract(1, ordering: .relaxed)
        }
    }

    @Test func hashesAreArgon2idWithASaltOfTheirOwn() async throws {
        let hasher = PasswordHasher(cost: .standard)
        let password = Array("correct horse".utf8)
        let first = try await hasher.hash(password)
        let second = try await hasher.hash(password)
        #expect(first.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") && first != second)
        #expect(try await hasher.verify(password, first))
        #expect(try await !hasher.verify(Array("correct horsf".utf8), first))
        #expect(try await !hasher.verify([], first))
        #expect(!hasher.isWeak(first))
    }

    @Test func nobodysPasswordIsAlwaysWrong() async throws {
        let hasher = PasswordHasher(cost: Self.cost)
        for password in ["", "x", "correct horse"] {
            #expect(try await !hasher.verify(Array(password.utf8), nil))
            #expect(try await !hasher.verify(Array(password.utf8), "$argon2id$v=19$nonsense"))
            #expect(try await !hasher.verify(Array(password.utf8), ""))
        }
    }

    @Test func weakerHashesAreMadeAnew() throws {
        let hasher = PasswordHasher(cost: PasswordCost(memoryKiB: 128, passes: 3))
        for (memory, passes, isWeak) in [(128, 3, false), (256, 4, false), (127, 3, true), (128, 2, true)] as [(UInt32, UInt32, Bool)] {
            let encoded = try PasswordHasher.hash([1], PasswordCost(memoryKiB: memory, passes: passes))
            #expect(hasher.isWeak(encoded) == isWeak)
        }
        #expect(hasher.isWeak("$argon2i$v=19$m=4096,t=9,p=1$AAAA$AAAA"))
        #expect(hasher.isWeak("$argon2id$v=16$m=4096,t=9,p=1$AAAA$AAAA"))
    }

    @Test func twoRunAtATimeSixteenWaitAndTheNextIsTurnedAway() async throws {
        let hasher = PasswordHasher(cost: Self.cost)
        let meter = Meter()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<18 {
                group.addTask {
                    try await hasher.run {
                        meter.enter()
                        return true
                    }
                }
            }
            while hasher.load != (2, 16) { await Task.yield() }
            await #expect(throws: ServiceError.self) { try await hasher.run { true } }
            do {
                _ = try await hasher.run { true }
            } catch let error as ServiceError {
                #expect(error.code == .unavailable && error.data.retryable == true)
            }
            meter.isOpen.store(true, ordering: .relaxed)
            var done = 0
            for try await isDone in group where isDone { done += 1 }
            #expect(done == 18)
        }
        #expect(meter.most.load(ordering: .relaxed) == 2)
        while hasher.load != (0, 0) { await Task.yield() }
        #expect(try await hasher.run { true })
    }

    @Test func commonPasswordsAreRefused() throws {
        #expect(CommonPasswords.count >= 3_000)
        for password in [
            "password", "Password1", "PASSW0RD123", "qwertyuiop", "1qaz2wsx", "12345678", "iloveyou", "sunshine1", "football",
            "summer2024", "aaaaaaaa", "abcabcabcabc", "letmein1!", "trustno1", "ada lovelace",
        ] {
            #expect(throws: ServiceError.self) { try PasswordRules.newPassword(password, login: "ada lovelace") }
        }
        for password in ["correct horse battery", "日本語のパスワード", "        x", "Tr0ub4dor&3", String(repeating: "xyzzy", count: 204)] {
            _ = try PasswordRules.newPassword(password, login: "ada")
        }
        for password in ["short", "äöü", String(repeating: "xyzzy", count: 205)] {
            #expect(throws: ServiceError.self) { try PasswordRules.newPassword(password, login: nil) }
        }
    }

    @Test func composedAndDecomposedAreOnePassword() {
        #expect(PasswordRules.bytes("Käsebrot für alle") == PasswordRules.bytes("Ka\u{308}sebrot fu\u{308}r alle"))
        #expect(LoginName.folded(" ADA\u{308} ") == "adä")
        #expect(LoginName.folded("a\u{202E}b") == nil && LoginName.folded("") == nil)
        #expect(LoginName.folded("01900000-0000-7000-8000-000000000000") == nil)
    }
}
