public import PluginAPI

// Credentials.
extension SQLiteStorage {
    public func createUser(_ user: User, password: StoredPassword?, noting event: AuditEvent?) async throws(StorageError) {
        try await write { try $0.createUser(user, password: password, noting: event) }
    }

    public func user(login: String) async throws(StorageError) -> User? {
        try await read { try $0.users("WHERE login = ?") { $0.add(login) }.first }
    }

    public func credentials(of owner: UserID) async throws(StorageError) -> StoredCredentials? {
        try await read { try $0.credentials(of: owner) }
    }

    public func uids(of owner: UserID) async throws(StorageError) -> [LinkedUID] {
        try await read { try $0.uids(of: owner) }
    }

    public func apply(
        _ change: CredentialChange, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        let kind: WriteJob.Kind =
            switch change {
            // What these replace must not be found in the file any more.
            case .password, .initialPassword, .removeTOTP: .destroying
            case .disabled(true), .unlinkUID, .useTOTPStep, .useRecoveryCode: .shrinking
            default: .growing
            }
        let tookEffect = try await write(kind) { try $0.apply(change, of: owner, noting: event) }
        if case .linkUID(_, _, .some) = change, tookEffect { await destroyCondemnedShares() }
        return tookEffect
    }
}

// Sessions.
extension SQLiteStorage {
    public func openSession(
        _ session: StoredSession, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) {
        try await write { try $0.openSession(session, limit: limit, of: owner, noting: event) }
    }

    public func session(_ id: SessionID, of owner: UserID) async throws(StorageError) -> StoredSession? {
        try await read { try $0.session(id, of: owner) }
    }

    public func sessions(of owner: UserID) async throws(StorageError) -> [StoredSession] {
        try await read { try $0.sessions(of: owner) }
    }

    public func rotate(
        _ rotation: RefreshRotation, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> RefreshOutcome {
        try await write { try $0.rotate(rotation, of: owner, noting: event) }
    }

    public func endSessions(
        _ which: SessionSelection, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Int {
        try await write(.shrinking) { try $0.endSessions(which, of: owner, noting: event) }
    }

    public func removeEndedSessions(at now: Instant, limit: Int) async throws(StorageError) -> Int {
        try await write(.shrinking) { try $0.removeEndedSessions(at: now, limit: limit) }
    }
}

// Tokens for programs.
extension SQLiteStorage {
    public func createToken(
        _ token: StoredAPIToken, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        try await write { try $0.createToken(token, limit: limit, of: owner, noting: event) }
    }

    public func token(_ id: APITokenID, of owner: UserID) async throws(StorageError) -> StoredAPIToken? {
        try await read { try $0.tokens(of: owner, id: id).first }
    }

    public func tokens(of owner: UserID) async throws(StorageError) -> [StoredAPIToken] {
        try await read { try $0.tokens(of: owner) }
    }

    public func revokeToken(
        _ id: APITokenID, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        try await write(.shrinking) { try $0.revokeToken(id, of: owner, noting: event) }
    }

    public func noteTokenUses(_ uses: [APITokenUse], events: [AuditEvent]) async throws(StorageError) {
        try await write { try $0.noteTokenUses(uses, events: events) }
    }
}

// The audit trail.
extension SQLiteStorage {
    public func note(_ events: [AuditEvent]) async throws(StorageError) {
        try await write { writer in for event in events { try writer.note(event) } }
    }

    public func auditEvents(
        _ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int
    ) async throws(StorageError) -> [AuditEvent] {
        try await read { try $0.auditEvents(which, outcome: outcome, before: before, limit: limit) }
    }

    public func removeAuditEvents(before: Instant, limit: Int) async throws(StorageError) -> Int {
        try await write(.shrinking) { try $0.removeAuditEvents(before: before, limit: limit) }
    }
}
