import PluginAPI
import Synchronization

/// Opens accounts and keeps the ones used last, so that a request need not unwrap keys.
final class AccountDirectory: Sendable {
    /// Accounts kept open.
    static let capacity = 256

    private struct Table {
        var accounts: [UserID: (account: OpenAccount, used: UInt64)] = [:]
        var clock: UInt64 = 0
        /// How often accounts were closed: what was read before a closing is not kept after it.
        var closings: UInt64 = 0
    }

    private let store: any StoragePlugin
    private let keys: AccountKeys
    private let table = Mutex(Table())

    init(store: any StoragePlugin, keys: AccountKeys) {
        self.store = store
        self.keys = keys
    }

    /// The account of a principal.
    /// - Throws: `.unauthenticated` when it is gone.
    func account(_ id: UserID) async throws(ServiceError) -> OpenAccount {
        if let open = cached(id) { return open }
        let closings = table.withLock { $0.closings }
        guard let user = try await storing({ () async throws(StorageError) in try await store.user(id) }) else {
            throw .unauthenticated
        }
        return try await adopt(user, readBefore: closings)
    }

    /// Opens an account that was just read or made.
    func adopt(_ user: User, readBefore closings: UInt64? = nil) async throws(ServiceError) -> OpenAccount {
        if let open = cached(user.id) { return open }
        let closings = closings ?? table.withLock { $0.closings }
        let fresh = OpenAccount(user: user, keys: try await keys.unlock(user))
        return table.withLock { table in
            if let first = table.accounts[user.id] { return first.account }
            guard table.closings == closings else { return fresh }
            if table.accounts.count >= Self.capacity,
                let oldest = table.accounts.min(by: { $0.value.used < $1.value.used })
            {
                table.accounts[oldest.key] = nil
            }
            table.clock += 1
            table.accounts[user.id] = (fresh, table.clock)
            return fresh
        }
    }

    /// Forgets an account and its keys.
    func close(_ id: UserID) {
        table.withLock { table in
            table.closings &+= 1
            table.accounts[id] = nil
        }
    }

    /// Forgets all accounts and their keys.
    func closeAll() {
        table.withLock { table in
            table.closings &+= 1
            table.accounts = [:]
        }
    }

    /// The account if it is open; that is no use of it.
    func opened(_ id: UserID) -> OpenAccount? { table.withLock { $0.accounts[id]?.account } }

    private func cached(_ id: UserID) -> OpenAccount? {
        table.withLock { table in
            guard let entry = table.accounts[id] else { return nil }
            table.clock += 1
            table.accounts[id] = (entry.account, table.clock)
            return entry.account
        }
    }
}

/// Runs a call of the store; its errors become the service's.
func storing<Value>(_ body: () async throws(StorageError) -> Value) async throws(ServiceError) -> Value {
    do {
        return try await body()
    } catch {
        throw ServiceError(error)
    }
}

/// Runs a call of the vault; its errors become internal ones.
func sealing<Value>(_ body: () throws(SealError) -> Value) throws(ServiceError) -> Value {
    do {
        return try body()
    } catch {
        throw .internal(cause: error.reason)
    }
}
