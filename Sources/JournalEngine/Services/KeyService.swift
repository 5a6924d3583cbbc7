import JournalRPC
import PluginAPI

/// The master key: what it wraps, and its rotation.
struct KeyService: Sendable {
    let store: any StoragePlugin
    let vault: Vault
    let audit: AuditTrail

    /// Accounts read at a time.
    private static let pageSize = 500

    func status() async throws(ServiceError) -> Keys.StatusResult {
        let ring = vault.keyring
        var current: Int64 = 0
        var older: Int64 = 0
        try await forEachPage { users throws(ServiceError) in
            for user in users {
                if Sealing.keyID(of: user.wrappedKey) == ring.current.id { current += 1 } else { older += 1 }
            }
        }
        return Keys.StatusResult(
            current: ring.current.name, known: ring.keys.map(\.name), source: vault.source.kind.rawValue,
            wrappedByCurrent: current, wrappedByOlder: older)
    }

    /// Re-wraps every data key. A personal install gets a new key first; under a service manager the operator puts the new key
    /// before the old one in the credential, reloads, and then rotates. Cut short at any point, it goes on when called again:
    /// the keyring holds old and new until every data key is under the new one.
    func rotate(by principal: Principal) async throws(ServiceError) -> Keys.Rotate.Result {
        if vault.source.kind == .file, vault.keyring.keys.count == 1 {
            try changing { () throws(PluginStartError) in try vault.addKey() }
        }
        var rewrapped: Int64 = 0
        try await forEachPage { users throws(ServiceError) in
            var replacements: [KeyReplacement] = []
            for user in users {
                let new = try sealing { () throws(SealError) in try vault.rewrapped(user) }
                if let new { replacements.append(KeyReplacement(user: user.id, old: user.wrappedKey, new: new)) }
            }
            guard !replacements.isEmpty else { return }
            let batch = replacements
            rewrapped += Int64(
                try await storing { () async throws(StorageError) in try await store.replaceWrappedKeys(batch) })
        }
        let status = try await status()
        if vault.source.kind == .file, status.wrappedByOlder == 0 {
            try changing { () throws(PluginStartError) in try vault.dropOlderKeys() }
        }
        let event = audit.event(.keysRotated, by: principal, Keys.Rotate.self)
        try await storing { () async throws(StorageError) in try await store.note([event]) }
        return .init(rewrapped: rewrapped, status: try await self.status())
    }

    private func changing(_ body: () throws(PluginStartError) -> Void) throws(ServiceError) {
        do {
            try body()
        } catch {
            throw .internal(cause: error.description)
        }
    }

    private func forEachPage(_ body: ([User]) async throws(ServiceError) -> Void) async throws(ServiceError) {
        var last: UserID?
        repeat {
            let after = last
            let users = try await storing { () async throws(StorageError) in
                try await store.users(after: after, limit: Self.pageSize)
            }
            try await body(users)
            last = users.count == Self.pageSize ? users.last?.id : nil
        } while last != nil
    }
}
