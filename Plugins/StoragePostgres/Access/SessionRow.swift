import PluginAPI

/// The one place that knows the columns of a session, and how sessions begin, go on and end.
enum SessionRow {
    private static let columns = "id, uid, label, second_factor, created_at, used_at, idle_until, expires_at, refresh"
    static let selectOne = "SELECT \(columns) FROM sessions WHERE user_id = $1 AND id = $2"
    static let selectAll = "SELECT \(columns) FROM sessions WHERE user_id = $1 ORDER BY id"

    static func session(_ row: Row) throws -> StoredSession {
        StoredSession(
            id: try row.id(0), uid: UInt32(truncatingIfNeeded: row.int(1)),
            label: row.optionalBytes(2).map(SealedBytes.init), secondFactor: row.bool(3), createdAt: row.instant(4),
            usedAt: row.instant(5), idleUntil: row.instant(6), expiresAt: row.instant(7),
            refresh: SecretHash(row.bytes(8)))
    }

    // MARK: Beginning

    private static let surplusSQL = """
        SELECT id FROM sessions WHERE user_id = $1 ORDER BY used_at DESC, id DESC OFFSET $2
        """

    /// - Throws: `.notFound`, `.alreadyExists`.
    static func open(_ session: StoredSession, limit: Int, of owner: UserID, _ transaction: Transaction) throws {
        try Account.lock(owner, transaction)
        let known = Query.of(owner, session.id, "SELECT 1 FROM sessions WHERE user_id = $1 AND id = $2")
        let surplus = Query(surplusSQL) {
            $0.add(owner)
            $0.add(Int64(max(1, limit) - 1))
        }
        let found = try transaction.run(known, surplus)
        guard found[0].first == nil else { throw StorageError.alreadyExists }
        let old: [SessionID] = try found[1].map { try $0.id(0) }
        _ = try transaction.run((old.isEmpty ? [] : end(old, of: owner)) + [insert(session, of: owner)])
    }

    private static func insert(_ session: StoredSession, of owner: UserID) -> Query {
        Query("INSERT INTO sessions (user_id, \(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)") {
            $0.add(owner)
            $0.add(session.id)
            $0.add(Int64(session.uid))
            $0.add(session.label?.bytes)
            $0.add(session.secondFactor)
            $0.add(session.createdAt)
            $0.add(session.usedAt)
            $0.add(session.idleUntil)
            $0.add(session.expiresAt)
            $0.add(session.refresh.bytes)
        }
    }

    // MARK: Going on

    private static let rotateSQL = """
        UPDATE sessions SET refresh = $1, used_at = $2, idle_until = $3 WHERE user_id = $4 AND id = $5 AND refresh = $6
        RETURNING \(columns)
        """
    private static let rememberSQL = """
        INSERT INTO used_refresh_tokens (user_id, session, serial, hash) SELECT $1, $2, coalesce(max(serial), 0) + 1, $3
        FROM used_refresh_tokens WHERE user_id = $1 AND session = $2
        """
    private static let trimSQL = """
        DELETE FROM used_refresh_tokens WHERE user_id = $1 AND session = $2 AND serial <=
            (SELECT max(serial) FROM used_refresh_tokens WHERE user_id = $1 AND session = $2) - $3
        """
    private static let isUsedSQL = "SELECT 1 FROM used_refresh_tokens WHERE user_id = $1 AND session = $2 AND hash = $3"

    /// The row of the session lets one exchange of a token win; any other finds it exchanged when it gets the row.
    static func rotate(
        _ rotation: RefreshRotation, of owner: UserID, noting event: AuditEvent?, _ transaction: Transaction
    ) throws -> RefreshOutcome {
        let rotated = try transaction.run(
            Query(rotateSQL) {
                $0.add(rotation.new.bytes)
                $0.add(rotation.at)
                $0.add(rotation.idleUntil)
                $0.add(owner)
                $0.add(rotation.session)
                $0.add(rotation.old.bytes)
            })
        if let row = rotated.first {
            let session = try session(row)
            let remember = Query(rememberSQL) {
                $0.add(owner)
                $0.add(rotation.session)
                $0.add(rotation.old.bytes)
            }
            let trim = Query(trimSQL) {
                $0.add(owner)
                $0.add(rotation.session)
                $0.add(Int64(rememberedRefreshTokens))
            }
            _ = try transaction.run(remember, trim)
            return .rotated(session)
        }
        let used = Query(isUsedSQL) {
            $0.add(owner)
            $0.add(rotation.session)
            $0.add(rotation.old.bytes)
        }
        guard try transaction.run(used).first != nil else { return .unknown }
        // Of those that find it used at once, one ends the session.
        guard try transaction.run(end([rotation.session], of: owner)).last?.changes ?? 0 > 0 else { return .unknown }
        try AuditRow.note(event, transaction)
        return .reused
    }

    // MARK: Ending

    /// The statement that removes sessions is the last.
    private static func end(_ sessions: [SessionID], of owner: UserID) -> [Query] {
        [
            "DELETE FROM used_refresh_tokens WHERE user_id = $1 AND session = ANY ($2::uuid[])",
            "DELETE FROM sessions WHERE user_id = $1 AND id = ANY ($2::uuid[])",
        ].map { sql in
            Query(sql) {
                $0.add(owner)
                $0.addArray(sessions)
            }
        }
    }

    /// - Returns: how many there were.
    static func end(_ which: SessionSelection, of owner: UserID, _ transaction: Transaction) throws -> Int {
        let queries: [Query]
        switch which {
        case .one(let id): queries = end([id], of: owner)
        case .all(let kept):
            // An id that no session has keeps none.
            let kept = kept ?? SessionID(high: 0, low: 0)
            queries = [
                .of(owner, kept, "DELETE FROM used_refresh_tokens WHERE user_id = $1 AND session <> $2"),
                .of(owner, kept, "DELETE FROM sessions WHERE user_id = $1 AND id <> $2"),
            ]
        }
        return try transaction.run(queries).last?.changes ?? 0
    }

    private static let removeSQL = """
        DELETE FROM sessions s USING (
            SELECT user_id, id FROM sessions WHERE least(idle_until, expires_at) <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED) e
        WHERE s.user_id = e.user_id AND s.id = e.id RETURNING s.user_id, s.id
        """
    private static let forgetSQL = """
        DELETE FROM used_refresh_tokens t USING unnest($1::uuid[], $2::uuid[]) AS e (user_id, session)
        WHERE t.user_id = e.user_id AND t.session = e.session
        """

    /// Removes sessions that are over, of all users; one that somebody is changing at the moment is left for later.
    static func removeEnded(at now: Instant, limit: Int, _ transaction: Transaction) throws -> Int {
        let remove = Query(removeSQL) {
            $0.add(now)
            $0.add(Int64(max(0, limit)))
        }
        let removed = try transaction.run(remove).map { (owner: try $0.id(0) as UserID, id: try $0.id(1) as SessionID) }
        guard !removed.isEmpty else { return 0 }
        _ = try transaction.run(
            Query(forgetSQL) {
                $0.addArray(removed.map(\.owner))
                $0.addArray(removed.map(\.id))
            })
        return removed.count
    }
}
