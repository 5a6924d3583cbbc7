import PluginAPI

/// Changes of what an account is called, who may use it and what it may do.
enum AccountChanges {
    /// - Returns: whether it took effect.
    /// - Throws: `.notFound`, `.alreadyExists`.
    static func apply(_ change: CredentialChange, of owner: UserID, _ transaction: Transaction) throws -> Bool {
        switch change {
        case .role, .disabled: return try applyToStanding(change, of: owner, transaction)
        case .linkUID(let uid, let at, let old): return try link(uid, at: at, givingUp: old, to: owner, transaction)
        default: break
        }
        try Account.lock(owner, transaction)
        switch change {
        case .login(let login):
            do {
                _ = try transaction.run(
                    Query("UPDATE users SET login = $2 WHERE id = $1") {
                        $0.add(owner)
                        $0.add(login)
                    })
            } catch let failure as PostgresFailure where failure.isTaken {
                throw StorageError.alreadyExists
            }
            return true
        case .unlinkUID(let uid):
            return try transaction.run(
                Query("DELETE FROM uids WHERE user_id = $1 AND uid = $2") {
                    $0.add(owner)
                    $0.add(Int64(uid))
                }).changes > 0
        case .password, .initialPassword, .rehash:
            return try CredentialRow.applyToPassword(change, of: owner, transaction)
        default: return try CredentialRow.applyToFactor(change, of: owner, transaction)
        }
    }

    // MARK: Roles

    private static let adminsSQL = """
        SELECT id, role = 'admin' AND NOT is_disabled FROM users WHERE id = $1 OR (role = 'admin' AND NOT is_disabled)
        ORDER BY id FOR NO KEY UPDATE
        """

    /// All admins are locked, in order of id: of two that end each other's role, the second sees that it is the last.
    private static func applyToStanding(
        _ change: CredentialChange, of owner: UserID, _ transaction: Transaction
    ) throws -> Bool {
        let rows = try transaction.run(.of(owner, adminsSQL)).map { (id: try $0.id(0) as UserID, isAdmin: $0.bool(1)) }
        guard let own = rows.first(where: { $0.id == owner }) else { throw StorageError.notFound }
        let isLast = own.isAdmin && rows.count(where: \.isAdmin) == 1
        switch change {
        case .role(let role):
            if role != .admin, isLast { return false }
            _ = try transaction.run(
                Query("UPDATE users SET role = $2 WHERE id = $1") {
                    $0.add(owner)
                    $0.add(role.rawValue)
                })
        case .disabled(let isDisabled):
            if isDisabled, isLast { return false }
            _ = try transaction.run(
                Query("UPDATE users SET is_disabled = $2 WHERE id = $1") {
                    $0.add(owner)
                    $0.add(isDisabled)
                })
            if isDisabled { _ = try SessionRow.end(.all(but: nil), of: owner, transaction) }
        default: return false
        }
        return true
    }

    // MARK: Uids

    private static let lockBothSQL = "SELECT id FROM users WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE"

    private static func link(
        _ uid: UInt32, at: Instant, givingUp old: UserID?, to owner: UserID, _ transaction: Transaction
    ) throws -> Bool {
        let lock = Query(lockBothSQL) { $0.addArray([owner] + (old.map { [$0] } ?? [])) }
        let holder = Query("SELECT user_id FROM uids WHERE uid = $1") { $0.add(Int64(uid)) }
        let found = try transaction.run(lock, holder)
        let there: [UserID] = try found[0].map { try $0.id(0) }
        guard there.contains(owner) else { throw StorageError.notFound }
        if let row = found[1].first {
            let holder: UserID = try row.id(0)
            guard holder != owner else { return false }
            guard holder == old, try isUntouched(holder, transaction) else { throw StorageError.alreadyExists }
            try UserRow.delete(holder, transaction)
        }
        do {
            _ = try transaction.run(
                Query("INSERT INTO uids (uid, user_id, at, is_own) VALUES ($1, $2, $3, false)") {
                    $0.add(Int64(uid))
                    $0.add(owner)
                    $0.add(at)
                })
        } catch let failure as PostgresFailure where failure.isTaken {
            throw StorageError.alreadyExists
        }
        return true
    }

    private static let untouchedSQL = """
        SELECT 1 FROM users u WHERE u.id = $1 AND u.login IS NULL
            AND NOT EXISTS (SELECT 1 FROM categories WHERE user_id = $1)
            AND NOT EXISTS (SELECT 1 FROM credentials WHERE user_id = $1)
            AND NOT EXISTS (SELECT 1 FROM api_tokens WHERE user_id = $1)
            AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = $1)
        """

    /// Whether an account never held anything. Nobody can put anything into it until the transaction is over.
    private static func isUntouched(_ id: UserID, _ transaction: Transaction) throws -> Bool {
        let journal = Query.of(id, "SELECT last_number, closed FROM journals WHERE user_id = $1 FOR UPDATE")
        guard let row = try transaction.run(journal).first, row.int(0) == 0, row.int(1) == 0 else { return false }
        return try transaction.run(.of(id, untouchedSQL)).first != nil
    }
}
