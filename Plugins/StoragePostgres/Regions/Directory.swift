import PluginAPI

extension Schema {
    /// Where the journals are whose place is not the first cluster; empty without regions.
    static let regions = [
        """
        CREATE TABLE user_regions (
            user_id uuid PRIMARY KEY, region text NOT NULL, moves bigint NOT NULL DEFAULT 0, moving_to text, leaving text)
        """,
        // Journals of deleted accounts that are still to be removed. By account, which is no user any more.
        "CREATE TABLE condemned_journals (id uuid PRIMARY KEY, region text NOT NULL)",
        "ALTER TABLE journals ADD COLUMN closed smallint NOT NULL DEFAULT 0",
    ]

    /// What moves with a journal as it is. `provider_days` and the index of terms are made anew, and `journals` comes last.
    static let journalTables = [
        "categories", "entries", "contents", "history", "requests", "day_rollups", "hour_rollups", "category_day_rollups",
        "jobs", "batches", "other_scores", "answers", "provider_use", "remote_consents",
    ]
}

/// Where a journal is, as the first cluster knows it.
struct Place: Hashable, Sendable {
    var region: String
    /// Changes with every move, so that a journal that went and came back is not taken for one that stayed.
    var moves: Int64
    /// Where it is being moved to.
    var movingTo: String?
    /// Where it was, and where rows of it may still be.
    var leaving: String?

    static let home = Place(region: RegionOptions.home, moves: 0)
}

// The directory of journals, in the cluster of the accounts.
extension PostgresStorage {
    func place(of owner: UserID) async throws(StorageError) -> Place {
        let sql = "SELECT region, moves, moving_to, leaving FROM user_regions WHERE user_id = $1"
        return try await read(.of(owner, sql)) {
            Place(region: $0.text(0), moves: $0.int(1), movingTo: $0.optionalText(2), leaving: $0.optionalText(3))
        }.first ?? .home
    }

    /// Adds an account whose journal is in a region.
    /// - Throws: `.alreadyExists`.
    func createUser(
        _ user: User, password: StoredPassword?, noting event: AuditEvent?, in region: String
    ) async throws(StorageError) {
        let place = Query("INSERT INTO user_regions (user_id, region) VALUES ($1, $2)") {
            $0.add(user.id)
            $0.add(region)
        }
        let close = Query.of(user.id, "UPDATE journals SET closed = 2 WHERE user_id = $1")
        try await change { transaction in
            try UserRow.insert(user, transaction)
            if let password { _ = try transaction.run(CredentialRow.setPassword(password, of: user.id)) }
            try AuditRow.note(event, transaction)
            _ = try transaction.run(place, close)
        }
    }

    /// Remembers that a journal is to be removed if its account is gone.
    func condemnJournal(of owner: UserID, in region: String) async throws(StorageError) {
        let sql = "INSERT INTO condemned_journals (id, region) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET region = excluded.region"
        let query = Query(sql) {
            $0.add(owner)
            $0.add(region)
        }
        try await change { transaction in _ = try transaction.run(query) }
    }

    func condemnedJournals() async throws(StorageError) -> [(owner: UserID, region: String)] {
        let sql = "SELECT id, region FROM condemned_journals ORDER BY id LIMIT 1000"
        return try await read(Query(sql)) { (owner: try $0.id(0), region: $0.text(1)) }
    }

    func forgetCondemned(_ owner: UserID) async throws(StorageError) {
        try await change { transaction in
            _ = try transaction.run(.of(owner, "DELETE FROM condemned_journals WHERE id = $1"))
        }
    }

    /// - Throws: `PluginStartError` when the directory names a region that the settings do not: its users would find empty journals.
    func checkRegions() async throws {
        let known = [RegionOptions.home] + options.regions.connections.keys.sorted()
        let query = Query("SELECT region FROM user_regions WHERE region <> ALL ($1::text[]) LIMIT 1") { $0.addArray(known) }
        guard let stranger = try await read(query, { $0.text(0) }).first else { return }
        throw PluginStartError(
            "journals are kept in the region \(stranger), which storage.postgres.regions does not name: add it.", lasting: true)
    }

    /// Makes a cluster the one of a region, for good.
    /// - Throws: `PluginStartError` when it is another region's.
    func claim(region: String) async throws {
        let insert = Query("INSERT INTO facts (name, value) VALUES ('region', $1) ON CONFLICT DO NOTHING") { $0.add(region) }
        let found = try await change { transaction in
            try transaction.run(insert, Query("SELECT value FROM facts WHERE name = 'region'"))[1].first?.text(0)
        }
        guard found == region else {
            throw PluginStartError("the database \(options.connection.target) is that of the region \(found ?? "?")", lasting: true)
        }
    }
}
