import PluginAPI

extension Writer {
    /// The number of a user, or nil for an unknown one.
    func owner(of id: UserID) throws -> Int64? {
        do {
            return try account(of: id).owner
        } catch StorageError.notFound {
            return nil
        }
    }

    /// - Throws: `.alreadyExists`.
    func createUser(_ user: User, password: StoredPassword?, noting event: AuditEvent?) throws {
        try createUser(user)
        if let password {
            let owner = try account(of: user.id).owner
            try prepared("INSERT INTO credentials (owner, passwordHash, initialUntil) VALUES (?, ?, ?)").run {
                $0.add(owner)
                $0.add(password.hash)
                $0.add(password.initialUntil?.microseconds)
            }
        }
        try note(event)
    }

    /// - Returns: whether it took effect.
    /// - Throws: `.notFound`, `.alreadyExists`.
    func apply(_ change: CredentialChange, of id: UserID, noting event: AuditEvent?) throws -> Bool {
        let owner = try account(of: id).owner
        let tookEffect: Bool
        switch change {
        case .login, .linkUID, .unlinkUID, .role, .disabled: tookEffect = try applyToUser(change, owner, id)
        case .password, .initialPassword, .rehash: tookEffect = try applyToPassword(change, owner)
        default: tookEffect = try applyToFactor(change, owner)
        }
        if tookEffect { try note(event) }
        return tookEffect
    }

    private func applyToUser(_ change: CredentialChange, _ owner: Int64, _ id: UserID) throws -> Bool {
        switch change {
        case .login(let login):
            let isTaken = try prepared("SELECT 1 FROM users WHERE login = ? AND owner <> ?")
                .first({ $0.add(login); $0.add(owner) }) { _ in true } ?? false
            guard !isTaken else { throw StorageError.alreadyExists }
            try prepared("UPDATE users SET login = ? WHERE owner = ?").run { $0.add(login); $0.add(owner) }
        case .linkUID(let uid, let at, let old): return try linkUID(uid, at: at, givingUp: old, owner)
        case .unlinkUID(let uid):
            guard try holder(of: uid)?.owner == owner else { return false }
            try prepared("UPDATE users SET uid = NULL WHERE owner = ? AND uid = ?").run { $0.add(owner); $0.add(Int64(uid)) }
            try prepared("DELETE FROM linkedUIDs WHERE uid = ?").run { $0.add(Int64(uid)) }
        case .role(let role):
            if role != .admin, try isLastAdmin(owner) { return false }
            try prepared("UPDATE users SET role = ? WHERE owner = ?").run { $0.add(role.rawValue); $0.add(owner) }
        case .disabled(let isDisabled):
            if isDisabled, try isLastAdmin(owner) { return false }
            try prepared("UPDATE users SET isDisabled = ? WHERE owner = ?").run { $0.add(isDisabled ? 1 : 0); $0.add(owner) }
            if isDisabled { _ = try endSessions(.all(but: nil), owner) }
        default: break
        }
        return true
    }

    private func isLastAdmin(_ owner: Int64) throws -> Bool {
        let sql: StaticString = """
            SELECT 1 FROM users WHERE owner = ?1 AND role = 'admin' AND isDisabled = 0 AND NOT EXISTS
                (SELECT 1 FROM users WHERE owner <> ?1 AND role = 'admin' AND isDisabled = 0)
            """
        return try prepared(sql).first({ $0.add(owner) }) { _ in true } ?? false
    }

    /// Which account answers to a uid.
    func holder(of uid: UInt32) throws -> (owner: Int64, id: UserID)? {
        let sql: StaticString = """
            SELECT owner, id FROM users WHERE uid = ?1 OR owner = (SELECT owner FROM linkedUIDs WHERE uid = ?1)
            """
        return try prepared(sql).first({ $0.add(Int64(uid)) }) { (owner: $0.int(0), id: try $0.id(1)) }
    }

    /// - Throws: `.alreadyExists`.
    private func linkUID(_ uid: UInt32, at: Instant, givingUp old: UserID?, _ owner: Int64) throws -> Bool {
        if let holder = try holder(of: uid) {
            guard holder.owner != owner else { return false }
            guard holder.id == old, try isUntouched(holder.owner, holder.id) else { throw StorageError.alreadyExists }
            try deleteUser(holder.id)
        }
        try prepared("INSERT INTO linkedUIDs (uid, owner, at) VALUES (?, ?, ?)").run {
            $0.add(Int64(uid))
            $0.add(owner)
            $0.add(at.microseconds)
        }
        return true
    }

    /// Whether an account never held anything.
    private func isUntouched(_ owner: Int64, _ id: UserID) throws -> Bool {
        let counters = try account(of: id)
        guard counters.lastNumber == 0, counters.lastCategory == 0 else { return false }
        let sql: StaticString = """
            SELECT 1 FROM users WHERE owner = ?1 AND login IS NULL
                AND NOT EXISTS (SELECT 1 FROM credentials WHERE owner = ?1)
                AND NOT EXISTS (SELECT 1 FROM apiTokens WHERE owner = ?1)
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE owner = ?1)
            """
        return try prepared(sql).first({ $0.add(owner) }) { _ in true } ?? false
    }

    private func applyToPassword(_ change: CredentialChange, _ owner: Int64) throws -> Bool {
        switch change {
        case .password(let hash, let kept):
            try setPassword(StoredPassword(hash: hash), owner)
            _ = try endSessions(.all(but: kept), owner)
            return true
        case .initialPassword(let hash, let until):
            try setPassword(StoredPassword(hash: hash, initialUntil: until), owner)
            _ = try endSessions(.all(but: nil), owner)
            return true
        case .rehash(let old, let new):
            try prepared("UPDATE credentials SET passwordHash = ? WHERE owner = ? AND passwordHash = ?").run {
                $0.add(new)
                $0.add(owner)
                $0.add(old)
            }
            return changes > 0
        default: return false
        }
    }

    private func setPassword(_ password: StoredPassword, _ owner: Int64) throws {
        let sql: StaticString = """
            INSERT INTO credentials (owner, passwordHash, initialUntil) VALUES (?, ?, ?)
            ON CONFLICT (owner) DO UPDATE SET passwordHash = excluded.passwordHash, initialUntil = excluded.initialUntil
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(password.hash)
            $0.add(password.initialUntil?.microseconds)
        }
    }

    private func applyToFactor(_ change: CredentialChange, _ owner: Int64) throws -> Bool {
        switch change {
        case .beginTOTP(let seed):
            let sql: StaticString = """
                INSERT INTO credentials (owner, pendingSeed) VALUES (?, ?)
                ON CONFLICT (owner) DO UPDATE SET pendingSeed = excluded.pendingSeed
                """
            try prepared(sql).run { $0.add(owner); $0.add(seed.bytes) }
        case .confirmTOTP(let seed, let step, let codes, let kept):
            let sql: StaticString = """
                UPDATE credentials SET seed = pendingSeed, lastStep = ?, pendingSeed = NULL
                WHERE owner = ? AND pendingSeed = ?
                """
            try prepared(sql).run { $0.add(step); $0.add(owner); $0.add(seed.bytes) }
            guard changes > 0 else { return false }
            try replaceRecoveryCodes(codes, owner)
            _ = try endSessions(.all(but: kept), owner)
        case .useTOTPStep(let step):
            let sql: StaticString = """
                UPDATE credentials SET lastStep = ? WHERE owner = ? AND seed IS NOT NULL AND lastStep < ?
                """
            try prepared(sql).run { $0.add(step); $0.add(owner); $0.add(step) }
            return changes > 0
        case .removeTOTP:
            let sql: StaticString = """
                UPDATE credentials SET seed = NULL, lastStep = NULL, pendingSeed = NULL WHERE owner = ?
                """
            try prepared(sql).run { $0.add(owner) }
            try replaceRecoveryCodes([], owner)
        case .recoveryCodes(let codes):
            let hasFactor = try prepared("SELECT 1 FROM credentials WHERE owner = ? AND seed IS NOT NULL")
                .first({ $0.add(owner) }) { _ in true } ?? false
            guard hasFactor else { return false }
            try replaceRecoveryCodes(codes, owner)
        case .useRecoveryCode(let code):
            try prepared("DELETE FROM recoveryCodes WHERE owner = ? AND hash = ?").run { $0.add(owner); $0.add(code.bytes) }
            return changes > 0
        default: return false
        }
        return true
    }

    private func replaceRecoveryCodes(_ codes: [SecretHash], _ owner: Int64) throws {
        try prepared("DELETE FROM recoveryCodes WHERE owner = ?").run { $0.add(owner) }
        for code in codes {
            try prepared("INSERT OR IGNORE INTO recoveryCodes (owner, hash) VALUES (?, ?)").run {
                $0.add(owner)
                $0.add(code.bytes)
            }
        }
    }

    /// Removes what a user signed in with. A password hash and a seed are overwritten first, so that nothing of them is
    /// left in the page.
    func removeAccess(of owner: Int64) throws {
        let overwriting: StaticString = """
            UPDATE credentials SET passwordHash = NULL, seed = zeroblob(length(seed)),
                pendingSeed = zeroblob(length(pendingSeed)) WHERE owner = ?
            """
        for sql: StaticString in [
            overwriting, "DELETE FROM credentials WHERE owner = ?", "DELETE FROM recoveryCodes WHERE owner = ?",
            "DELETE FROM sessions WHERE owner = ?", "DELETE FROM usedRefreshTokens WHERE owner = ?",
            "DELETE FROM apiTokens WHERE owner = ?", "DELETE FROM linkedUIDs WHERE owner = ?",
            "DELETE FROM audit WHERE owner = ?", "DELETE FROM sightings WHERE owner = ?",
        ] {
            try prepared(sql).run { $0.add(owner) }
        }
    }
}
