import PluginAPI

extension Writer {
    /// - Throws: `.notFound`, `.alreadyExists`.
    func openSession(_ session: StoredSession, limit: Int, of id: UserID, noting event: AuditEvent?) throws {
        let owner = try account(of: id).owner
        let isKnown = try prepared("SELECT 1 FROM sessions WHERE owner = ? AND id = ?")
            .first({ $0.add(owner); $0.add(session.id) }) { _ in true } ?? false
        guard !isKnown else { throw StorageError.alreadyExists }
        var surplus: [SessionID] = []
        let oldest: StaticString = """
            SELECT id FROM sessions WHERE owner = ? ORDER BY usedAt DESC, id DESC LIMIT -1 OFFSET ?
            """
        try prepared(oldest).each({ $0.add(owner); $0.add(Int64(max(1, limit) - 1)) }) { row in
            surplus.append(try row.id(0))
            return true
        }
        for old in surplus { _ = try endSessions(.one(old), owner) }
        let sql: StaticString = """
            INSERT INTO sessions (owner, id, uid, label, secondFactor, createdAt, usedAt, idleUntil, expiresAt, refresh)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(session.id)
            $0.add(Int64(session.uid))
            $0.add(session.label?.bytes)
            $0.add(session.secondFactor ? 1 : 0)
            $0.add(session.createdAt.microseconds)
            $0.add(session.usedAt.microseconds)
            $0.add(session.idleUntil.microseconds)
            $0.add(session.expiresAt.microseconds)
            $0.add(session.refresh.bytes)
        }
        try note(event)
    }

    func rotate(_ rotation: RefreshRotation, of id: UserID, noting event: AuditEvent?) throws -> RefreshOutcome {
        guard let owner = try owner(of: id) else { return .unknown }
        let update: StaticString = """
            UPDATE sessions SET refresh = ?, usedAt = ?, idleUntil = ? WHERE owner = ? AND id = ? AND refresh = ?
            """
        try prepared(update).run {
            $0.add(rotation.new.bytes)
            $0.add(rotation.at.microseconds)
            $0.add(rotation.idleUntil.microseconds)
            $0.add(owner)
            $0.add(rotation.session)
            $0.add(rotation.old.bytes)
        }
        if changes > 0 {
            try remember(rotation.old, rotation.session, owner)
            let select = try prepared(SessionRow.selectOne, text: SessionRow.one)
            let session = try select.first({ $0.add(owner); $0.add(rotation.session) }, SessionRow.session)
            return session.map(RefreshOutcome.rotated) ?? .unknown
        }
        let used: StaticString = "SELECT 1 FROM usedRefreshTokens WHERE owner = ? AND session = ? AND hash = ?"
        let isUsed = try prepared(used).first({
            $0.add(owner)
            $0.add(rotation.session)
            $0.add(rotation.old.bytes)
        }) { _ in true } ?? false
        guard isUsed else { return .unknown }
        _ = try endSessions(.one(rotation.session), owner)
        try note(event)
        return .reused
    }

    private func remember(_ hash: SecretHash, _ session: SessionID, _ owner: Int64) throws {
        let last: StaticString = "SELECT max(serial) FROM usedRefreshTokens WHERE owner = ? AND session = ?"
        let serial = (try prepared(last).first({ $0.add(owner); $0.add(session) }) { $0.int(0) } ?? 0) + 1
        let sql: StaticString = "INSERT INTO usedRefreshTokens (owner, session, serial, hash) VALUES (?, ?, ?, ?)"
        try prepared(sql).run {
            $0.add(owner)
            $0.add(session)
            $0.add(serial)
            $0.add(hash.bytes)
        }
        let trim: StaticString = "DELETE FROM usedRefreshTokens WHERE owner = ? AND session = ? AND serial <= ?"
        try prepared(trim).run {
            $0.add(owner)
            $0.add(session)
            $0.add(serial - Int64(rememberedRefreshTokens))
        }
    }

    func endSessions(_ which: SessionSelection, of id: UserID, noting event: AuditEvent?) throws -> Int {
        guard let owner = try owner(of: id) else { return 0 }
        let ended = try endSessions(which, owner)
        if ended > 0 { try note(event) }
        return ended
    }

    func endSessions(_ which: SessionSelection, _ owner: Int64) throws -> Int {
        switch which {
        case .one(let id):
            try prepared("DELETE FROM usedRefreshTokens WHERE owner = ? AND session = ?").run { $0.add(owner); $0.add(id) }
            try prepared("DELETE FROM sessions WHERE owner = ? AND id = ?").run { $0.add(owner); $0.add(id) }
        case .all(let kept):
            // An id that no session has keeps none.
            let kept = kept ?? SessionID(high: 0, low: 0)
            try prepared("DELETE FROM usedRefreshTokens WHERE owner = ? AND session <> ?").run {
                $0.add(owner)
                $0.add(kept)
            }
            try prepared("DELETE FROM sessions WHERE owner = ? AND id <> ?").run { $0.add(owner); $0.add(kept) }
        }
        return Int(changes)
    }

    func removeEndedSessions(at now: Instant, limit: Int) throws -> Int {
        var ended: [(Int64, SessionID)] = []
        let sql: StaticString = "SELECT owner, id FROM sessions WHERE idleUntil <= ? OR expiresAt <= ? LIMIT ?"
        try prepared(sql).each({
            $0.add(now.microseconds)
            $0.add(now.microseconds)
            $0.add(Int64(max(0, limit)))
        }) { row in
            ended.append((row.int(0), try row.id(1)))
            return true
        }
        for (owner, id) in ended { _ = try endSessions(.one(id), owner) }
        return ended.count
    }
}

/// How a session is read.
enum SessionRow {
    static let columns = "id, uid, label, secondFactor, createdAt, usedAt, idleUntil, expiresAt, refresh"
    static let one = "SELECT \(columns) FROM sessions WHERE owner = ? AND id = ?"
    /// What the statement is remembered by.
    static let selectOne: StaticString = "session"

    static func session(_ row: Row) throws -> StoredSession {
        StoredSession(
            id: try row.id(0), uid: UInt32(truncatingIfNeeded: row.int(1)),
            label: row.optionalBytes(2).map(SealedBytes.init), secondFactor: row.int(3) != 0,
            createdAt: Instant(microseconds: row.int(4)), usedAt: Instant(microseconds: row.int(5)),
            idleUntil: Instant(microseconds: row.int(6)), expiresAt: Instant(microseconds: row.int(7)),
            refresh: SecretHash(row.bytes(8)))
    }
}
