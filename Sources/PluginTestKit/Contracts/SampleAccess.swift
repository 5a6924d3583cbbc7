import PluginAPI

/// Makes sessions, tokens and events for checks; each number gives another one, the same from run to run.
enum SampleAccess {
    static func user(_ number: Int, login: String?) -> User {
        var user = SampleJournal(number).user
        user.login = login
        return user
    }

    static func added(_ number: Int, to store: any StoragePlugin) async throws -> User {
        let user = SampleJournal(number).user
        try await store.createUser(user)
        return user
    }

    static func id<Subject>(_ number: Int) -> Identifier<Subject> {
        Identifier(milliseconds: 1_700_000_000_000 + UInt64(number), random: (UInt64(number), UInt64(number)))
    }

    static func hash(_ number: Int) -> SecretHash {
        SecretHash((0..<32).map { UInt8(truncatingIfNeeded: $0 &+ number &* 7 &+ number >> 8) })
    }

    static func time(_ seconds: Int) -> Instant { SampleJournal.start.advanced(bySeconds: Int64(seconds)) }

    /// A session that was used `number` seconds after the start and has refresh token `number`.
    static func session(_ number: Int) -> StoredSession {
        StoredSession(
            id: id(number), uid: UInt32(1_000 + number), label: number % 2 == 0 ? SealedBytes([1, 2, 3]) : nil,
            secondFactor: number % 3 == 0, createdAt: time(0), usedAt: time(number), idleUntil: time(1_000 + number),
            expiresAt: time(5_000), refresh: hash(number))
    }

    static func rotation(_ session: Int, from old: Int, to new: Int) -> RefreshRotation {
        RefreshRotation(
            session: id(session), old: hash(old), new: hash(new), at: time(100 + new), idleUntil: time(2_000 + new))
    }

    static func token(_ number: Int) -> StoredAPIToken {
        StoredAPIToken(
            id: id(number), label: SealedBytes([9, 8, UInt8(truncatingIfNeeded: number)]), hash: hash(number),
            scopes: number % 2 == 0 ? ["read"] : ["read", "write"], createdAt: time(number), expiresAt: time(9_000))
    }

    static func event(_ number: Int, of user: UserID?, outcome: String = "success") -> AuditEvent {
        AuditEvent(
            id: id(number), at: time(number), account: user, actor: number % 2 == 0 ? user : nil,
            uid: number % 3 == 0 ? nil : .max, kind: "login", outcome: outcome,
            method: number % 2 == 0 ? nil : "session.login", subject: number % 2 == 0 ? "x" : nil)
    }

    /// An account with one of everything.
    static func fill(_ store: any StoragePlugin, _ user: User) async throws {
        try await store.createUser(user, password: StoredPassword(hash: "$hash"), noting: event(1, of: user.id))
        try await store.enrol(user.id, step: 10, codes: [hash(900)])
        try await store.openSession(session(1), limit: 9, of: user.id, noting: nil)
        _ = try await store.rotate(rotation(1, from: 1, to: 50), of: user.id, noting: nil)
        _ = try await store.createToken(token(1), limit: 9, of: user.id, noting: nil)
        _ = try await store.apply(.linkUID(77, at: time(0), givingUp: nil), of: user.id, noting: nil)
    }
}

extension StoragePlugin {
    /// Puts a second factor in use.
    func enrol(_ user: UserID, step: Int64, codes: [SecretHash]) async throws {
        let seed = SealedBytes([4, 5, 6])
        try expect(try await apply(.beginTOTP(seed), of: user, noting: nil), "beginning")
        try expect(
            try await apply(.confirmTOTP(seed, step: step, recoveryCodes: codes, keeping: nil), of: user, noting: nil),
            "confirming")
    }
}
