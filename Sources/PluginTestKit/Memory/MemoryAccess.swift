import PluginAPI

/// What one user signs in with, and what came of it.
struct MemoryAccess: Sendable {
    struct Session: Sendable {
        var stored: StoredSession
        /// Refresh tokens that were exchanged, the last one last.
        var used: [SecretHash] = []
    }

    /// Uids beyond the one that the account was made for.
    var uids: [UInt32: Instant] = [:]
    var password: StoredPassword?
    var totp: StoredTOTP?
    var pendingSeed: SealedBytes?
    var recoveryCodes: Set<SecretHash> = []
    var sessions: [SessionID: Session] = [:]
    var tokens: [APITokenID: StoredAPIToken] = [:]
    var events: [AuditEvent] = []

    var credentials: StoredCredentials {
        StoredCredentials(
            passwordHash: password?.hash, initialUntil: password?.initialUntil, totp: totp, pendingSeed: pendingSeed,
             recoveryCodes: recoveryCodes.count)
    }

    mutating func note(_ event: AuditEvent?) {
        guard let event else { return }
        events.note(event)
    }

    /// Applies a change that touches nothing but this.
    /// - Returns: whether it took effect.
    mutating func apply(_ change: CredentialChange) -> Bool {
        switch change {
        case .login, .linkUID, .unlinkUID, .role: return true
        case .disabled(let isDisabled):
            if isDisabled { sessions = [:] }
        case .password(let hash, let kept):
            password = StoredPassword(hash: hash)
            sessions = sessions.filter { $0.key == kept }
        case .initialPassword(let hash, let until):
            password = StoredPassword(hash: hash, initialUntil: until)
            sessions = [:]
        case .rehash(let old, let new):
            guard password?.hash == old else { return false }
            password?.hash = new
        case .beginTOTP, .confirmTOTP, .useTOTPStep, .removeTOTP, .recoveryCodes, .useRecoveryCode:
            return applyFactor(change)
        }
        return true
    }

    private mutating func applyFactor(_ change: CredentialChange) -> Bool {
        switch change {
        case .beginTOTP(let seed): pendingSeed = seed
        case .confirmTOTP(let seed, let step, let codes, let kept):
            guard pendingSeed == seed else { return false }
            pendingSeed = nil
            totp = StoredTOTP(seed: seed, lastStep: step)
            recoveryCodes = Set(codes)
            sessions = sessions.filter { $0.key == kept }
        case .useTOTPStep(let step):
            guard let current = totp, current.lastStep < step else { return false }
            totp = StoredTOTP(seed: current.seed, lastStep: step)
        case .removeTOTP:
            (totp, pendingSeed, recoveryCodes) = (nil, nil, [])
        case .recoveryCodes(let codes):
            guard totp != nil else { return false }
            recoveryCodes = Set(codes)
        case .useRecoveryCode(let code):
            return recoveryCodes.remove(code) != nil
        default: break
        }
        return true
    }

    mutating func open(_ session: StoredSession, limit: Int) -> Bool {
        guard sessions[session.id] == nil else { return false }
        sessions[session.id] = Session(stored: session)
        let others = sessions.values.map(\.stored).filter { $0.id != session.id }
            .sorted { ($0.usedAt, $0.id) < ($1.usedAt, $1.id) }
        for old in others.prefix(max(0, sessions.count - max(1, limit))) { sessions[old.id] = nil }
        return true
    }

    mutating func rotate(_ rotation: RefreshRotation) -> RefreshOutcome {
        guard var session = sessions[rotation.session] else { return .unknown }
        guard session.stored.refresh == rotation.old else {
            guard session.used.contains(rotation.old) else { return .unknown }
            sessions[rotation.session] = nil
            return .reused
        }
        session.used = (session.used + [rotation.old]).suffix(rememberedRefreshTokens)
        session.stored.refresh = rotation.new
        session.stored.usedAt = rotation.at
        session.stored.idleUntil = rotation.idleUntil
        sessions[rotation.session] = session
        return .rotated(session.stored)
    }

    mutating func end(_ which: SessionSelection) -> Int {
        let before = sessions.count
        switch which {
        case .one(let id): sessions[id] = nil
        case .all(let kept): sessions = sessions.filter { $0.key == kept }
        }
        return before - sessions.count
    }
}

extension [AuditEvent] {
    /// Adds an event and forgets the oldest over the bound.
    mutating func note(_ event: AuditEvent) {
        append(event)
        sort { $0.id < $1.id }
        if count > keptAuditEvents { removeFirst(count - keptAuditEvents) }
    }
}
