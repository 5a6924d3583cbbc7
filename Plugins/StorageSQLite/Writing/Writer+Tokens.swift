import PluginAPI

// Tokens for programs.
extension Writer {
    /// - Throws: `.notFound`, `.alreadyExists`.
    func createToken(_ token: StoredAPIToken, limit: Int, of id: UserID, noting event: AuditEvent?) throws -> Bool {
        let owner = try account(of: id).owner
        let isKnown = try prepared("SELECT 1 FROM apiTokens WHERE owner = ? AND id = ?")
            .first({ $0.add(owner); $0.add(token.id) }) { _ in true } ?? false
        guard !isKnown else { throw StorageError.alreadyExists }
        let count = try prepared("SELECT count(*) FROM apiTokens WHERE owner = ?").first({ $0.add(owner) }) { $0.int(0) }
        guard (count ?? 0) < Int64(limit) else { return false }
        let sql: StaticString = """
            INSERT INTO apiTokens (owner, id, label, hash, scopes, createdAt, expiresAt, usedAt, usedBy)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(token.id)
            $0.add(token.label.bytes)
            $0.add(token.hash.bytes)
            $0.add(token.scopes.joined(separator: " "))
            $0.add(token.createdAt.microseconds)
            $0.add(token.expiresAt.microseconds)
            $0.add(token.usedAt?.microseconds)
            $0.add(token.usedBy.map(Int64.init))
        }
        try note(event)
        return true
    }

    func revokeToken(_ id: APITokenID, of user: UserID, noting event: AuditEvent?) throws -> Bool {
        guard let owner = try owner(of: user) else { return false }
        try prepared("DELETE FROM apiTokens WHERE owner = ? AND id = ?").run { $0.add(owner); $0.add(id) }
        guard changes > 0 else { return false }
        try note(event)
        return true
    }

    func noteTokenUses(_ uses: [APITokenUse], events: [AuditEvent]) throws {
        let sql: StaticString = """
            UPDATE apiTokens SET usedAt = ?, usedBy = ?
            WHERE owner = ? AND id = ? AND (usedAt IS NULL OR usedAt < ?)
            """
        for use in uses {
            guard let owner = try owner(of: use.owner) else { continue }
            try prepared(sql).run {
                $0.add(use.at.microseconds)
                $0.add(Int64(use.uid))
                $0.add(owner)
                $0.add(use.token)
                $0.add(use.at.microseconds)
            }
        }
        for event in events { try note(event) }
    }
}

// The audit trail.
extension Writer {
    /// Adds an event and removes the oldest ones of its account over the bound.
    func note(_ event: AuditEvent?) throws {
        guard let event else { return }
        let owner = try event.account.flatMap(owner) ?? 0
        let sql: StaticString = """
            INSERT OR REPLACE INTO audit (owner, id, at, account, actor, uid, kind, outcome, method, subject)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(event.id)
            $0.add(event.at.microseconds)
            $0.add(event.account?.bytes)
            $0.add(event.actor?.bytes)
            $0.add(event.uid.map(Int64.init))
            $0.add(event.kind)
            $0.add(event.outcome)
            $0.add(event.method)
            $0.add(event.subject)
        }
        let bound: StaticString = """
            DELETE FROM audit WHERE owner = ? AND id <=
                (SELECT id FROM audit WHERE owner = ? ORDER BY id DESC LIMIT 1 OFFSET ?)
            """
        try prepared(bound).run {
            $0.add(owner)
            $0.add(owner)
            $0.add(Int64(keptAuditEvents))
        }
    }

    func removeAuditEvents(before: Instant, limit: Int) throws -> Int {
        var old: [(Int64, AuditID)] = []
        try prepared("SELECT owner, id FROM audit WHERE at < ? ORDER BY at LIMIT ?").each({
            $0.add(before.microseconds)
            $0.add(Int64(max(0, limit)))
        }) { row in
            old.append((row.int(0), try row.id(1)))
            return true
        }
        for (owner, id) in old {
            try prepared("DELETE FROM audit WHERE owner = ? AND id = ?").run { $0.add(owner); $0.add(id) }
        }
        return old.count
    }
}
