import PluginAPI

extension Workspace {
    func create(_ new: NewEntry, of owner: UserID) throws(StorageError) -> EntryReceipt {
        if let request = new.idempotency, let known = requests[Owned(owner, request.key)] {
            guard known.fingerprint == request.fingerprint else { throw .idempotencyConflict }
            return replay(known, of: owner)
        }
        let name = Owned(owner, new.id)
        guard entries[name] == nil else { throw .alreadyExists }
        guard var journal = journals[owner] else { throw .notFound }
        let filed = try file(under: new.categories, of: owner)
        journal.lastNumber += 1
        journal.entries += 1
        journal.isChanged = true
        journals[owner] = journal
        var content = new.content
        content.title = nil
        content.body = SealedBytes([])
        let entry = StoredEntry(
            id: new.id, number: journal.lastNumber, content: content, categories: filed, sentiment: new.sentiment,
            analysis: new.analysis, revision: 1, createdAt: new.createdAt, updatedAt: new.createdAt, trashedAt: nil)
        entries[name] = EntryState(
            entry: entry, text: .new(title: new.content.title, body: new.content.body, terms: new.terms), isStored: false,
            isChanged: true)
        deltas.add(entry, of: owner)
        if let job = new.job { add(job, for: name, revision: 1) }
        if let request = new.idempotency {
            requests[Owned(owner, request.key)] = Remembered(
                fingerprint: request.fingerprint, id: new.id, number: entry.number, revision: 1, categories: filed)
            newRequests.append((owner, request, new.id, entry.number))
        }
        return EntryReceipt(of: entry, changed: true)
    }

    private func replay(_ known: Remembered, of owner: UserID) -> EntryReceipt {
        let name = Owned(owner, known.id)
        let entry = entries[name]?.entry
        let isGone = purged.contains(name) && entry == nil
        return EntryReceipt(
            id: known.id, number: known.number, revision: entry?.revision ?? (isGone ? 1 : known.revision ?? 1),
            categories: entry?.categories ?? (isGone ? [] : known.categories), replayed: true, changed: false)
    }

    func state(_ name: Owned<EntryID>) throws(StorageError) -> EntryState {
        guard let state = entries[name] else { throw .notFound }
        return state
    }

    func revise(_ revision: EntryRevision, of owner: UserID) throws(StorageError) -> EntryReceipt {
        let name = Owned(owner, revision.id)
        var state = try state(name)
        let before = state.entry
        guard before.trashedAt == nil else { throw .trashed }
        guard before.revision == revision.expectedRevision, before.revision < .max else {
            throw .revisionConflict(current: before.revision)
        }
        let filed = try file(under: revision.categories, of: owner)
        if revision.keepsHistory {
            newHistory.append(
                HistoryRow(name: name, revision: before.revision, savedAt: before.updatedAt, text: state.text))
        }
        state.entry.content = revision.content
        state.entry.content.title = nil
        state.entry.content.body = SealedBytes([])
        state.entry.categories = filed
        state.entry.sentiment = revision.sentiment
        state.entry.analysis = revision.analysis
        state.entry.revision += 1
        state.entry.updatedAt = revision.updatedAt
        state.text = .new(title: revision.content.title, body: revision.content.body, terms: revision.terms)
        if state.entry.number <= journals[owner]?.indexed ?? 0 { termEdits.insert(Owned(owner, state.entry.number)) }
        state.isChanged = true
        entries[name] = state
        deltas.subtract(before, of: owner)
        deltas.add(state.entry, of: owner)
        change(revision.job, of: name, revision: state.entry.revision)
        if revision.keepsHistory { otherScores[name] = OtherScores(dropsAll: true) }
        return EntryReceipt(of: state.entry, changed: true)
    }

    func setTrashed(_ name: Owned<EntryID>, at: Instant?) throws(StorageError) -> EntryReceipt {
        var state = try state(name)
        guard (state.entry.trashedAt != nil) != (at != nil) else { return EntryReceipt(of: state.entry, changed: false) }
        state.entry.trashedAt = at
        state.isChanged = true
        entries[name] = state
        if at == nil { deltas.add(state.entry, of: name.owner) } else { deltas.subtract(state.entry, of: name.owner) }
        return EntryReceipt(of: state.entry, changed: true)
    }

    func purge(_ name: Owned<EntryID>) throws(StorageError) -> EntryReceipt {
        let state = try state(name)
        let entry = state.entry
        if entry.trashedAt == nil { deltas.subtract(entry, of: name.owner) }
        if let job = jobsByEntry[name] { end(Owned(name.owner, job), as: \.skipped) }
        otherScores[name] = OtherScores(dropsAll: true)
        newHistory.removeAll { $0.name == name }
        entries[name] = nil
        purged.append(name)
        termEdits.remove(Owned(name.owner, entry.number))
        if entry.number <= journals[name.owner]?.indexed ?? 0 { termRemovals.insert(Owned(name.owner, entry.number)) }
        journals[name.owner]?.entries -= 1
        journals[name.owner]?.isChanged = true
        return EntryReceipt(
            id: entry.id, number: entry.number, revision: entry.revision, categories: [], replayed: false, changed: true)
    }

    func analyse(
        _ name: Owned<EntryID>, revision: Int32, sentiment: StoredSentiment?, state analysis: AnalysisState
    ) throws(StorageError) -> EntryReceipt {
        var state = try state(name)
        let before = state.entry
        guard before.revision == revision else { throw .revisionConflict(current: before.revision) }
        state.entry.sentiment = sentiment
        state.entry.analysis = analysis
        state.isChanged = true
        entries[name] = state
        if before.trashedAt == nil {
            deltas.subtract(before, of: name.owner)
            deltas.add(state.entry, of: name.owner)
        }
        return EntryReceipt(of: state.entry, changed: true)
    }
}

// Which categories an entry is in.
extension Workspace {
    /// The categories that drafts stand for, without repeats, in order; makes the new ones.
    /// - Throws: `.alreadyExists` when the id of a new draft is taken; nothing is changed then.
    private func file(under drafts: [CategoryDraft], of owner: UserID) throws(StorageError) -> [CategoryID] {
        guard !drafts.isEmpty else { throw .failed(reason: "an entry needs a category") }
        var filed: [CategoryID] = []
        var added: [CategoryDraft] = []
        for draft in drafts {
            var id = names[Owned(owner, draft.nameHash)]
            if id == nil { id = added.first { $0.nameHash == draft.nameHash }?.id }
            if id == nil {
                guard !categoryIDs.contains(Owned(owner, draft.id)), !added.contains(where: { $0.id == draft.id }) else {
                    throw .alreadyExists
                }
                added.append(draft)
                id = draft.id
            }
            if let id, !filed.contains(id) { filed.append(id) }
        }
        for draft in added {
            names[Owned(owner, draft.nameHash)] = draft.id
            categoryIDs.insert(Owned(owner, draft.id))
            newCategories.append((owner, draft))
        }
        return filed
    }
}
