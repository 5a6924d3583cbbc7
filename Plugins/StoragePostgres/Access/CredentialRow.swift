import PluginAPI

/// Passwords, second factors and recovery codes of one account, whose row the transaction has locked.
enum CredentialRow {
    static let select = """
        SELECT c.password_hash, c.initial_until, c.seed, c.last_step, c.pending_seed,
            (SELECT count(*) FROM recovery_codes r WHERE r.user_id = u.id)
        FROM users u LEFT JOIN credentials c ON c.user_id = u.id WHERE u.id = $1
        """

    static func credentials(_ row: Row) -> StoredCredentials {
        StoredCredentials(
            passwordHash: row.optionalText(0), initialUntil: row.optionalInstant(1),
            totp: row.optionalBytes(2).map { StoredTOTP(seed: SealedBytes($0), lastStep: row.int(3)) },
            pendingSeed: row.optionalBytes(4).map(SealedBytes.init), recoveryCodes: Int(row.int(5)))
    }

    // MARK: Passwords

    static func setPassword(_ password: StoredPassword, of owner: UserID) -> Query {
        let sql = """
            INSERT INTO credentials (user_id, password_hash, initial_until) VALUES ($1, $2, $3)
            ON CONFLICT (user_id) DO UPDATE SET
                password_hash = excluded.password_hash, initial_until = excluded.initial_until
            """
        return Query(sql) {
            $0.add(owner)
            $0.add(password.hash)
            $0.add(password.initialUntil)
        }
    }

    /// - Returns: whether it took effect.
    static func applyToPassword(_ change: CredentialChange, of owner: UserID, _ transaction: Transaction) throws -> Bool {
        switch change {
        case .password(let hash, let kept):
            _ = try transaction.run(setPassword(StoredPassword(hash: hash), of: owner))
            _ = try SessionRow.end(.all(but: kept), of: owner, transaction)
            return true
        case .initialPassword(let hash, let until):
            _ = try transaction.run(setPassword(StoredPassword(hash: hash, initialUntil: until), of: owner))
            _ = try SessionRow.end(.all(but: nil), of: owner, transaction)
            return true
        case .rehash(let old, let new):
            let sql = "UPDATE credentials SET password_hash = $1 WHERE user_id = $2 AND password_hash = $3"
            return try transaction.run(
                Query(sql) {
                    $0.add(new)
                    $0.add(owner)
                    $0.add(old)
                }).changes > 0
        default: return false
        }
    }

    // MARK: Second factors

    /// - Returns: whether it took effect.
    static func applyToFactor(_ change: CredentialChange, of owner: UserID, _ transaction: Transaction) throws -> Bool {
        switch change {
        case .beginTOTP(let seed):
            let sql = """
                INSERT INTO credentials (user_id, pending_seed) VALUES ($1, $2)
                ON CONFLICT (user_id) DO UPDATE SET pending_seed = excluded.pending_seed
                """
            _ = try transaction.run(.of(owner, seed.bytes, sql))
            return true
        case .confirmTOTP(let seed, let step, let codes, let kept):
            let sql = """
                UPDATE credentials SET seed = pending_seed, last_step = $3, pending_seed = NULL
                WHERE user_id = $1 AND pending_seed = $2
                """
            let confirm = Query(sql) {
                $0.add(owner)
                $0.add(seed.bytes)
                $0.add(step)
            }
            guard try transaction.run(confirm).changes > 0 else { return false }
            _ = try transaction.run(replaceCodes(codes, of: owner))
            _ = try SessionRow.end(.all(but: kept), of: owner, transaction)
            return true
        case .useTOTPStep(let step):
            let sql = "UPDATE credentials SET last_step = $2 WHERE user_id = $1 AND seed IS NOT NULL AND last_step < $2"
            return try transaction.run(
                Query(sql) {
                    $0.add(owner)
                    $0.add(step)
                }).changes > 0
        case .removeTOTP:
            let sql = "UPDATE credentials SET seed = NULL, last_step = NULL, pending_seed = NULL WHERE user_id = $1"
            _ = try transaction.run([.of(owner, sql)] + replaceCodes([], of: owner))
            return true
        case .recoveryCodes(let codes):
            let hasFactor = Query.of(owner, "SELECT 1 FROM credentials WHERE user_id = $1 AND seed IS NOT NULL")
            guard try transaction.run(hasFactor).first != nil else { return false }
            _ = try transaction.run(replaceCodes(codes, of: owner))
            return true
        case .useRecoveryCode(let code):
            return try transaction.run(
                .of(owner, code.bytes, "DELETE FROM recovery_codes WHERE user_id = $1 AND hash = $2")
            ).changes > 0
        default: return false
        }
    }

    private static func replaceCodes(_ codes: [SecretHash], of owner: UserID) -> [Query] {
        let insert = """
            INSERT INTO recovery_codes (user_id, hash) SELECT $1, n.hash FROM unnest($2::bytea[]) AS n (hash)
            ON CONFLICT DO NOTHING
            """
        return [
            .of(owner, "DELETE FROM recovery_codes WHERE user_id = $1"),
            Query(insert) {
                $0.add(owner)
                $0.addArray(codes.map(\.bytes))
            },
        ]
    }
}
