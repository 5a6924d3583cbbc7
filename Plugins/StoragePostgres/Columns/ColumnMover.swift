import PluginAPI

/// What is moved to columns, and when.
struct ColumnMoving: Sendable {
    /// The day before which sums are moved; nil for that of the server's clock (see `ColumnMover.old`).
    var before: Int64?
    /// A journal with fewer old days is left where it is: pieces of a few rows are neither small nor quick.
    var leastDays: Int64 = 28
    /// Journals that are locked by one transaction, and days that it moves, at most (but for the last journal's).
    var journals = 100
    var days: Int64 = 20_000
    /// Seconds until the first look, and between two. What is old changes once a year; whoever was deleted is gone from the
    /// columns within a day.
    var delay = 60
    var interval = 20 * 3_600
}

/// Moves sums of old days to columns. Sums add up, so no answer changes.
///
/// A transaction takes journals of one shard: it changes one node alone, and is committed there or not, never in between.
struct ColumnMover {
    let moving: ColumnMoving
    let connection: Connection

    /// Years that ended two years ago and before; no answer depends on the server's clock.
    private static let old = "(date_trunc('year', now() AT TIME ZONE 'UTC' - interval '2 years')::date - '1970-01-01'::date)::bigint"
    /// Journals that a walk finds at a time.
    private static let page: Int64 = 10_000

    /// Keeps out whoever else moves sums or makes the tables anew.
    static let exclusively = Query("SELECT pg_advisory_xact_lock(\(lock))")
    /// A number that nothing else locks: “journal” and 2.
    private static let lock: Int64 = 0x6A6F_7572_6E61_6C02

    /// The day before which sums are moved.
    func cutoff() throws -> Int64 {
        if let before = moving.before { return before }
        return try connection.run(Query("SELECT \(Self.old)")).first?.int(0) ?? Int64(Schema.nothingSummed)
    }

    /// Journals with old days, in groups for one transaction each.
    /// - Parameter last: the last journal of those that were found before.
    func groups(after last: UserID?, before day: Int64) throws -> (groups: [[UserID]], last: UserID?) {
        let sql = """
            SELECT user_id, count(*) FROM day_rollups WHERE day < $1::bigint AND user_id > $2
            GROUP BY user_id HAVING count(*) >= $3::bigint ORDER BY user_id LIMIT \(Self.page)
            """
        let query = Query(sql) {
            $0.add(day)
            $0.add(last ?? UserID(high: 0, low: 0))
            $0.add(moving.leastDays)
        }
        let found = try connection.run(query).map { (owner: try $0.id(0) as UserID, days: $0.int(1)) }
        let shards = try shards(found.map(\.owner))
        var groups: [[UserID]] = []
        for (_, journals) in Dictionary(grouping: found, by: { shards[$0.owner] ?? 0 }).sorted(by: { $0.key < $1.key }) {
            var (group, days): ([UserID], Int64) = ([], 0)
            for journal in journals {
                group.append(journal.owner)
                days += journal.days
                guard days >= moving.days || group.count >= moving.journals else { continue }
                groups.append(group)
                (group, days) = ([], 0)
            }
            if !group.isEmpty { groups.append(group) }
        }
        return (groups, found.last?.owner)
    }

    private func shards(_ owners: [UserID]) throws -> [UserID: Int64] {
        guard !owners.isEmpty else { return [:] }
        let sql = """
            SELECT n.id, get_shard_id_for_distribution_column('\(Schema.name).journals', n.id)
            FROM unnest($1::uuid[]) AS n (id)
            """
        let rows = try connection.run(Query(sql) { $0.addArray(owners) })
        return Dictionary(try rows.map { (try $0.id(0), $0.int(1)) }) { first, _ in first }
    }

    /// Moves what journals of one shard have before a day.
    /// - Returns: how many journals it was.
    func move(_ owners: [UserID], before day: Int64) throws -> Int {
        try connection.transaction { transaction in
            try transaction.takeTime()
            let moved = try transaction.run([Self.exclusively, Self.lock(owners, before: day)])[1].map { try $0.id(0) as UserID }
            guard !moved.isEmpty else { return 0 }
            for sums in DaySums.allCases {
                // One journal a statement: for several the extension asks every shard, and with it every node.
                let inserts = moved.map { owner in
                    Query(Self.insert(sums)) {
                        $0.add(owner)
                        $0.add(day)
                    }
                }
                let delete = Query("DELETE FROM \(sums.rows) WHERE user_id = ANY ($1::uuid[]) AND day < $2::bigint") {
                    $0.addArray(moved)
                    $0.add(day)
                }
                _ = try transaction.run(inserts + [delete])
            }
            return moved.count
        }
    }

    /// Keeps writers out, and says from now on that the journals' sums may be in columns. A journal that is being moved to another
    /// region is left alone. Its number is chosen by chance: no other life of the journal may have had it.
    private static func lock(_ owners: [UserID], before day: Int64) -> Query {
        let sql = """
            UPDATE journals SET columns_before = greatest(columns_before, $2::bigint),
                columns_generation = CASE columns_generation WHEN 0 THEN $3::bigint ELSE columns_generation END
            WHERE user_id = ANY ($1::uuid[]) AND closed = 0 RETURNING user_id
            """
        return Query(sql) {
            $0.addArray(owners)
            $0.add(day)
            $0.add(Int64.random(in: 1 ... .max))
        }
    }

    private static func insert(_ sums: DaySums) -> String {
        let names = (sums.keyNames + sums.values).map { "r.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO \(sums.columns) (\(sums.names), generation) SELECT \(names), j.columns_generation
            FROM \(sums.rows) r JOIN journals j ON j.user_id = r.user_id
            WHERE r.user_id = $1 AND r.day < $2::bigint ORDER BY \(sums.keyNames.map { "r.\($0)" }.joined(separator: ", "))
            """
    }
}
