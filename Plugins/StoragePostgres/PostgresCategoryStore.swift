public import PluginAPI

extension PostgresStorage {
    public func categories(of owner: UserID) async throws(StorageError) -> [StoredCategory] {
        let categories = Query("""
            SELECT id, name_hash, sealed_name, colour, created_at FROM categories WHERE user_id = $1 ORDER BY id
            """) { $0.add(owner) }
        let (months, summer) = (MonthSpan(DaySpan(first: .distantPast, last: .distantFuture)), try store().summer)
        let reading = SumReading(layout: options.layout, owner: owner, first: months.first)
        return try await readJournal(of: owner) { connection in
            let rows = try reading.run(connection, isSnapshot: true) {
                [categories, MonthQueries(subject: .category, layout: $0).read(months, of: owner)]
            }
            summer.note(owner, months, lag: MonthQueries.Subject.category.lag(rows[1]))
            var sums: [CategoryID: Sums] = [:]
            try rows[1].forEach { sums[try $0.id(0)] = Sums($0, from: 1) }
            return try rows[0].map { row in
                let id: CategoryID = try row.id(0)
                return StoredCategory(
                    id: id, nameHash: NameHash(row.bytes(1)), sealedName: SealedBytes(row.bytes(2)),
                    colour: row.optionalText(3), createdAt: row.instant(4), tally: sums[id]?.tally ?? Tally())
            }
        }
    }

    public func createCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try await changeCategories(of: owner) { try CategoryChange.insert(draft, owner, $0) }
    }

    public func updateCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        let query = Query("""
            UPDATE categories SET name_hash = $3, sealed_name = $4, colour = $5 WHERE user_id = $1 AND id = $2
            """) {
            $0.add(owner)
            $0.add(draft.id)
            $0.add(draft.nameHash.bytes)
            $0.add(draft.sealedName.bytes)
            $0.add(draft.colour)
        }
        try await changeCategories(of: owner) { transaction in
            do {
                guard try transaction.run(query).changes > 0 else { throw StorageError.notFound }
            } catch let failure as PostgresFailure where failure.isTaken {
                throw StorageError.alreadyExists
            }
        }
    }

    public func mergeCategory(
        _ id: CategoryID, into target: CategoryID, of owner: UserID
    ) async throws(StorageError) {
        let layout = options.layout
        try await changeCategories(of: owner) { transaction in
            let known = try CategoryChange.known([id, target], owner, transaction)
            guard known.isSuperset(of: [id, target]) else { throw StorageError.notFound }
            guard id != target else { return }
            try CategoryChange.replace(
                id, by: target, owner, counting: "NOT e.categories @> ARRAY[$3::uuid]",
                categories: """
                    CASE WHEN e.categories @> ARRAY[$3::uuid] THEN array_remove(e.categories, $2::uuid)
                        ELSE array_replace(e.categories, $2::uuid, $3::uuid) END
                    """, layout, transaction)
        }
    }

    public func deleteCategory(
        _ id: CategoryID, fallback: CategoryDraft, of owner: UserID
    ) async throws(StorageError) {
        let layout = options.layout
        try await changeCategories(of: owner) { transaction in
            guard try CategoryChange.known([id], owner, transaction).contains(id) else { throw StorageError.notFound }
            let named = try CategoryChange.named(fallback.nameHash, owner, transaction)
            guard named != id else {
                throw StorageError.failed(reason: "the fallback is the category that is deleted")
            }
            if named == nil { try CategoryChange.insert(fallback, owner, transaction) }
            try CategoryChange.replace(
                id, by: named ?? fallback.id, owner, counting: "cardinality(e.categories) = 1",
                categories: """
                    CASE WHEN cardinality(e.categories) = 1 THEN ARRAY[$3::uuid]
                        ELSE array_remove(e.categories, $2::uuid) END
                    """, layout, transaction)
        }
    }

    /// Runs `body` with the user's journal locked: no entry is filed meanwhile.
    /// - Throws: `.notFound` for an unknown user.
    private func changeCategories(
        of owner: UserID, _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async throws(StorageError) {
        try await changeJournal(of: owner) { transaction in
            try Journal.lock(owner, transaction)
            try body(transaction)
        }
    }
}

/// Steps of changes to categories, within a transaction that has locked the journal.
private enum CategoryChange {
    /// - Throws: `.alreadyExists` when the id or the name is taken.
    static func insert(_ draft: CategoryDraft, _ owner: UserID, _ transaction: Transaction) throws {
        // Asked under the journal's lock, since a constraint on another node does not always say which it is.
        let taken = Query("SELECT 1 FROM categories WHERE user_id = $1 AND (id = $2 OR name_hash = $3)") {
            $0.add(owner)
            $0.add(draft.id)
            $0.add(draft.nameHash.bytes)
        }
        guard try transaction.run(taken).first == nil else { throw StorageError.alreadyExists }
        _ = try transaction.run(CategoryRow.insert([(owner, draft)]))
    }

    static func known(_ ids: [CategoryID], _ owner: UserID, _ transaction: Transaction) throws -> Set<CategoryID> {
        let query = Query("SELECT id FROM categories WHERE user_id = $1 AND id = ANY ($2::uuid[])") {
            $0.add(owner)
            $0.addArray(ids)
        }
        return Set(try transaction.run(query).map { try $0.id(0) })
    }

    static func named(_ name: NameHash, _ owner: UserID, _ transaction: Transaction) throws -> CategoryID? {
        let query = Query("SELECT id FROM categories WHERE user_id = $1 AND name_hash = $2") {
            $0.add(owner)
            $0.add(name.bytes)
        }
        return try transaction.run(query).first?.id(0)
    }

    /// Takes a category from its entries, puts `target` in its place where the entry comes to it, and removes it.
    /// - Parameters:
    ///   - counting: which entries come to the target, and are added to its sums.
    ///   - categories: what an entry's categories become; `$2` is the old one, `$3` the target.
    static func replace(
        _ id: CategoryID, by target: CategoryID, _ owner: UserID, counting: String, categories: String,
        _ layout: TableLayout, _ transaction: Transaction
    ) throws {
        func query(_ sql: String) -> Query {
            Query(sql) {
                $0.add(owner)
                $0.add(id)
                $0.add(target)
            }
        }
        func removal(_ sql: String) -> Query {
            Query(sql) {
                $0.add(owner)
                $0.add(id)
            }
        }
        let additions = RollupDeltas.additions(Schema.tallyColumns)
        try transaction.takeTime()
        _ = try transaction.run(
            query("""
                INSERT INTO category_day_rollups AS r (user_id, category, day, \(RollupQueries.columns))
                SELECT $1::uuid, $3::uuid, e.day, \(RollupQueries.tallyOfEntries) FROM entries e
                WHERE e.user_id = $1 AND e.categories @> ARRAY[$2::uuid] AND e.trashed_at IS NULL AND \(counting) GROUP BY e.day
                ON CONFLICT (user_id, category, day) DO UPDATE SET \(additions)
                """),
            query("UPDATE entries e SET categories = \(categories) WHERE e.user_id = $1 AND e.categories @> ARRAY[$2::uuid]"),
            removal("DELETE FROM category_day_rollups WHERE user_id = $1 AND category = $2"),
            removal("DELETE FROM categories WHERE user_id = $1 AND id = $2"))
        if layout == .citus { _ = try transaction.run(removal(ColumnSums.takeBackCategory)) }
        _ = try transaction.run(MonthSums.replace(id, by: target, of: owner, layout: layout))
    }
}
