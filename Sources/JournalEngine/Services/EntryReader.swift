import JournalRPC
import PluginAPI

/// Reading entries: one, lists, history, and this day in other years.
struct EntryReader: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let composer: EntryComposer
    let queries: EntryQueries
    let entries: EntryService
    let zones: ZoneCalendar
    let time: any TimeSource

    func get(_ key: EntryKey, by principal: Principal) async throws(ServiceError) -> Entry {
        let account = try await accounts.account(principal.user)
        return try await composer.compose(try await entries.find(key, account), account)
    }

    func list(_ params: Entries.List.Params, by principal: Principal) async throws(ServiceError) -> ItemList<Entry> {
        let account = try await accounts.account(principal.user)
        struct Asked: Encodable {
            var selection: EntrySelection
            var order: Entries.List.Order?
        }
        let asked = try EntryQueries.asked(Asked(selection: params.selection, order: params.order))
        let after = try queries.position(params.page.cursor, for: asked, account)
        guard let filter = try await queries.filter(params.selection, account) else { return ItemList(items: []) }
        let order: EntryOrder = params.order == .oldest ? .oldest : .newest
        let page: Page<StoredEntry> = try await storing { () async throws(StorageError) in
            try await store.entries(
                matching: filter, order: order, page: PageRequest(limit: params.page.limit ?? 50, after: after),
                of: account.id)
        }
        let fields: Set<Entry.Field>? = params.fields.map { names in
            Set(names.compactMap { Entry.Field(rawValue: $0) })
        }
        let items = try await composer.compose(page.items, account, fields: fields)
        return ItemList(items: items, next: queries.cursor(page.next, for: asked, account))
    }

    func history(_ key: EntryKey, by principal: Principal) async throws(ServiceError) -> ItemList<Entries.History.Item> {
        let account = try await accounts.account(principal.user)
        let stored = try await entries.find(key, account)
        let revisions = try await storing { () async throws(StorageError) in
            try await store.history(of: stored.id, owner: account.id)
        }
        var items: [Entries.History.Item] = []
        for revision in revisions {
            var old = stored
            old.content.title = revision.title
            old.content.body = revision.body
            let text = try composer.text(of: old, account)
            items.append(
                .init(
                    revision: Int64(revision.revision), savedAt: InstantText.format(revision.savedAt), title: text.title,
                    body: text.body))
        }
        return ItemList(items: items)
    }

    /// Entries of the same month and day in earlier years. 29 February has its own years only.
    func onThisDay(_ params: Entries.OnThisDay.Params, by principal: Principal) async throws(ServiceError) -> ItemList<Entry> {
        let account = try await accounts.account(principal.user)
        let today = zones.place(
            time.now(), in: account.preferences.zone, dayEndHour: account.preferences.dayEndHour
        ).day
        let day = params.day.flatMap { LocalDay($0) } ?? today
        let (year, month, dayOfMonth) = day.civil
        var filter = EntryFilter()
        filter.days = stride(from: year - 1, through: max(1, year - 200), by: -1)
            .compactMap { LocalDay(year: $0, month: month, day: dayOfMonth) }
        guard filter.days?.isEmpty == false else { return ItemList(items: []) }
        let wanted = filter
        let page: Page<StoredEntry> = try await storing { () async throws(StorageError) in
            try await store.entries(matching: wanted, order: .newest, page: PageRequest(limit: 500), of: account.id)
        }
        let kept = params.skipLowMood == true ? page.items.filter { !Self.isLow($0) } : page.items
        return ItemList(items: try await composer.compose(kept, account))
    }

    /// A day that one may not want to be reminded of: an own mood of 1 or 2, or else a score below −0.2.
    private static func isLow(_ entry: StoredEntry) -> Bool {
        if let mood = entry.content.mood { return mood.value <= 2 }
        guard let sentiment = entry.sentiment, sentiment.label != .unknown else { return false }
        return sentiment.score.value < -0.2
    }
}
