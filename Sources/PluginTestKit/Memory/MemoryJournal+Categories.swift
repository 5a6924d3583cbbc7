import PluginAPI

extension MemoryJournal {
    /// The ids that drafts stand for, without repeats, in order; makes what is new.
    /// Nil, and nothing made, when a new draft's id belongs to a category of another name.
    mutating func resolve(_ drafts: [CategoryDraft]) -> [CategoryID]? {
        var filed: [CategoryID] = []
        var added: [CategoryDraft] = []
        for draft in drafts {
            var id = category(named: draft.nameHash)
            if id == nil { id = added.first { $0.nameHash == draft.nameHash }?.id }
            if id == nil {
                guard categories[draft.id] == nil, !added.contains(where: { $0.id == draft.id }) else { return nil }
                added.append(draft)
                id = draft.id
            }
            if let id, !filed.contains(id) { filed.append(id) }
        }
        for draft in added { categories[draft.id] = draft }
        return filed
    }

    func category(named name: NameHash) -> CategoryID? { categories.values.first { $0.nameHash == name }?.id }

    mutating func createCategory(_ draft: CategoryDraft) -> Result<Void, StorageError> {
        guard categories[draft.id] == nil, category(named: draft.nameHash) == nil else {
            return .failure(.alreadyExists)
        }
        categories[draft.id] = draft
        return .success(())
    }

    mutating func updateCategory(_ draft: CategoryDraft) -> Result<Void, StorageError> {
        guard let old = categories[draft.id] else { return .failure(.notFound) }
        if let other = category(named: draft.nameHash), other != draft.id { return .failure(.alreadyExists) }
        categories[draft.id] = CategoryDraft(
            id: draft.id, nameHash: draft.nameHash, sealedName: draft.sealedName, colour: draft.colour,
            createdAt: old.createdAt)
        return .success(())
    }

    mutating func mergeCategory(_ id: CategoryID, into target: CategoryID) -> Result<Void, StorageError> {
        guard categories[id] != nil, categories[target] != nil else { return .failure(.notFound) }
        guard id != target else { return .success(()) }
        replace(id) { kept, place in
            guard !kept.contains(target) else { return }
            kept.insert(target, at: place)
        }
        categories[id] = nil
        return .success(())
    }

    mutating func deleteCategory(_ id: CategoryID, fallback: CategoryDraft) -> Result<Void, StorageError> {
        guard categories[id] != nil else { return .failure(.notFound) }
        guard let target = resolve([fallback])?.first, target != id else {
            return .failure(.failed(reason: "the fallback is the category that is deleted"))
        }
        replace(id) { kept, _ in
            if kept.isEmpty { kept.append(target) }
        }
        categories[id] = nil
        return .success(())
    }

    /// Takes a category from every entry, trashed or not, and lets `fill` put something in its place.
    private mutating func replace(_ id: CategoryID, fill: (inout [CategoryID], Int) -> Void) {
        for (key, record) in records {
            guard let place = record.entry.categories.firstIndex(of: id) else { continue }
            var kept = record.entry.categories
            kept.remove(at: place)
            fill(&kept, place)
            records[key]?.entry.categories = kept
        }
    }
}
