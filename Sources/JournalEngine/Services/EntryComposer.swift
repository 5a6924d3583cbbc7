import JournalRPC
import PluginAPI

/// Makes the wire's entry from the stored one: opens what is sealed and names the categories.
struct EntryComposer: Sendable {
    let resolver: CategoryResolver
    let zones: ZoneCalendar

    /// Entries with all members, or only those asked for: what is not asked for is not opened either.
    func compose(
        _ stored: [StoredEntry], _ account: OpenAccount, fields: Set<Entry.Field>? = nil
    ) async throws(ServiceError) -> [Entry] {
        if fields?.contains(.categories) ?? true {
            let unknown = stored.contains { entry in
                entry.categories.contains { account.categories.known($0) == nil }
            }
            if unknown { _ = try await resolver.load(account) }
        }
        var entries: [Entry] = []
        entries.reserveCapacity(stored.count)
        for entry in stored { entries.append(try compose(entry, account, fields: fields)) }
        return entries
    }

    func compose(_ stored: StoredEntry, _ account: OpenAccount) async throws(ServiceError) -> Entry {
        _ = try await resolver.names(stored.categories, account)
        return try compose(stored, account, fields: nil)
    }

    /// The open text of an entry.
    func text(of stored: StoredEntry, _ account: OpenAccount) throws(ServiceError) -> (title: String?, body: String) {
        (try title(stored, account), try body(stored, account))
    }

    private func title(_ stored: StoredEntry, _ account: OpenAccount) throws(ServiceError) -> String? {
        guard let sealed = stored.content.title else { return nil }
        let bytes = try sealing { () throws(SealError) in
            try Sealing.open(sealed, at: .entryTitle(stored.id), keys: account.keys)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func body(_ stored: StoredEntry, _ account: OpenAccount) throws(ServiceError) -> String {
        let bytes = try sealing { () throws(SealError) in
            try Sealing.open(stored.content.body, at: .entryBody(stored.id), keys: account.keys)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func compose(
        _ stored: StoredEntry, _ account: OpenAccount, fields: Set<Entry.Field>?
    ) throws(ServiceError) -> Entry {
        var entry = shape(stored)
        entry.selection = fields
        if fields?.contains(.title) ?? true { entry.title = try title(stored, account) }
        if fields?.contains(.body) ?? true { entry.body = try body(stored, account) }
        entry.categories = stored.categories.compactMap { account.categories.known($0)?.name }
        if fields?.contains(.sentiment) ?? true, let sentiment = stored.sentiment {
            entry.sentiment = .value(try result(sentiment, of: stored.id, account))
        }
        return entry
    }

    /// Everything that is not sealed.
    func shape(_ stored: StoredEntry) -> Entry {
        var entry = Entry()
        entry.id = stored.id.description
        entry.number = stored.number
        entry.mood = stored.content.mood.map { Int($0.value) }
        entry.starred = stored.content.starred
        entry.at = zones.text(stored.content.at, in: stored.content.zone)
        entry.zone = stored.content.zone
        entry.day = stored.content.day.description
        entry.words = stored.content.words
        entry.revision = Int64(stored.revision)
        entry.createdAt = InstantText.format(stored.createdAt)
        entry.updatedAt = InstantText.format(stored.updatedAt)
        entry.trashedAt = stored.trashedAt.map { InstantText.format($0) }
        entry.analysis = AnalysisWord(rawValue: stored.analysis.rawValue) ?? .pending
        return entry
    }

    private func result(
        _ stored: StoredSentiment, of entry: EntryID, _ account: OpenAccount
    ) throws(ServiceError) -> SentimentResult {
        let bytes = try sealing { () throws(SealError) in
            try Sealing.open(stored.detail, at: .sentiment(entry), keys: account.keys)
        }
        // The bytes are ours, which the seal says; they are not read to be written again.
        guard let written = WrittenDetail(bytes) else { throw .internal(cause: "this is no sentiment detail") }
        return SentimentResult(
            score: stored.score.value, label: stored.label.rawValue, positive: stored.positive.value,
            neutral: stored.neutral.value, negative: stored.negative.value, confidence: stored.confidence.value,
            written: written, provider: stored.provider, model: stored.model, analysedAt: InstantText.format(stored.analysedAt))
    }
}
