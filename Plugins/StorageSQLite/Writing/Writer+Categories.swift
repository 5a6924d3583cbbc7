import PluginAPI

extension Writer {
    /// - Throws: `.alreadyExists`.
    func createCategory(_ draft: CategoryDraft, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard try number(of: draft.id, owner: owner) == nil,
            try category(named: draft.nameHash, owner: owner) == nil
        else { throw StorageError.alreadyExists }
        _ = try file(under: [draft], of: user) {}
    }

    /// - Throws: `.notFound`, `.alreadyExists`.
    func updateCategory(_ draft: CategoryDraft, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard try number(of: draft.id, owner: owner) != nil else { throw StorageError.notFound }
        let named = try category(named: draft.nameHash, owner: owner)
        guard named == nil || named?.id == draft.id else { throw StorageError.alreadyExists }
        categoryMemory.clear()
        let sql: StaticString = """
            UPDATE categories SET nameHash = ?, sealedName = ?, colour = ? WHERE owner = ? AND id = ?
            """
        try prepared(sql).run {
            $0.add(draft.nameHash.bytes)
            $0.add(draft.sealedName.bytes)
            $0.add(draft.colour)
            $0.add(owner)
            $0.add(draft.id)
        }
    }

    /// The search index is left as it is: from now on the target answers to the other's word too.
    /// - Throws: `.notFound`.
    func mergeCategory(_ id: CategoryID, into target: CategoryID, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard let number = try number(of: id, owner: owner), let kept = try self.number(of: target, owner: owner) else {
            throw StorageError.notFound
        }
        guard id != target else { return }
        for key in try entries(in: FiledCategory(id: id, number: number), owner: owner) {
            try replaceCategory(id, in: key) { categories, place in
                if !categories.contains(target) { categories.insert(target, at: place) }
                return false
            }
        }
        try prepared("UPDATE aliases SET target = ? WHERE owner = ? AND target = ?").run {
            $0.add(kept)
            $0.add(owner)
            $0.add(number)
        }
        try prepared("INSERT INTO aliases (owner, target, number) VALUES (?, ?, ?)").run {
            $0.add(owner)
            $0.add(kept)
            $0.add(number)
        }
        try removeCategory(id, owner: owner)
    }

    /// - Throws: `.notFound`.
    func deleteCategory(_ id: CategoryID, fallback: CategoryDraft, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard let number = try number(of: id, owner: owner) else { throw StorageError.notFound }
        guard try category(named: fallback.nameHash, owner: owner)?.id != id else {
            throw StorageError.failed(reason: "the fallback is the category that is deleted")
        }
        guard let target = try file(under: [fallback], of: user, check: {}).first else { return }
        for key in try entries(in: FiledCategory(id: id, number: number), owner: owner) {
            try replaceCategory(id, in: key) { categories, _ in
                guard categories.isEmpty else { return false }
                categories = [target.id]
                return true
            }
        }
        try prepared("DELETE FROM aliases WHERE owner = ? AND target = ?").run { $0.add(owner); $0.add(number) }
        try removeCategory(id, owner: owner)
    }

    private func removeCategory(_ id: CategoryID, owner: Int64) throws {
        try prepared("DELETE FROM categories WHERE owner = ? AND id = ?").run { $0.add(owner); $0.add(id) }
        categoryMemory.clear()
    }

    /// The keys of all entries of a category, trashed or not.
    private func entries(in category: FiledCategory, owner: Int64) throws -> [EntryKey] {
        var keys: [EntryKey] = []
        var words = [category.number]
        try prepared("SELECT number FROM aliases WHERE owner = ? AND target = ?")
            .each({ $0.add(owner); $0.add(category.number) }) { row in
                words.append(row.int(0))
                return true
            }
        for word in words {
            let sql: StaticString = """
                SELECT d.entry FROM search CROSS JOIN documents d ON d.document = search.rowid WHERE search MATCH ?
                """
            try prepared(sql).each({ $0.add(SearchDocument.word(owner: owner, category: word)) }) { row in
                keys.append(EntryKey(row.int(0)))
                return true
            }
        }
        func add(_ row: Row) -> Bool {
            if EntryRow.categories(row.buffer(1)).contains(category.id) { keys.append(EntryKey(row.int(0))) }
            return true
        }
        let all = EntryKey.all(of: owner)
        let waiting: StaticString = """
            SELECT e.key, e.categories FROM pending p CROSS JOIN entries e ON e.key = p.entry
            WHERE p.entry BETWEEN ? AND ?
            """
        try prepared(waiting).each({ $0.add(all.lowerBound); $0.add(all.upperBound) }, add)
        try prepared("SELECT key, categories FROM entries WHERE owner = ? AND trashed = 1")
            .each({ $0.add(owner) }, add)
        return keys
    }

    /// Takes a category from an entry and lets `fill` put something in its place.
    /// - Parameter fill: returns whether the entry must be indexed anew.
    private func replaceCategory(
        _ id: CategoryID, in key: EntryKey, fill: (inout [CategoryID], Int) -> Bool
    ) throws {
        let found = try prepared("entry by key", text: EntryRow.selectByKey)
            .first({ $0.add(key.value) }, EntryBefore.init)
        // An entry with two of the merged words is met twice, and a word may be older than the entry's last change.
        guard let before = found, let place = before.entry.categories.firstIndex(of: id) else { return }
        var categories = before.entry.categories
        categories.remove(at: place)
        let mustIndex = fill(&categories, place)
        try prepared("UPDATE entries SET categories = ? WHERE key = ?").run {
            $0.add(EntryRow.packed(categories))
            $0.add(key.value)
        }
        guard !before.isTrashed else { return }
        if mustIndex {
            try unindex(before)
            try markPending(key, content: before.content)
        }
        let added = categories.filter { !before.entry.categories.contains($0) }
        for number in try numbers(of: added, owner: key.owner) {
            deltas.add(before.sums, category: number, day: before.entry.content.day, owner: key.owner)
        }
        for number in try numbers(of: [id], owner: key.owner) {
            deltas.subtract(before.sums, category: number, day: before.entry.content.day, owner: key.owner)
        }
    }
}
