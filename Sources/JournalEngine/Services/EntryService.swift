import JournalRPC
import PluginAPI

/// Writing entries: every change of one user's entries goes through here.
struct EntryService: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let resolver: CategoryResolver
    let composer: EntryComposer
    let preparer: EntryPreparer
    let watchers: WatchService
    let bell: WorkerBell
    let ids: IdentifierSource
    let time: any TimeSource

    func create(_ draft: EntryDraft, by principal: Principal) async throws(ServiceError) -> Entry {
        let account = try await accounts.account(principal.user)
        let made = try await prepare(draft, account)
        let results = try await commit([.create(made.new)], account)
        guard let result = results.first else { throw .internal(cause: "a commit gave no result") }
        return try await finish(made, result, account)
    }

    func createMany(_ drafts: [EntryDraft], by principal: Principal) async throws(ServiceError) -> [Entries.CreateMany.Item] {
        let account = try await accounts.account(principal.user)
        var items = [Entries.CreateMany.Item](repeating: .init(), count: drafts.count)
        var made: [(index: Int, entry: Made)] = []
        for (index, draft) in drafts.enumerated() {
            do throws(ServiceError) {
                made.append((index, try await prepare(draft, account)))
            } catch {
                guard error.code == .invalidParams else { throw error }
                items[index].error = ErrorMapping.outcome(of: error).error
            }
        }
        guard !made.isEmpty else { return items }
        let results = try await commit(made.map { .create($0.entry.new) }, account)
        for ((index, entry), result) in zip(made, results) {
            do throws(ServiceError) {
                items[index].entry = try await finish(entry, result, account)
            } catch {
                items[index].error = ErrorMapping.outcome(of: error).error
            }
        }
        return items
    }

    /// Moves to the trash, restores or purges.
    func change(
        _ key: EntryKey, by principal: Principal, kind: Entries.ChangeNotice.Kind,
        _ mutation: @Sendable (EntryID, Instant) -> EntryMutation
    ) async throws(ServiceError) -> Entries.Changed {
        let account = try await accounts.account(principal.user)
        let stored = try await find(key, account)
        let results = try await commit([mutation(stored.id, time.now())], account)
        let receipt = try Self.receipt(results)
        if receipt.changed {
            var changed = stored
            changed.trashedAt = kind == .trashed ? time.now() : kind == .restored ? nil : stored.trashedAt
            await watchers.announce(kind, changed, account)
        }
        return Entries.Changed(entry: stored.id.description)
    }

    /// The stored entry that a key names.
    func find(_ key: EntryKey, _ account: OpenAccount) async throws(ServiceError) -> StoredEntry {
        let reference: EntryReference
        switch key {
        case .number(let number): reference = .number(number)
        case .id(let text):
            guard let id = EntryID(text) else { throw .notFound("entry") }
            reference = .id(id)
        }
        let stored = try await storing { () async throws(StorageError) in try await store.entry(reference, of: account.id) }
        guard let stored else { throw .notFound("entry") }
        return stored
    }

    func commit(
        _ mutations: [EntryMutation], _ account: OpenAccount
    ) async throws(ServiceError) -> [Result<EntryReceipt, StorageError>] {
        let results = try await storing { () async throws(StorageError) in
            try await store.commit(mutations, of: account.id)
        }
        account.noteChange()
        return results
    }

    static func receipt(_ results: [Result<EntryReceipt, StorageError>]) throws(ServiceError) -> EntryReceipt {
        guard let result = results.first else { throw .internal(cause: "a commit gave no result") }
        switch result {
        case .success(let receipt): return receipt
        case .failure(.notFound): throw .notFound("entry")
        case .failure(let error): throw ServiceError(error)
        }
    }

    // MARK: - Making an entry

    private struct Made: Sendable {
        var new: NewEntry
        var prepared: PreparedEntry
    }

    private func prepare(_ draft: EntryDraft, _ account: OpenAccount) async throws(ServiceError) -> Made {
        let id = ids.next(EntrySubject.self)
        let now = time.now()
        let prepared = try await preparer.prepare(try preparer.open(draft, account.preferences, now: now), as: id, account)
        let new = NewEntry(
            id: id, content: prepared.content, categories: prepared.categories.map(\.draft),
            sentiment: prepared.sentiment, analysis: prepared.analysis, terms: prepared.terms, createdAt: now,
            idempotency: try idempotency(draft, account), job: prepared.job)
        return Made(new: new, prepared: prepared)
    }

    /// The same key with the same request is a repeat, with another one a conflict.
    private func idempotency(_ draft: EntryDraft, _ account: OpenAccount) throws(ServiceError) -> IdempotencyKey? {
        guard let key = draft.idempotencyKey else { return nil }
        guard let bytes = try? RPCEncoder.encode(draft) else { throw .internal(cause: "a draft does not encode") }
        return IdempotencyKey(
            key: account.keys.keyed("idempotency key", Array(key.utf8)),
            fingerprint: account.keys.keyed("idempotency content", bytes))
    }

    private func finish(
        _ made: Made, _ result: Result<EntryReceipt, StorageError>, _ account: OpenAccount
    ) async throws(ServiceError) -> Entry {
        let receipt = try Self.receipt([result])
        if receipt.replayed {
            return try await composer.compose(try await find(.id(receipt.id.description), account), account)
        }
        resolver.learn(made.prepared.categories, committed: receipt.categories, account)
        let stored = StoredEntry(
            id: receipt.id, number: receipt.number, content: made.new.content, categories: receipt.categories,
            sentiment: made.new.sentiment, analysis: made.new.analysis, revision: receipt.revision,
            createdAt: made.new.createdAt, updatedAt: made.new.createdAt, trashedAt: nil)
        let entry = show(stored, made.prepared)
        if let job = made.new.job { bell.ring(job.provider) }
        watchers.announce(.created, stored, entry, account)
        return entry
    }

    /// The wire's entry from what is at hand, without opening anything.
    func show(_ stored: StoredEntry, _ prepared: PreparedEntry) -> Entry {
        var entry = composer.shape(stored)
        entry.title = prepared.title
        entry.body = prepared.body
        entry.categories = prepared.categories.map(\.name)
        entry.sentiment = Nullable(prepared.sent)
        return entry
    }
}
