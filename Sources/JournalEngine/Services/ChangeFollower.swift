import JournalRPC
import Logging
import PluginAPI

/// Tells the other daemons on the store what this one changed; nobody where there are none.
struct ChangeOutlet: Sendable {
    let feed: (any ChangeFeed)?

    /// Whether anybody may listen.
    var isShared: Bool { feed != nil }

    func tell(_ what: StoreChange.What, of owner: UserID) { feed?.tell(StoreChange(owner: owner, what)) }
}

/// Acts on what the other daemons on the store changed: forgets what was remembered of it, and tells this daemon's watchers.
struct ChangeFollower: Sendable {
    let feed: any ChangeFeed
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let gate: Gatekeeper
    let watchers: WatchService
    let jobWatchers: JobWatchService

    /// Until its task is cancelled.
    func run() async { await feed.follow { await take($0) } }

    func take(_ event: ChangeEvent) async {
        switch event {
        case .change(let change):
            switch change.what {
            case .entry(let id, let number, let kind): await changed(id, number, kind, of: change.owner)
            case .job(let job): await changed(job, of: change.owner)
            case .account:
                gate.standings.forgetEverything()
                accounts.close(change.owner)
                await shutOut(change.owner)
            }
        case .gap:
            gate.standings.forgetEverything()
            accounts.closeAll()
            watchers.missedSome()
            jobWatchers.missedSome()
            for user in watchers.users { await shutOut(user) }
        }
    }

    private func changed(_ id: EntryID, _ number: Int64, _ kind: EntryChange, of owner: UserID) async {
        accounts.opened(owner)?.noteChange()
        guard watchers.isWatched(owner) else { return }
        if kind == .purged { return watchers.showPurged(id, number, of: owner) }
        do {
            let account = try await accounts.account(owner)
            let found = try await storing { () async throws(StorageError) in try await store.entry(.id(id), of: owner) }
            guard let found else { return }
            await watchers.show(Entries.ChangeNotice.Kind(kind), found, account)
        } catch {
            watchers.missedSome(of: owner)
        }
    }

    private func changed(_ told: StoredJob, of owner: UserID) async {
        guard jobWatchers.isWatched(owner) else { return }
        do {
            jobWatchers.show(try await store.job(told.id, of: owner) ?? told, of: owner)
        } catch {
            jobWatchers.missedSome(of: owner)
        }
    }

    /// Ends the subscriptions of connections that are not let in any more.
    private func shutOut(_ user: UserID) async {
        var gone: Set<UInt64> = []
        for connection in watchers.connections(of: user) {
            guard let principal = connection.principal, principal.user == user else { continue }
            do {
                _ = try await gate.confirm(principal, on: connection)
            } catch {
                gone.insert(connection.id)
            }
        }
        guard !gone.isEmpty else { return }
        watchers.end(of: user) { gone.contains($0.id) }
    }
}

extension Entries.ChangeNotice.Kind {
    init(_ change: EntryChange) { self = Self(rawValue: change.rawValue) ?? .updated }
}

extension EntryChange {
    init(_ kind: Entries.ChangeNotice.Kind) { self = Self(rawValue: kind.rawValue) ?? .updated }
}
