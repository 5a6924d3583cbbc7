import JournalRPC
import PluginAPI
import Synchronization

/// Tells connections how the jobs of their account go on. Never waits and keeps nothing back: a slow watcher is told how many
/// notifications it missed.
final class JobWatchService: Sendable {
    /// Subscriptions of one connection.
    static let mostPerConnection = 16

    private struct Watch {
        let id: String
        let connection: ConnectionHandle
        var missed = 0
    }

    private let watches = Mutex<[UserID: [Watch]]>([:])
    private let outlet: ChangeOutlet

    init(outlet: ChangeOutlet = ChangeOutlet(feed: nil)) {
        self.outlet = outlet
    }

    /// Whether a change of this user's jobs is to be announced to anybody, here or at another daemon.
    func isAwaited(_ user: UserID) -> Bool { outlet.isShared || isWatched(user) }

    /// Whether anybody watches this user's jobs.
    func isWatched(_ user: UserID) -> Bool { watches.withLock { $0[user] != nil } }

    /// Starts a subscription that ends with its connection.
    func add(_ id: String, user: UserID, connection: ConnectionHandle) throws(ServiceError) {
        let isFull = watches.withLock { watches in
            let own = watches[user, default: []]
            guard own.count(where: { $0.connection.id == connection.id }) < Self.mostPerConnection else { return true }
            watches[user] = own + [Watch(id: id, connection: connection)]
            return false
        }
        if isFull { throw .conflict("this connection has \(Self.mostPerConnection) subscriptions already", hint: "unwatch one") }
        connection.onClose { [weak self] in _ = self?.remove(user) { $0.connection.id == connection.id } }
    }

    /// Ends a subscription of this connection.
    func remove(_ id: String, user: UserID, connection: ConnectionHandle) throws(ServiceError) {
        let removed = remove(user) { $0.connection.id == connection.id && $0.id.utf8.elementsEqual(id.utf8) }
        if removed == 0 { throw .notFound("subscription") }
    }

    private func remove(_ user: UserID, where gone: (Watch) -> Bool) -> Int {
        watches.withLock { watches in
            guard var own = watches[user] else { return 0 }
            let before = own.count
            own.removeAll(where: gone)
            watches[user] = own.isEmpty ? nil : own
            return before - own.count
        }
    }

    /// Tells how a job is now, here and to other daemons.
    func announce(_ job: StoredJob, of user: UserID) {
        outlet.tell(.job(job), of: user)
        show(job, of: user)
    }

    /// Tells watchers, of one user or of all, that at least one change was not heard.
    func missedSome(of user: UserID? = nil) {
        watches.withLock { watches in
            for user in user.map({ [$0] }) ?? Array(watches.keys) {
                guard var own = watches[user] else { continue }
                for index in own.indices { Self.miss(&own[index]) }
                watches[user] = own
            }
        }
    }

    private static func miss(_ watch: inout Watch) {
        watch.missed += 1
        let notice = Jobs.ChangeNotice(subscription: watch.id, missed: watch.missed)
        if watch.connection.sendNotification(Jobs.ChangeNotice.name, notice) { watch.missed = 0 }
    }

    /// Tells this daemon's watchers how a job is now.
    func show(_ job: StoredJob, of user: UserID) {
        watches.withLock { watches in
            guard var own = watches[user] else { return }
            let wire = JobService.wire(job)
            for index in own.indices { Self.send(wire, to: &own[index]) }
            watches[user] = own
        }
    }

    private static func send(_ job: Jobs.Job, to watch: inout Watch) {
        if watch.missed > 0 {
            let notice = Jobs.ChangeNotice(subscription: watch.id, missed: watch.missed)
            guard watch.connection.sendNotification(Jobs.ChangeNotice.name, notice) else {
                watch.missed += 1
                return
            }
            watch.missed = 0
        }
        let notice = Jobs.ChangeNotice(subscription: watch.id, job: job)
        if !watch.connection.sendNotification(Jobs.ChangeNotice.name, notice) { watch.missed += 1 }
    }
}
