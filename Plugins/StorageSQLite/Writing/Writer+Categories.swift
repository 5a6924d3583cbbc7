import PluginAPI

extension Writer {
    /// - Throws: `.alreadyExists`.
    func createCategory(_ draft: CategoryDraft, of user: UserID) throws {
        let owner = try account(of: user).owner
        let isTaken = try hasCategory(draft.id, owner: owner) || category(named: draft.nameHash, owner: owner) != nil
        guard !isTaken else { throw StorageError.alreadyExists }
        try insertCategory(draft, owner: owner)
    }

    /// - Throws: `.notFound`, `.alreadyExists`.
    func updateCategory(_ draft: CategoryDraft, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard try hasCategory(draft.id, owner: owner) else { throw StorageError.notFound }
        let named = try category(named: draft.nameHash, owner: owner)
        guard named == nil || named == draft.id else { throw StorageError.alreadyExists }
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

    /// - Throws: `.notFound`.
    func mergeCategory(_ id: CategoryID, into target: CategoryID, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard try hasCategory(id, owner: owner), try hasCategory(target, owner: owner) else {
            throw StorageError.notFound
        }
        guard id != target else { return }
        try replaceCategory(id, owner: owner) { kept, place in
            if !kept.contains(target) { kept.insert(target, at: place) }
        }
    }

    /// - Throws: `.notFound`.
    func deleteCategory(_ id: CategoryID, fallback: CategoryDraft, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard try hasCategory(id, owner: owner) else { throw StorageError.notFound }
        guard try category(named: fallback.nameHash, owner: owner) != id else {
            throw StorageError.failed(reason: "the fallback is the category that is deleted")
        }
        guard let target = try file(under: [fallback], owner: owner, check: {}).first else { return }
        try replaceCategory(id, owner: owner) { kept, _ in
            if kept.isEmpty { kept.append(target) }
        }
    }

    /// Takes a category from all its entries, trashed or not, lets `fill` put something in its place, and removes it.
    private func replaceCategory(_ id: CategoryID, owner: Int64, fill: (inout [CategoryID], Int) -> Void) throws {
        var keys: [Int64] = []
        try prepared("SELECT entry FROM filings WHERE owner = ? AND category = ?")
            .each({ $0.add(owner); $0.add(id) }) { row in
                keys.append(row.int(0))
                return true
            }
        for key in keys { try replaceCategory(id, in: EntryKey(key), fill: fill) }
        try prepared("DELETE FROM filings WHERE owner = ? AND category = ?").run { $0.add(owner); $0.add(id) }
        try prepared("DELETE FROM categories WHERE owner = ? AND id = ?").run { $0.add(owner); $0.add(id) }
    }

    private func replaceCategory(
        _ id: CategoryID, in key: EntryKey, fill: (inout [CategoryID], Int) -> Void
    ) throws {
        let found = try prepared("entry by key", text: EntryRow.selectByKey).first({ $0.add(key.value) }) { row in
            EntryBefore(key: key, entry: try EntryRow.entry(row), terms: [])
        }
        guard let before = found, let place = before.entry.categories.firstIndex(of: id) else { return }
        var kept = before.entry.categories
        kept.remove(at: place)
        fill(&kept, place)
        try prepared("UPDATE entries SET categories = ? WHERE key = ?").run {
            $0.add(EntryRow.packed(kept))
            $0.add(key.value)
        }
        for category in kept where !before.entry.categories.contains(category) {
            try file(before.entry, key: key, in: category)
            guard !before.isTrashed else { continue }
            deltas.add(before.sums, category: category, day: before.entry.content.day, owner: key.owner)
        }
        guard !before.isTrashed else { return }
        deltas.subtract(before.sums, category: id, day: before.entry.content.day, owner: key.owner)
    }
}
