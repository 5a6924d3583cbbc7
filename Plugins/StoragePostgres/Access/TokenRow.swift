import PluginAPI

/// The one place that knows the columns of a token for programs.
enum TokenRow {
    private static let columns = "id, label, hash, scopes, created_at, expires_at, used_at, used_by"
    static let selectOne = "SELECT \(columns) FROM api_tokens WHERE user_id = $1 AND id = $2"
    static let selectAll = "SELECT \(columns) FROM api_tokens WHERE user_id = $1 ORDER BY id"

    static func token(_ row: Row) throws -> StoredAPIToken {
        StoredAPIToken(
            id: try row.id(0), label: SealedBytes(row.bytes(1)), hash: SecretHash(row.bytes(2)),
            scopes: row.text(3).split(separator: " ").map(String.init), createdAt: row.instant(4),
            expiresAt: row.instant(5), usedAt: row.optionalInstant(6),
            usedBy: row.optionalInt(7).flatMap(UInt32.init(exactly:)))
    }

    /// - Returns: whether there was room for it.
    /// - Throws: `.notFound`, `.alreadyExists`.
    static func insert(_ token: StoredAPIToken, limit: Int, of owner: UserID, _ transaction: Transaction) throws -> Bool {
        try Account.lock(owner, transaction)
        let found = try transaction.run(
            .of(owner, token.id, "SELECT 1 FROM api_tokens WHERE user_id = $1 AND id = $2"),
            .of(owner, "SELECT count(*) FROM api_tokens WHERE user_id = $1"))
        guard found[0].first == nil else { throw StorageError.alreadyExists }
        guard (found[1].first?.int(0) ?? 0) < Int64(limit) else { return false }
        let sql = "INSERT INTO api_tokens (user_id, \(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        _ = try transaction.run(
            Query(sql) {
                $0.add(owner)
                $0.add(token.id)
                $0.add(token.label.bytes)
                $0.add(token.hash.bytes)
                $0.add(token.scopes.joined(separator: " "))
                $0.add(token.createdAt)
                $0.add(token.expiresAt)
                $0.add(token.usedAt)
                $0.add(token.usedBy.map(Int64.init))
            })
        return true
    }

    private static let useSQL = """
        UPDATE api_tokens t SET used_at = n.at, used_by = n.uid
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS n (user_id, id, at, uid)
        WHERE t.user_id = n.user_id AND t.id = n.id AND (t.used_at IS NULL OR t.used_at < n.at)
        """

    /// Notes last uses; of several of one token the latest counts.
    static func note(_ uses: [APITokenUse], _ transaction: Transaction) throws {
        var latest: [APITokenID: APITokenUse] = [:]
        for use in uses where latest[use.token].map({ $0.at < use.at }) ?? true { latest[use.token] = use }
        guard !latest.isEmpty else { return }
        // In one order everywhere, so that daemons do not wait for each other in a ring.
        let uses = latest.values.sorted { ($0.token.high, $0.token.low) < ($1.token.high, $1.token.low) }
        _ = try transaction.run(
            Query(useSQL) {
                $0.addArray(uses.map(\.owner))
                $0.addArray(uses.map(\.token))
                $0.addArray(uses.map(\.at.microseconds))
                $0.addArray(uses.map { Int64($0.uid) })
            })
    }
}
