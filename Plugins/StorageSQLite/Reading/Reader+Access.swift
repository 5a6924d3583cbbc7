import GRDB
import PluginAPI

extension Reader {
    func credentials(of user: UserID) throws -> StoredCredentials? {
        guard let owner = try owner(user) else { return nil }
        let codes = try db.raw("SELECT count(*) FROM recoveryCodes WHERE owner = ?").first({ $0.add(owner) }) { $0.int(0) }
        let sql = "SELECT passwordHash, seed, lastStep, pendingSeed, initialUntil FROM credentials WHERE owner = ?"
        let found = try db.raw(sql).first({ $0.add(owner) }) { row in
            StoredCredentials(
                passwordHash: row.optionalText(0), initialUntil: row.optionalInt(4).map(Instant.init(microseconds:)),
                totp: row.optionalBytes(1).map { StoredTOTP(seed: SealedBytes($0), lastStep: row.int(2)) },
                pendingSeed: row.optionalBytes(3).map(SealedBytes.init), recoveryCodes: Int(codes ?? 0))
        }
        return found ?? StoredCredentials()
    }

    func user(uid: UInt32) throws -> User? {
        if let user = try users("WHERE uid = ?", { $0.add(Int64(uid)) }).first { return user }
        return try users("WHERE owner = (SELECT owner FROM linkedUIDs WHERE uid = ?)") { $0.add(Int64(uid)) }.first
    }

    func uids(of user: UserID) throws -> [LinkedUID] {
        var uids: [LinkedUID] = []
        let sql = """
            SELECT uid, createdAt FROM users WHERE id = ?1 AND uid IS NOT NULL
            UNION SELECT l.uid, l.at FROM linkedUIDs l JOIN users u ON u.owner = l.owner WHERE u.id = ?1 ORDER BY 1
            """
        try db.raw(sql).each({ $0.add(user) }) { row in
            uids.append(LinkedUID(uid: UInt32(truncatingIfNeeded: row.int(0)), at: Instant(microseconds: row.int(1))))
            return true
        }
        return uids
    }

    func session(_ id: SessionID, of user: UserID) throws -> StoredSession? {
        guard let owner = try owner(user) else { return nil }
        return try db.raw(SessionRow.one).first({ $0.add(owner); $0.add(id) }, SessionRow.session)
    }

    func sessions(of user: UserID) throws -> [StoredSession] {
        guard let owner = try owner(user) else { return [] }
        var sessions: [StoredSession] = []
        let sql = "SELECT \(SessionRow.columns) FROM sessions WHERE owner = ? ORDER BY id"
        try db.raw(sql).each({ $0.add(owner) }) { row in
            sessions.append(try SessionRow.session(row))
            return true
        }
        return sessions
    }

    /// The owner's tokens, or the one with this id.
    func tokens(of user: UserID, id: APITokenID? = nil) throws -> [StoredAPIToken] {
        guard let owner = try owner(user) else { return [] }
        var tokens: [StoredAPIToken] = []
        let columns = "id, label, hash, scopes, createdAt, expiresAt, usedAt, usedBy"
        let clause = id == nil ? "ORDER BY id" : "AND id = ?"
        try db.raw("SELECT \(columns) FROM apiTokens WHERE owner = ? \(clause)").each({ binding in
            binding.add(owner)
            if let id { binding.add(id) }
        }) { row in
            tokens.append(
                StoredAPIToken(
                    id: try row.id(0), label: SealedBytes(row.bytes(1)), hash: SecretHash(row.bytes(2)),
                    scopes: row.text(3).split(separator: " ").map(String.init),
                    createdAt: Instant(microseconds: row.int(4)),
                    expiresAt: Instant(microseconds: row.int(5)),
                    usedAt: row.optionalInt(6).map(Instant.init(microseconds:)),
                    usedBy: row.optionalInt(7).flatMap(UInt32.init(exactly:))))
            return true
        }
        return tokens
    }

    func auditEvents(
        _ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int
    ) throws -> [AuditEvent] {
        var owner: Int64?
        if case .account(let user) = which {
            guard let found = try self.owner(user) else { return [] }
            owner = found
        }
        var conditions: [String] = []
        if owner != nil { conditions.append("owner = ?") }
        if outcome != nil { conditions.append("outcome = ?") }
        if before != nil { conditions.append("id < ?") }
        let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let columns = "id, at, account, actor, uid, kind, outcome, method, subject"
        var events: [AuditEvent] = []
        try db.raw("SELECT \(columns) FROM audit \(clause) ORDER BY id DESC LIMIT ?").each({ binding in
            if let owner { binding.add(owner) }
            if let outcome { binding.add(outcome) }
            if let before { binding.add(before) }
            binding.add(Int64(max(0, limit)))
        }) { row in
            events.append(
                AuditEvent(
                    id: try row.id(0), at: Instant(microseconds: row.int(1)),
                    account: row.optionalBytes(2).flatMap(UserID.init(bytes:)),
                    actor: row.optionalBytes(3).flatMap(UserID.init(bytes:)),
                    uid: row.optionalInt(4).flatMap(UInt32.init(exactly:)), kind: row.text(5), outcome: row.text(6),
                    method: row.optionalText(7), subject: row.optionalText(8)))
            return true
        }
        return events
    }
}
