public import PluginAPI

// Accounts and what people sign in with are the home's.
extension RegionalStorage {
    public var keySharePlace: String { home.keySharePlace }

    public func user(_ id: UserID) async throws(StorageError) -> User? {
        try await home.user(id)
    }

    public func user(uid: UInt32) async throws(StorageError) -> User? {
        try await home.user(uid: uid)
    }

    public func users(after: UserID?, limit: Int) async throws(StorageError) -> [User] {
        try await home.users(after: after, limit: limit)
    }

    public func setPreferences(_ preferences: UserPreferences, of id: UserID) async throws(StorageError) {
        try await home.setPreferences(preferences, of: id)
    }

    public func replaceWrappedKeys(_ replacements: [KeyReplacement]) async throws(StorageError) -> Int {
        try await home.replaceWrappedKeys(replacements)
    }

    public func noteSightings(_ sightings: [UserSighting]) async throws(StorageError) {
        try await home.noteSightings(sightings)
    }

    public func addKeyShares(_ shares: [KeyShare]) async throws(StorageError) -> [KeyShare] {
        try await home.addKeyShares(shares)
    }

    public func keyShares(of users: [UserID]) async throws(StorageError) -> [UserID: KeyShare] {
        try await home.keyShares(of: users)
    }

    public func destroyKeyShares(of users: [UserID]) async throws(StorageError) {
        try await home.destroyKeyShares(of: users)
    }

    public func user(login: String) async throws(StorageError) -> User? {
        try await home.user(login: login)
    }

    public func credentials(of owner: UserID) async throws(StorageError) -> StoredCredentials? {
        try await home.credentials(of: owner)
    }

    public func uids(of owner: UserID) async throws(StorageError) -> [LinkedUID] {
        try await home.uids(of: owner)
    }

    public func openSession(
        _ session: StoredSession, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) {
        try await home.openSession(session, limit: limit, of: owner, noting: event)
    }

    public func session(_ id: SessionID, of owner: UserID) async throws(StorageError) -> StoredSession? {
        try await home.session(id, of: owner)
    }

    public func sessions(of owner: UserID) async throws(StorageError) -> [StoredSession] {
        try await home.sessions(of: owner)
    }

    public func rotate(
        _ rotation: RefreshRotation, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> RefreshOutcome {
        try await home.rotate(rotation, of: owner, noting: event)
    }

    public func endSessions(
        _ which: SessionSelection, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Int {
        try await home.endSessions(which, of: owner, noting: event)
    }

    public func removeEndedSessions(at now: Instant, limit: Int) async throws(StorageError) -> Int {
        try await home.removeEndedSessions(at: now, limit: limit)
    }

    public func createToken(
        _ token: StoredAPIToken, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        try await home.createToken(token, limit: limit, of: owner, noting: event)
    }

    public func token(_ id: APITokenID, of owner: UserID) async throws(StorageError) -> StoredAPIToken? {
        try await home.token(id, of: owner)
    }

    public func tokens(of owner: UserID) async throws(StorageError) -> [StoredAPIToken] {
        try await home.tokens(of: owner)
    }

    public func revokeToken(_ id: APITokenID, of owner: UserID, noting event: AuditEvent?) async throws(StorageError) -> Bool {
        try await home.revokeToken(id, of: owner, noting: event)
    }

    public func noteTokenUses(_ uses: [APITokenUse], events: [AuditEvent]) async throws(StorageError) {
        try await home.noteTokenUses(uses, events: events)
    }

    public func note(_ events: [AuditEvent]) async throws(StorageError) {
        try await home.note(events)
    }

    public func auditEvents(
        _ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int
    ) async throws(StorageError) -> [AuditEvent] {
        try await home.auditEvents(which, outcome: outcome, before: before, limit: limit)
    }

    public func removeAuditEvents(before: Instant, limit: Int) async throws(StorageError) -> Int {
        try await home.removeAuditEvents(before: before, limit: limit)
    }

    public func choice(_ name: String) async throws(StorageError) -> String? {
        try await home.choice(name)
    }

    public func setChoice(_ name: String, _ value: String?) async throws(StorageError) {
        try await home.setChoice(name, value)
    }
}
