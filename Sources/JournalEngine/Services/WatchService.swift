import JournalRPC
import PluginAPI
import Synchronization

/// Tells connections what changes among the entries they watch. Never waits and keeps nothing back: a slow watcher is told how
/// many notifications it missed.
final class WatchService: Sendable {
    /// Subscriptions of one connection.
    static let mostPerConnection = 16

    private struct Watch {
        let id: String
        let connection: ConnectionHandle
        let filter: EntryFilter
        var missed = 0
    }

    private let watches = Mutex<[UserID: [Watch]]>([:])
    private let total = Atomic<Int>(0)
    private let composer: EntryComposer
    private let outlet: ChangeOutlet

    init(composer: EntryComposer, outlet: ChangeOutlet = ChangeOutlet(feed: nil)) {
        self.composer = composer
        self.outlet = outlet
    }

    /// Subscriptions there are.
    var count: Int { total.load(ordering: .relaxed) }

    /// Starts a subscription that ends with its connection.
    func add(
        _ id: String, filter: EntryFilter, user: UserID, connection: ConnectionHandle
    ) throws(ServiceError) {
        let isFull = watches.withLock { watches in
            let own = watches[user, default: []]
            guard own.count(where: { $0.connection.id == connection.id }) < Self.mostPerConnection else { return true }
            watches[user] = own + [Watch(id: id, connection: connection, filter: filter)]
            return false
        }
        if isFull { throw .conflict("this connection has \(Self.mostPerConnection) subscriptions already", hint: "unwatch one") }
        total.wrappingAdd(1, ordering: .relaxed)
        connection.onClose { [weak self] in _ = self?.remove(user) { $0.connection.id == connection.id } }
    }

    /// Ends a subscription of this connection.
    func remove(_ id: String, user: UserID, connection: ConnectionHandle) throws(ServiceError) {
        let removed = remove(user) { $0.connection.id == connection.id && $0.id.utf8.elementsEqual(id.utf8) }
        if removed == 0 { throw .notFound("subscription") }
    }

    /// Ends the subscriptions of a user whose connections are no longer let in.
    func end(of user: UserID, where isShutOut: (ConnectionHandle) -> Bool = { _ in true }) {
        _ = remove(user) { isShutOut($0.connection) }
    }

    private func remove(_ user: UserID, where gone: (Watch) -> Bool) -> Int {
        let removed = watches.withLock { watches in
            guard var own = watches[user] else { return 0 }
            let before = own.count
            own.removeAll(where: gone)
            watches[user] = own.isEmpty ? nil : own
            return before - own.count
        }
        total.wrappingSubtract(removed, ordering: .relaxed)
        return removed
    }

    /// Announces a change to an entry that is at hand, here and to other daemons.
    func announce(_ kind: Entries.ChangeNotice.Kind, _ stored: StoredEntry, _ entry: Entry, _ account: OpenAccount) {
        outlet.tell(.entry(stored.id, number: stored.number, EntryChange(kind)), of: account.id)
        show(kind, stored, entry, account)
    }

    private func show(_ kind: Entries.ChangeNotice.Kind, _ stored: StoredEntry, _ entry: Entry, _ account: OpenAccount) {
        guard count > 0 else { return }
        watches.withLock { watches in
            guard var own = watches[account.id] else { return }
            for index in own.indices where own[index].filter.matches(stored, forgetting: kind == .trashed || kind == .purged) {
                Self.send(kind, entry, to: &own[index])
            }
            watches[account.id] = own
        }
    }

    /// Announces a change to an entry that must be opened first, here and to other daemons.
    func announce(_ kind: Entries.ChangeNotice.Kind, _ stored: StoredEntry, _ account: OpenAccount) async {
        outlet.tell(.entry(stored.id, number: stored.number, EntryChange(kind)), of: account.id)
        await show(kind, stored, account)
    }

    /// Tells other daemons alone.
    func tell(_ kind: EntryChange, _ id: EntryID, of user: UserID) { outlet.tell(.entry(id, number: 0, kind), of: user) }

    /// Shows a change to this daemon's watchers; opens the entry only if there are any.
    func show(_ kind: Entries.ChangeNotice.Kind, _ stored: StoredEntry, _ account: OpenAccount) async {
        guard count > 0 else { return }
        if kind == .purged {
            show(kind, stored, Self.gone(stored.id, stored.number), account)
        } else if let entry = try? await composer.compose(stored, account) {
            show(kind, stored, entry, account)
        }
    }

    private static func gone(_ id: EntryID, _ number: Int64) -> Entry {
        var gone = Entry()
        gone.id = id.description
        gone.number = number
        gone.selection = [.id, .number]
        return gone
    }

    // MARK: What other daemons changed

    /// Whether anybody watches this user's entries.
    func isWatched(_ user: UserID) -> Bool { count > 0 && watches.withLock { $0[user] != nil } }

    /// Users whose entries are watched.
    var users: [UserID] { watches.withLock { Array($0.keys) } }

    func connections(of user: UserID) -> [ConnectionHandle] {
        watches.withLock { watches in
            var found: [UInt64: ConnectionHandle] = [:]
            for watch in watches[user] ?? [] { found[watch.connection.id] = watch.connection }
            return Array(found.values)
        }
    }

    /// Shows that an entry is gone. Nobody can say any more which filters it would have matched, so every watcher hears of it.
    func showPurged(_ id: EntryID, _ number: Int64, of user: UserID) {
        let entry = Self.gone(id, number)
        change(user) { Self.send(.purged, entry, to: &$0) }
    }

    /// Tells watchers, of one user or of all, that at least one change was not heard.
    func missedSome(of user: UserID? = nil) {
        for user in user.map({ [$0] }) ?? users { change(user, Self.miss) }
    }

    private func change(_ user: UserID, _ body: (inout Watch) -> Void) {
        watches.withLock { watches in
            guard var own = watches[user] else { return }
            for index in own.indices { body(&own[index]) }
            watches[user] = own
        }
    }

    private static func miss(_ watch: inout Watch) {
        watch.missed += 1
        let notice = Entries.ChangeNotice(subscription: watch.id, missed: watch.missed)
        if watch.connection.sendNotification(Entries.ChangeNotice.name, notice) { watch.missed = 0 }
    }

    private static func send(_ kind: Entries.ChangeNotice.Kind, _ entry: Entry, to watch: inout Watch) {
        if watch.missed > 0 {
            let notice = Entries.ChangeNotice(subscription: watch.id, missed: watch.missed)
            guard watch.connection.sendNotification(Entries.ChangeNotice.name, notice) else {
                watch.missed += 1
                return
            }
            watch.missed = 0
        }
        let notice = Entries.ChangeNotice(subscription: watch.id, kind: kind, entry: entry)
        if !watch.connection.sendNotification(Entries.ChangeNotice.name, notice) { watch.missed += 1 }
    }
}

extension EntryFilter {
    /// Whether an entry is meant by this filter. The same answer as a store gives.
    /// - Parameter forgetting: the entry is just leaving the list, so whether it is in the trash does not count.
    func matches(_ entry: StoredEntry, forgetting: Bool = false) -> Bool {
        let content = entry.content
        if !forgetting, (entry.trashedAt != nil) != trashed { return false }
        if let since, content.at < since { return false }
        if let before, content.at >= before { return false }
        if let firstDay, content.day < firstDay { return false }
        if let lastDay, content.day > lastDay { return false }
        if let days, !days.contains(content.day) { return false }
        if !allCategories.allSatisfy(entry.categories.contains) { return false }
        if !anyCategories.allSatisfy({ $0.contains(where: entry.categories.contains) }) { return false }
        if notCategories.contains(where: entry.categories.contains) { return false }
        if let starred, content.starred != starred { return false }
        return matchesMood(content.mood) && matchesSentiment(entry.sentiment)
    }

    private func matchesMood(_ mood: Mood?) -> Bool {
        guard minimumMood != nil || maximumMood != nil else { return true }
        guard let mood else { return false }
        if let minimumMood, mood < minimumMood { return false }
        if let maximumMood, mood > maximumMood { return false }
        return true
    }

    private func matchesSentiment(_ sentiment: StoredSentiment?) -> Bool {
        if let labels, !(sentiment.map { labels.contains($0.label) } ?? false) { return false }
        guard minimumScore != nil || maximumScore != nil else { return true }
        guard let sentiment, sentiment.label != .unknown else { return false }
        if let minimumScore, sentiment.score < minimumScore { return false }
        if let maximumScore, sentiment.score > maximumScore { return false }
        return true
    }
}
