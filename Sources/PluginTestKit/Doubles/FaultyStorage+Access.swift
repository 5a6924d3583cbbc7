public import PluginAPI

extension FaultyStorage {
    public func createUser(_ user: User, password: StoredPassword?, noting event: AuditEvent?) async throws(StorageError) {
        try await admitted().createUser(user, password: password, noting: event)
    }

    public func user(login: String) async throws(StorageError) -> User? { try await admitted().user(login: login) }

    public func credentials(of owner: UserID) async throws(StorageError) -> StoredCredentials? {
        try await admitted().credentials(of: owner)
    }

    public func uids(of owner: UserID) async throws(StorageError) -> [LinkedUID] { try await admitted().uids(of: owner) }

    public func apply(
        _ change: CredentialChange, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        try await admitted().apply(change, of: owner, noting: event)
    }
}

extension FaultyStorage {
    public func openSession(
        _ session: StoredSession, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) {
        try await admitted().openSession(session, limit: limit, of: owner, noting: event)
    }

    public func session(_ id: SessionID, of owner: UserID) async throws(StorageError) -> StoredSession? {
        try await admitted().session(id, of: owner)
    }

    public func sessions(of owner: UserID) async throws(StorageError) -> [StoredSession] {
        try await admitted().sessions(of: owner)
    }

    public func rotate(
        _ rotation: RefreshRotation, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> RefreshOutcome {
        try await admitted().rotate(rotation, of: owner, noting: event)
    }

    public func endSessions(
        _ which: SessionSelection, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Int {
        try await admitted().endSessions(which, of: owner, noting: event)
    }

    public func removeEndedSessions(at now: Instant, limit: Int) async throws(StorageError) -> Int {
        try await admitted().removeEndedSessions(at: now, limit: limit)
    }
}

extension FaultyStorage {
    public func createToken(
        _ token: StoredAPIToken, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        try await admitted().createToken(token, limit: limit, of: owner, noting: event)
    }

    public func token(_ id: APITokenID, of owner: UserID) async throws(StorageError) -> StoredAPIToken? {
        try await admitted().token(id, of: owner)
    }

    public func tokens(of owner: UserID) async throws(StorageError) -> [StoredAPIToken] {
        try await admitted().tokens(of: owner)
    }

    public func revokeToken(
        _ id: APITokenID, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        try await admitted().revokeToken(id, of: owner, noting: event)
    }

    public func noteTokenUses(_ uses: [APITokenUse], events: [AuditEvent]) async throws(StorageError) {
        try await admitted().noteTokenUses(uses, events: events)
    }
}

extension FaultyStorage {
    public func note(_ events: [AuditEvent]) async throws(StorageError) { try await admitted().note(events) }

    public func auditEvents(
        _ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int
    ) async throws(StorageError) -> [AuditEvent] {
        try await admitted().auditEvents(which, outcome: outcome, before: before, limit: limit)
    }

    public func removeAuditEvents(before: Instant, limit: Int) async throws(StorageError) -> Int {
        try await admitted().removeAuditEvents(before: before, limit: limit)
    }
}
