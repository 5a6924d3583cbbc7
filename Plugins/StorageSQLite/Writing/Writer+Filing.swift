import PluginAPI

// Which entry is in which category.
extension Writer {
    /// The categories that drafts stand for, without repeats, in order; makes the new ones.
    /// - Parameter check: called once before the first new category is written; may throw to refuse.
    /// - Throws: `.alreadyExists` when the id of a new draft is taken; nothing is written then.
    func file(
        under drafts: [CategoryDraft], owner: Int64, check: () throws -> Void
    ) throws -> [CategoryID] {
        var filed: [CategoryID] = []
        var added: [CategoryDraft] = []
        filed.reserveCapacity(drafts.count)
        for draft in drafts {
            let known = try category(named: draft.nameHash, owner: owner)
            let id: CategoryID
            if let known = known ?? added.first(where: { $0.nameHash == draft.nameHash })?.id {
                id = known
            } else {
                guard try !hasCategory(draft.id, owner: owner), !added.contains(where: { $0.id == draft.id }) else {
                    throw StorageError.alreadyExists
                }
                added.append(draft)
                id = draft.id
            }
            if !filed.contains(id) { filed.append(id) }
        }
        guard !filed.isEmpty else { throw StorageError.failed(reason: "an entry needs a category") }
        if !added.isEmpty { try check() }
        for draft in added { try insertCategory(draft, owner: owner) }
        return filed
    }

    func category(named name: NameHash, owner: Int64) throws -> CategoryID? {
        try prepared("SELECT id FROM categories WHERE owner = ? AND nameHash = ?")
            .first({ $0.add(owner); $0.add(name.bytes) }) { try $0.id(0) }
    }

    func hasCategory(_ id: CategoryID, owner: Int64) throws -> Bool {
        try prepared("SELECT 1 FROM categories WHERE owner = ? AND id = ?")
            .first({ $0.add(owner); $0.add(id) }) { _ in true } ?? false
    }

    func insertCategory(_ draft: CategoryDraft, owner: Int64) throws {
        let sql: StaticString = """
            INSERT INTO categories (owner, id, nameHash, sealedName, colour, createdAt) VALUES (?, ?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(draft.id)
            $0.add(draft.nameHash.bytes)
            $0.add(draft.sealedName.bytes)
            $0.add(draft.colour)
            $0.add(draft.createdAt.microseconds)
        }
    }

    func file(_ entry: StoredEntry, key: EntryKey, in category: CategoryID) throws {
        try prepared("INSERT INTO filings (owner, category, at, id, entry) VALUES (?, ?, ?, ?, ?)").run {
            $0.add(key.owner)
            $0.add(category)
            $0.add(entry.content.at.microseconds)
            $0.add(entry.id)
            $0.add(key.value)
        }
    }

    func unfile(_ before: EntryBefore, from category: CategoryID) throws {
        try prepared("DELETE FROM filings WHERE owner = ? AND category = ? AND at = ? AND id = ?").run {
            $0.add(before.key.owner)
            $0.add(category)
            $0.add(before.entry.content.at.microseconds)
            $0.add(before.entry.id)
        }
    }

    /// Files an entry anew where its categories or its instant changed.
    func refile(_ before: EntryBefore, as after: StoredEntry) throws {
        let moved = before.entry.content.at != after.content.at
        for category in before.entry.categories where moved || !after.categories.contains(category) {
            try unfile(before, from: category)
        }
        for category in after.categories where moved || !before.entry.categories.contains(category) {
            try file(after, key: before.key, in: category)
        }
    }
}
