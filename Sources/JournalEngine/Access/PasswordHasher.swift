import CArgon2
import Foundation
import JournalRPC
import Synchronization

/// How dear one hash is. Higher numbers are stronger.
struct PasswordCost: Sendable, Hashable {
    /// Memory of one hash in KiB.
    var memoryKiB: UInt32
    /// Passes over that memory.
    var passes: UInt32

    /// The least that OWASP's Password Storage Cheat Sheet allows: 19 MiB and two passes, some 50 ms.
    static let standard = PasswordCost(memoryKiB: 19_456, passes: 2)
}

/// Hashes and compares passwords with argon2id (RFC 9106) by the reference library.
///
/// At most two hashes run at a time, on threads of their own that end when nothing waits and that give way to everything
/// else (nice 10); 16 more may wait, and one over that is turned away, so that a flood of logins costs others nothing.
final class PasswordHasher: Sendable {
    static let concurrent = 2
    static let mostWaiting = 16
    private static let saltBytes = 16
    private static let hashBytes = 32

    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    let cost: PasswordCost
    private let state = Mutex(State())
    /// What the password of an unknown account is compared with: random bytes in the form of a hash, as dear to compare
    /// with as any other.
    private let decoy: String

    init(cost: PasswordCost) {
        self.cost = cost
        let parts = [Self.saltBytes, Self.hashBytes].map { count in
            // Base64 of the other alphabet, which PHC strings use.
            Base64URL.encode(Self.randomBytes(count)).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        }
        decoy = "$argon2id$v=19$m=\(cost.memoryKiB),t=\(cost.passes),p=1$\(String(parts[0]))$\(String(parts[1]))"
    }

    /// The PHC string of a password.
    /// - Throws: `.unavailable` when too many wait.
    func hash(_ password: [UInt8]) async throws(ServiceError) -> String {
        let cost = cost
        let result = try await run { () -> Result<String, PasswordHashError> in
            Result { () throws(PasswordHashError) in try Self.hash(password, cost) }
        }
        do {
            return try result.get()
        } catch {
            throw .internal(cause: "argon2: \(error.reason)")
        }
    }

    /// Whether a password belongs to a PHC string; with nil, the same work is done and the answer is no.
    /// - Throws: `.unavailable` when too many wait.
    func verify(_ password: [UInt8], _ encoded: String?) async throws(ServiceError) -> Bool {
        let compared = encoded ?? decoy
        let isRight = try await run { Self.matches(password, compared) }
        return isRight && encoded != nil
    }

    /// Whether a PHC string was made with less than today's cost, so that it should be made anew.
    func isWeak(_ encoded: String) -> Bool {
        guard let made = Self.cost(of: encoded) else { return true }
        return made.memoryKiB < cost.memoryKiB || made.passes < cost.passes
    }

    /// How many hashes run and wait now.
    var load: (running: Int, waiting: Int) { state.withLock { ($0.running, $0.waiting.count) } }

    // MARK: Threads

    /// Runs `body` on one of the two threads.
    func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(ServiceError) -> Value {
        let value: Value? = await withCheckedContinuation { continuation in
            if !enqueue({ continuation.resume(returning: body()) }) { continuation.resume(returning: nil) }
        }
        guard let value else { throw .unavailable(retryable: true, "too many logins at once", cause: "hash queue full") }
        return value
    }

    private func enqueue(_ job: @escaping @Sendable () -> Void) -> Bool {
        let (isTaken, startsThread) = state.withLock { state -> (Bool, Bool) in
            if state.running < Self.concurrent {
                state.running += 1
                return (true, true)
            }
            guard state.waiting.count < Self.mostWaiting else { return (false, false) }
            state.waiting.append(job)
            return (true, false)
        }
        if startsThread {
            let thread = Thread { [self] in work(job) }
            thread.name = "journald.hash"
            thread.stackSize = 512 << 10
            thread.start()
        }
        return isTaken
    }

    /// Does a job, and those that wait, until none is left.
    private func work(_ first: @Sendable () -> Void) {
        // Of this thread alone on Linux; it is not an error when it cannot be had.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        first()
        while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }

    // MARK: argon2id

    static func hash(_ password: [UInt8], _ cost: PasswordCost) throws(PasswordHashError) -> String {
        let salt = randomBytes(saltBytes)
        let length = argon2_encodedlen(cost.passes, cost.memoryKiB, 1, UInt32(saltBytes), UInt32(hashBytes), Argon2_id)
        var encoded = [CChar](repeating: 0, count: Int(length) + 1)
        let code = argon2id_hash_encoded(
            cost.passes, cost.memoryKiB, 1, password, password.count, salt, salt.count, hashBytes, &encoded, encoded.count)
        guard code == ARGON2_OK.rawValue else { throw PasswordHashError(code: code) }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func matches(_ password: [UInt8], _ encoded: String) -> Bool {
        argon2id_verify(encoded, password, password.count) == ARGON2_OK.rawValue
    }

    /// The cost in `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`; nil for another form or version.
    static func cost(of encoded: String) -> PasswordCost? {
        let parts = encoded.split(separator: "$")
        guard parts.count == 5, parts[0] == "argon2id", parts[1] == "v=19" else { return nil }
        var numbers: [Substring: UInt32] = [:]
        for pair in parts[2].split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, let number = UInt32(sides[1]) else { return nil }
            numbers[sides[0]] = number
        }
        guard let memory = numbers["m"], let passes = numbers["t"] else { return nil }
        return PasswordCost(memoryKiB: memory, passes: passes)
    }

    private static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }
}

/// What libargon2 said.
struct PasswordHashError: Error, Sendable {
    let reason: String

    init(code: Int32) {
        reason = argon2_error_message(code).map { String(cString: $0) } ?? "error \(code)"
    }
}
