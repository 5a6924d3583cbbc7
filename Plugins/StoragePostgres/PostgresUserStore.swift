public import PluginAPI

extension PostgresStorage {
    public func createUser(_ user: User) async throws(StorageError) {
        try await change { try UserRow.insert(user, $0) }
    }

    public func user(_ id: UserID) async throws(StorageError) -> User? {
        try await read(UserRow.query("WHERE u.id = $1") { $0.add(id) }, UserRow.user).first
    }

    public func user(uid: UInt32) async throws(StorageError) -> User? {
        let clause = "WHERE u.id = (SELECT user_id FROM uids WHERE uid = $1)"
        return try await read(UserRow.query(clause) { $0.add(Int64(uid)) }, UserRow.user).first
    }

    public func users(after: UserID?, limit: Int) async throws(StorageError) -> [User] {
        let limit = Int64(max(0, limit))
        guard let after else {
            return try await read(UserRow.query("ORDER BY u.id LIMIT $1") { $0.add(limit) }, UserRow.user)
        }
        let query = UserRow.query("WHERE u.id > $1 ORDER BY u.id LIMIT $2") {
            $0.add(after)
            $0.add(limit)
        }
        return try await read(query, UserRow.user)
    }

    public func setPreferences(_ preferences: UserPreferences, of id: UserID) async throws(StorageError) {
        let query = Query("UPDATE users SET zone = $1, locale = $2, day_end_hour = $3::bigint, week_start = $4::bigint WHERE id = $5") {
            UserRow.add(preferences, to: &$0)
            $0.add(id)
        }
        try await change { transaction in
            guard try transaction.run(query).changes > 0 else { throw StorageError.notFound }
        }
    }

    /// Removes everything in one transaction. The row with the wrapped key is then vacuumed, so that its page no longer holds
    /// it; the server's log and its backups do until they are gone.
    public func deleteUser(_ id: UserID) async throws(StorageError) {
        try await change { try UserRow.delete(id, $0) }
        await vacuum("users")
        await destroyCondemnedShares()
    }

    public func replaceWrappedKeys(_ replacements: [KeyReplacement]) async throws(StorageError) -> Int {
        let sql = """
            UPDATE users u SET wrapped_key = n.new FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS n (id, old, new)
            WHERE u.id = n.id AND u.wrapped_key = n.old
            """
        // Rows are locked in order of id; of two replacements for one user the first counts.
        var seen: Set<UserID> = []
        let distinct = replacements.filter { seen.insert($0.user).inserted }
        let lock = Query("SELECT 1 FROM users WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE") {
            $0.addArray(distinct.map(\.user))
        }
        let replace = Query(sql) {
            $0.addArray(distinct.map(\.user))
            $0.addArray(distinct.map(\.old.bytes))
            $0.addArray(distinct.map(\.new.bytes))
        }
        let replaced = try await change { try $0.run([lock, replace])[1].changes }
        await vacuum("users")
        return replaced
    }
}

/// The one place that knows the columns of an account.
enum UserRow {
    private static let columns = """
        u.id, o.uid, u.login, u.role, u.is_disabled, u.zone, u.locale, u.day_end_hour, u.week_start, u.wrapped_key, u.created_at, \
        s.at
        """

    /// - Parameter clause: what follows the tables `users u` and its own uid `o`, a constant of the code.
    static func query(_ clause: String, _ bind: (inout Parameters) -> Void) -> Query {
        Query(
            """
            SELECT \(columns) FROM users u LEFT JOIN uids o ON o.user_id = u.id AND o.is_own
            LEFT JOIN sightings s ON s.user_id = u.id \(clause)
            """, bind)
    }

    static func user(_ row: Row) throws -> User {
        User(
            id: try row.id(0), uid: row.optionalInt(1).flatMap(UInt32.init(exactly:)), login: row.optionalText(2),
            // A role that this version does not know must not become more than an ordinary one.
            role: UserRole(rawValue: row.text(3)) ?? .user, isDisabled: row.bool(4),
            preferences: UserPreferences(
                zone: row.text(5), locale: row.text(6), dayEndHour: Int(row.int(7)), weekStart: Int(row.int(8))),
            wrappedKey: SealedBytes(row.bytes(9)), createdAt: row.instant(10),
            lastSeenAt: row.optionalInstant(11))
    }

    static func add(_ preferences: UserPreferences, to parameters: inout Parameters) {
        parameters.add(preferences.zone)
        parameters.add(preferences.locale)
        parameters.add(Int64(preferences.dayEndHour))
        parameters.add(Int64(preferences.weekStart))
    }

    /// Adds an account; the constraints find out what is taken.
    /// - Throws: `.alreadyExists`.
    static func insert(_ user: User, _ transaction: Transaction) throws {
        let insert = Query("""
            INSERT INTO users (
                id, login, role, is_disabled, zone, locale, day_end_hour, week_start, created_at, wrapped_key)
            VALUES ($1, $2, $3, $4, $5, $6, $7::bigint, $8::bigint, $9, $10)
            """) {
            $0.add(user.id)
            $0.add(user.login)
            $0.add(user.role.rawValue)
            $0.add(user.isDisabled)
            add(user.preferences, to: &$0)
            $0.add(user.createdAt)
            $0.add(user.wrappedKey.bytes)
        }
        var queries = [insert, Query("INSERT INTO journals (user_id) VALUES ($1)") { $0.add(user.id) }]
        if let uid = user.uid {
            queries.append(
                Query("INSERT INTO uids (uid, user_id, at, is_own) VALUES ($1, $2, $3, true)") {
                    $0.add(Int64(uid))
                    $0.add(user.id)
                    $0.add(user.createdAt)
                })
        }
        do {
            _ = try transaction.run(queries)
        } catch let failure as PostgresFailure where failure.isTaken {
            throw StorageError.alreadyExists
        }
    }

    /// Removes an account and all that it owns.
    /// - Throws: `.notFound`.
    static func delete(_ id: UserID, _ transaction: Transaction) throws {
        // A large journal takes its time; it must go as a whole, since its user's id may begin anew.
        try transaction.takeTime()
        let isThere = try transaction.run(
            Query("SELECT 1 FROM journals WHERE user_id = $1 FOR UPDATE") { $0.add(id) },
            Query("DELETE FROM users WHERE id = $1") { $0.add(id) })[1].changes > 0
        guard isThere else { throw StorageError.notFound }
        _ = try transaction.run(
            (Schema.ownedTables + ["uids", "journals"]).map { table in
                Query("DELETE FROM \(table) WHERE user_id = $1") { $0.add(id) }
            } + [Query.of(id, "INSERT INTO condemned_shares (user_id) VALUES ($1) ON CONFLICT DO NOTHING")])
    }
}
