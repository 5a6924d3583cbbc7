public import PluginAPI
import Synchronization

// Credentials.
extension MemoryStorage {
    public func createUser(_ user: User, password: StoredPassword?, noting event: AuditEvent?) async throws(StorageError) {
        let isNew = journals.withLock { journals in
            guard journals[user.id] == nil,
                user.uid.map({ uid in !journals.values.contains { $0.answers(to: uid) } }) ?? true,
                user.login == nil || !journals.values.contains(where: { $0.user.login == user.login })
            else { return false }
            var journal = MemoryJournal(user: user)
            journal.access.password = password
            journals[user.id] = journal
            return true
        }
        guard isNew else { throw .alreadyExists }
        if let event { noteNow([event]) }
    }

    public func user(login: String) async throws(StorageError) -> User? {
        journals.withLock { $0.values.first { $0.user.login.map { $0.utf8.elementsEqual(login.utf8) } ?? false }?.user }
    }

    public func credentials(of owner: UserID) async throws(StorageError) -> StoredCredentials? {
        read(owner) { $0.access.credentials }
    }

    public func uids(of owner: UserID) async throws(StorageError) -> [LinkedUID] {
        read(owner) { $0.uids } ?? []
    }

    public func apply(
        _ change: CredentialChange, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        let result = journals.withLock { $0.apply(change, of: owner) }
        if case .success(true) = result {
            if let event { noteNow([event]) }
            if case .linkUID(_, _, let old?) = change, read(old, { _ in true }) == nil {
                try await destroyKeyShares(of: [old])
            }
        }
        return try result.get()
    }
}

// Sessions.
extension MemoryStorage {
    public func openSession(
        _ session: StoredSession, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) {
        try change(owner) { journal in
            journal.access.open(session, limit: limit) ? .success(()) : .failure(.alreadyExists)
        }
        if let event { noteNow([event]) }
    }

    public func session(_ id: SessionID, of owner: UserID) async throws(StorageError) -> StoredSession? {
        read(owner) { $0.access.sessions[id]?.stored } ?? nil
    }

    public func sessions(of owner: UserID) async throws(StorageError) -> [StoredSession] {
        read(owner) { $0.access.sessions.values.map(\.stored).sorted { $0.id < $1.id } } ?? []
    }

    public func rotate(
        _ rotation: RefreshRotation, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> RefreshOutcome {
        let outcome = journals.withLock { $0[owner]?.access.rotate(rotation) } ?? .unknown
        if outcome == .reused, let event { noteNow([event]) }
        return outcome
    }

    public func endSessions(
        _ which: SessionSelection, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Int {
        let ended = journals.withLock { $0[owner]?.access.end(which) } ?? 0
        if ended > 0, let event { noteNow([event]) }
        return ended
    }

    public func removeEndedSessions(at now: Instant, limit: Int) async throws(StorageError) -> Int {
        journals.withLock { journals in
            var removed = 0
            for (owner, journal) in journals {
                for session in journal.access.sessions.values where !session.stored.isAlive(at: now) {
                    guard removed < limit else { return removed }
                    journals[owner]?.access.sessions[session.stored.id] = nil
                    removed += 1
                }
            }
            return removed
        }
    }
}

// Tokens for programs.
extension MemoryStorage {
    public func createToken(
        _ token: StoredAPIToken, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        let isAdded = try change(owner) { journal -> Result<Bool, StorageError> in
            guard journal.access.tokens[token.id] == nil else { return .failure(.alreadyExists) }
            guard journal.access.tokens.count < limit else { return .success(false) }
            journal.access.tokens[token.id] = token
            return .success(true)
        }
        if isAdded, let event { noteNow([event]) }
        return isAdded
    }

    public func token(_ id: APITokenID, of owner: UserID) async throws(StorageError) -> StoredAPIToken? {
        read(owner) { $0.access.tokens[id] } ?? nil
    }

    public func tokens(of owner: UserID) async throws(StorageError) -> [StoredAPIToken] {
        read(owner) { $0.access.tokens.values.sorted { $0.id < $1.id } } ?? []
    }

    public func revokeToken(
        _ id: APITokenID, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        let removed = journals.withLock { $0[owner]?.access.tokens.removeValue(forKey: id) } != nil
        if removed, let event { noteNow([event]) }
        return removed
    }

    public func noteTokenUses(_ uses: [APITokenUse], events: [AuditEvent]) async throws(StorageError) {
        journals.withLock { journals in
            for use in uses {
                guard var token = journals[use.owner]?.access.tokens[use.token],
                    token.usedAt.map({ $0 < use.at }) ?? true
                else { continue }
                token.usedAt = use.at
                token.usedBy = use.uid
                journals[use.owner]?.access.tokens[use.token] = token
            }
        }
        noteNow(events)
    }
}

// The audit trail.
extension MemoryStorage {
    public func note(_ events: [AuditEvent]) async throws(StorageError) { noteNow(events) }

    private func noteNow(_ events: [AuditEvent]) {
        for event in events {
            let isOwned = journals.withLock { journals in
                guard let owner = event.account, journals[owner] != nil else { return false }
                journals[owner]?.access.note(event)
                return true
            }
            if !isOwned { unownedEvents.withLock { $0.note(event) } }
        }
    }

    public func auditEvents(
        _ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int
    ) async throws(StorageError) -> [AuditEvent] {
        var found: [AuditEvent]
        switch which {
        case .account(let owner): found = read(owner) { $0.access.events } ?? []
        case .everything:
            found = journals.withLock { $0.values.flatMap(\.access.events) } + unownedEvents.withLock { $0 }
        }
        found = found.filter { event in
            (before.map { event.id < $0 } ?? true) && (outcome == nil || event.outcome == outcome)
        }
        return Array(found.sorted { $0.id > $1.id }.prefix(max(0, limit)))
    }

    public func removeAuditEvents(before: Instant, limit: Int) async throws(StorageError) -> Int {
        var left = max(0, limit)
        func cut(_ events: inout [AuditEvent]) {
            let old = events.filter { $0.at < before }.prefix(left)
            left -= old.count
            let gone = Set(old.map(\.id))
            events.removeAll { gone.contains($0.id) }
        }
        journals.withLock { journals in
            for owner in journals.keys {
                guard var journal = journals[owner] else { continue }
                cut(&journal.access.events)
                journals[owner] = journal
            }
        }
        unownedEvents.withLock { cut(&$0) }
        return max(0, limit) - left
    }
}
