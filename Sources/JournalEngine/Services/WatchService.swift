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

    init(composer: EntryComposer) {
        self.composer = composer
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

    /// Announces a change to an entry that is at hand.
    func announce(_ kind: Entries.ChangeNotice.Kind, _ stored: StoredEntry, _ entry: Entry, _ account: OpenAccount) {
        guard count > 0 else { return }
        watches.withLock { watches in
            guard var own = watches[account.id] else { return }
            for index in own.indices where own[index].filter.matches(stored, forgetting: kind == .trashed || kind == .purged) {
                Self.send(kind, entry, to: &own[index])
            }
            watches[account.id] = own
        }
    }

    /// Announces a change to an entry that must be opened first; opens it only if somebody watches.
    func announce(_ kind: Entries.ChangeNotice.Kind, _ stored: StoredEntry, _ account: OpenAccount) async {
        guard count > 0 else { return }
        if kind == .purged {
            var gone = Entry()
            gone.id = stored.id.description
            gone.number = stored.number
            gone.selection = [.id, .number]
            announce(kind, stored, gone, account)
        } else if let entry = try? await composer.compose(stored, account) {
            announce(kind, stored, entry, account)
        }
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
