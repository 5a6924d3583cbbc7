public import PluginAPI

/// Key shares in a table of their own, which a dump of the database leaves out (`--exclude-table-data`).
extension PostgresStorage {
    public var keySharePlace: String { "the table \(Schema.name).key_shares" }

    public func addKeyShares(_ shares: [KeyShare]) async throws(StorageError) -> [KeyShare] {
        guard !shares.isEmpty else { return [] }
        // In one order everywhere, so that daemons do not wait for each other in a ring.
        let sql = """
            INSERT INTO key_shares (user_id, share) SELECT n.user_id, n.share
            FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY AS n (user_id, share, place) ORDER BY n.user_id, n.place
            ON CONFLICT DO NOTHING
            """
        let insert = Query(sql) {
            $0.addArray(shares.map(\.user))
            $0.addArray(shares.map(\.bytes))
        }
        let kept = try await change { transaction in
            _ = try transaction.run(insert)
            return try transaction.run(Self.select(shares.map(\.user))).map(Self.share)
        }
        let byUser = Dictionary(kept.map { ($0.user, $0) }) { first, _ in first }
        return try shares.map { share throws(StorageError) in
            guard let found = byUser[share.user] else { throw .failed(reason: "a key share was not kept") }
            return found
        }
    }

    public func keyShares(of users: [UserID]) async throws(StorageError) -> [UserID: KeyShare] {
        guard !users.isEmpty else { return [:] }
        let found = try await read(Self.select(users), Self.share)
        return Dictionary(found.map { ($0.user, $0) }) { first, _ in first }
    }

    public func destroyKeyShares(of users: [UserID]) async throws(StorageError) {
        guard !users.isEmpty else { return }
        let removed = try await change { transaction in
            try transaction.run(Query("DELETE FROM key_shares WHERE user_id = ANY ($1::uuid[])") { $0.addArray(users) }).changes
        }
        if removed > 0 { await vacuum("key_shares") }
    }

    private static func select(_ users: [UserID]) -> Query {
        Query("SELECT user_id, share FROM key_shares WHERE user_id = ANY ($1::uuid[])") { $0.addArray(users) }
    }

    private static func share(_ row: Row) throws -> KeyShare {
        guard let share = KeyShare(user: try row.id(0), bytes: row.bytes(1)) else {
            throw StorageError.corrupt(reason: "a key share of a wrong length")
        }
        return share
    }

    /// Destroys the shares of users that were deleted. Any daemon may do it, at once or after a restart.
    func destroyCondemnedShares() async {
        let condemned = try? await read(Query("SELECT user_id FROM condemned_shares LIMIT 1000")) { row -> UserID in try row.id(0) }
        guard let condemned, !condemned.isEmpty else { return }
        guard (try? await destroyKeyShares(of: condemned)) != nil else { return }
        let forget = Query("DELETE FROM condemned_shares WHERE user_id = ANY ($1::uuid[])") { $0.addArray(condemned) }
        try? await change { transaction in _ = try transaction.run(forget) }
    }

    // MARK: Sightings

    public func noteSightings(_ sightings: [UserSighting]) async throws(StorageError) {
        var latest: [UserID: Instant] = [:]
        for sighting in sightings { latest[sighting.user] = max(latest[sighting.user] ?? sighting.at, sighting.at) }
        guard !latest.isEmpty else { return }
        let sql = """
            INSERT INTO sightings AS s (user_id, at)
            SELECT n.user_id, n.at FROM unnest($1::uuid[], $2::bigint[]) AS n (user_id, at)
            WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = n.user_id FOR KEY SHARE) ORDER BY n.user_id
            ON CONFLICT (user_id) DO UPDATE SET at = greatest(s.at, excluded.at)
            """
        let users = Array(latest.keys)
        let query = Query(sql) {
            $0.addArray(users)
            $0.addArray(users.map { latest[$0]?.microseconds })
        }
        try await change { transaction in _ = try transaction.run(query) }
    }
}
