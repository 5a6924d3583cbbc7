import PluginAPI
import Synchronization

/// An account whose keys are unwrapped, as the services use it. One for all requests of a user; bounded and dropped by `AccountDirectory`.
final class OpenAccount: Sendable {
    let id: UserID
    let keys: UserKeys
    let categories: CategoryNames
    private let current: Mutex<User>
    /// Counts changes, from a random start: a cached report is of no use after one.
    private let changes: Atomic<UInt64>

    init(user: User, keys: UserKeys) {
        id = user.id
        self.keys = keys
        categories = CategoryNames()
        current = Mutex(user)
        changes = Atomic(UInt64.random(in: 0...UInt64.max))
    }

    var user: User { current.withLock { $0 } }
    var preferences: UserPreferences { user.preferences }

    func setPreferences(_ preferences: UserPreferences) {
        current.withLock { $0.preferences = preferences }
        noteChange()
    }

    /// Takes over what the store has changed of the account itself.
    func change(_ body: (inout User) -> Void) { current.withLock { body(&$0) } }

    /// The stamp of everything this account's reports depend on.
    var changeStamp: UInt64 { changes.load(ordering: .acquiring) }

    func noteChange() {
        changes.wrappingAdd(1, ordering: .releasing)
    }
}
