import JournalRPC
import PluginAPI

extension EntryService {
    /// Changes an entry; one that comes out as it was is left alone, with its revision.
    func update(_ params: Entries.Update.Params, by principal: Principal) async throws(ServiceError) -> Entry {
        let account = try await accounts.account(principal.user)
        let stored = try await find(params.entry, account)
        guard stored.trashedAt == nil else { throw ServiceError(StorageError.trashed) }
        guard Int64(stored.revision) == params.revision else {
            throw .conflict(currentRevision: Int64(stored.revision))
        }
        let before = try await composer.compose(stored, account)
        let after = try merged(params, stored, before, account)
        var prepared = try await preparer.prepare(after, as: stored.id, account)
        let textChanged =
            !after.body.utf8.elementsEqual(before.body.utf8)
            || !Self.same(after.title, before.title)
        if !textChanged, isUnchanged(prepared, stored) { return before }
        let job = Self.job(&prepared, before: before, stored, textChanged: !after.body.utf8.elementsEqual(before.body.utf8))
        let revision = EntryRevision(
            id: stored.id, expectedRevision: stored.revision, content: prepared.content,
            categories: prepared.categories.map(\.draft), sentiment: prepared.sentiment, analysis: prepared.analysis,
            terms: prepared.terms, updatedAt: time.now(), keepsHistory: textChanged, job: job)
        let receipt = try Self.receipt(try await commit([.revise(revision)], account))
        resolver.learn(prepared.categories, committed: receipt.categories, account)
        let result = StoredEntry(
            id: stored.id, number: stored.number, content: prepared.content, categories: receipt.categories,
            sentiment: prepared.sentiment, analysis: prepared.analysis, revision: receipt.revision,
            createdAt: stored.createdAt, updatedAt: revision.updatedAt, trashedAt: nil)
        let entry = show(result, prepared)
        if case .replace(let job) = job { bell.ring(job.provider) }
        watchers.announce(.updated, result, entry, account)
        return entry
    }

    /// The content after the change. Categories that only came from the old body's hashtags go with them.
    private func merged(
        _ params: Entries.Update.Params, _ stored: StoredEntry, _ before: Entry, _ account: OpenAccount
    ) throws(ServiceError) -> OpenContent {
        let cleared = params.clear ?? []
        let names: [String]
        if let given = params.categories {
            names = try preparer.names(given)
        } else {
            let fold = { (name: String) in account.keys.nameHash(CategoryNames.fold(name)) }
            var dropped = Set(Hashtags.names(in: before.body, limit: EntryLimits.categories).map(fold))
            dropped.insert(fold(CategoryNames.none))
            names = before.categories.filter { !dropped.contains(fold($0)) }
        }
        return OpenContent(
            body: try params.body.map { text throws(ServiceError) in try preparer.body(text) } ?? before.body,
            title: cleared.contains("title")
                ? nil : try params.title.map { text throws(ServiceError) in try preparer.title(text) } ?? before.title,
            categories: names,
            mood: cleared.contains("mood") ? nil : params.mood ?? before.mood,
            starred: params.starred ?? before.starred,
            at: try params.at.map { text throws(ServiceError) in try preparer.instant(text) } ?? stored.content.at,
            zone: try params.zone.map { name throws(ServiceError) in try preparer.zone(name) } ?? stored.content.zone)
    }

    /// What becomes of the analysis that waits, and of the score: a body that stays the same keeps both, unless the entry has
    /// just become private or is so no more.
    private static func job(
        _ prepared: inout PreparedEntry, before: Entry, _ stored: StoredEntry, textChanged: Bool
    ) -> JobChange {
        let replaced = prepared.job.map(JobChange.replace) ?? .drop
        guard !textChanged else { return replaced }
        let wasPrivate = PrivateMark.isOn(body: before.body, categories: before.categories)
        let isPrivate = PrivateMark.isOn(body: prepared.body, categories: prepared.categories.map(\.name))
        if let sentiment = stored.sentiment {
            prepared.sentiment = sentiment
            prepared.sent = before.sentiment.optional
        }
        if isPrivate != wasPrivate {
            if prepared.job == nil { prepared.analysis = prepared.sentiment == nil ? .failed : .done }
            return replaced
        }
        prepared.analysis = stored.analysis
        return .keep
    }

    private func isUnchanged(_ prepared: PreparedEntry, _ stored: StoredEntry) -> Bool {
        let old = stored.content
        let new = prepared.content
        return new.at == old.at && new.zone.utf8.elementsEqual(old.zone.utf8) && new.mood == old.mood
            && new.starred == old.starred && Set(prepared.categories.map(\.draft.id)) == Set(stored.categories)
    }

    private static func same(_ left: String?, _ right: String?) -> Bool {
        switch (left, right) {
        case (nil, nil): true
        case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
        default: false
        }
    }
}
