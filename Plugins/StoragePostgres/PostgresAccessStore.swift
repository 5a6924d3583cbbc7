public import PluginAPI

// Credentials.
extension PostgresStorage {
    public func createUser(_ user: User, password: StoredPassword?, noting event: AuditEvent?) async throws(StorageError) {
        try await change { transaction in
            try UserRow.insert(user, transaction)
            if let password { _ = try transaction.run(CredentialRow.setPassword(password, of: user.id)) }
            try AuditRow.note(event, transaction)
        }
    }

    public func user(login: String) async throws(StorageError) -> User? {
        try await read(UserRow.query("WHERE u.login = $1") { $0.add(login) }, UserRow.user).first
    }

    public func credentials(of owner: UserID) async throws(StorageError) -> StoredCredentials? {
        try await read(.of(owner, CredentialRow.select)) { CredentialRow.credentials($0) }.first
    }

    public func uids(of owner: UserID) async throws(StorageError) -> [LinkedUID] {
        try await read(.of(owner, "SELECT uid, at FROM uids WHERE user_id = $1 ORDER BY uid")) {
            LinkedUID(uid: UInt32(truncatingIfNeeded: $0.int(0)), at: $0.instant(1))
        }
    }

    public func apply(
        _ change: CredentialChange, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        let tookEffect = try await self.change { transaction in
            let tookEffect = try AccountChanges.apply(change, of: owner, transaction)
            if tookEffect { try AuditRow.note(event, transaction) }
            return tookEffect
        }
        // What these replace is not to be found in the table any more.
        switch change {
        case .password, .initialPassword, .removeTOTP: await vacuum("credentials")
        case .linkUID: await destroyCondemnedShares()
        default: break
        }
        return tookEffect
    }

    /// Frees the rows of a table that are no longer there, so that their pages can be written over. Where that fails now, the
    /// server's own upkeep does it.
    func vacuum(_ table: String) async {
        try? await store().changes.run { connection in _ = try connection.run(Query("VACUUM \(table)", isKept: false)) }
    }
}

// Sessions.
extension PostgresStorage {
    public func openSession(
        _ session: StoredSession, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) {
        try await change { transaction in
            try SessionRow.open(session, limit: limit, of: owner, transaction)
            try AuditRow.note(event, transaction)
        }
    }

    public func session(_ id: SessionID, of owner: UserID) async throws(StorageError) -> StoredSession? {
        try await read(.of(owner, id, SessionRow.selectOne), SessionRow.session).first
    }

    public func sessions(of owner: UserID) async throws(StorageError) -> [StoredSession] {
        try await read(.of(owner, SessionRow.selectAll), SessionRow.session)
    }

    public func rotate(
        _ rotation: RefreshRotation, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> RefreshOutcome {
        try await change { try SessionRow.rotate(rotation, of: owner, noting: event, $0) }
    }

    public func endSessions(
        _ which: SessionSelection, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Int {
        try await change { transaction in
            let ended = try SessionRow.end(which, of: owner, transaction)
            if ended > 0 { try AuditRow.note(event, transaction) }
            return ended
        }
    }

    public func removeEndedSessions(at now: Instant, limit: Int) async throws(StorageError) -> Int {
        try await change { try SessionRow.removeEnded(at: now, limit: limit, $0) }
    }
}

// Tokens for programs.
extension PostgresStorage {
    public func createToken(
        _ token: StoredAPIToken, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        try await change { transaction in
            guard try TokenRow.insert(token, limit: limit, of: owner, transaction) else { return false }
            try AuditRow.note(event, transaction)
            return true
        }
    }

    public func token(_ id: APITokenID, of owner: UserID) async throws(StorageError) -> StoredAPIToken? {
        try await read(.of(owner, id, TokenRow.selectOne), TokenRow.token).first
    }

    public func tokens(of owner: UserID) async throws(StorageError) -> [StoredAPIToken] {
        try await read(.of(owner, TokenRow.selectAll), TokenRow.token)
    }

    public func revokeToken(
        _ id: APITokenID, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        try await change { transaction in
            let delete = Query.of(owner, id, "DELETE FROM api_tokens WHERE user_id = $1 AND id = $2")
            guard try transaction.run(delete).changes > 0 else { return false }
            try AuditRow.note(event, transaction)
            return true
        }
    }

    public func noteTokenUses(_ uses: [APITokenUse], events: [AuditEvent]) async throws(StorageError) {
        guard !uses.isEmpty || !events.isEmpty else { return }
        try await change { transaction in
            try TokenRow.note(uses, transaction)
            for event in events { try AuditRow.note(event, transaction) }
        }
    }
}

// The audit trail.
extension PostgresStorage {
    public func note(_ events: [AuditEvent]) async throws(StorageError) {
        guard !events.isEmpty else { return }
        try await change { transaction in for event in events { try AuditRow.note(event, transaction) } }
    }

    public func auditEvents(
        _ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int
    ) async throws(StorageError) -> [AuditEvent] {
        try await read(AuditRow.select(which, outcome: outcome, before: before, limit: limit), AuditRow.event)
    }

    public func removeAuditEvents(before: Instant, limit: Int) async throws(StorageError) -> Int {
        let sql = """
            DELETE FROM audit a USING (
                SELECT user_id, id FROM audit WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED) o
            WHERE a.user_id = o.user_id AND a.id = o.id
            """
        let query = Query(sql) {
            $0.add(before)
            $0.add(Int64(max(0, limit)))
        }
        return try await change { try $0.run(query).changes }
    }
}
