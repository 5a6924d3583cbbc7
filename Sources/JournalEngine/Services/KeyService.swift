import JournalRPC
import PluginAPI

/// The master key: what it wraps, and its rotation.
struct KeyService: Sendable {
    let store: any StoragePlugin
    let keys: AccountKeys
    let audit: AuditTrail

    private var vault: Vault { keys.vault }

    func status() async throws(ServiceError) -> Keys.StatusResult {
        let ring = vault.keyring
        var current: Int64 = 0
        var older: Int64 = 0
        try await store.forEachPage { users throws(ServiceError) in
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
        let result = try await keys.rewrap { !vault.isCurrent($0) }
        let status = try await status()
        if vault.source.kind == .file, status.wrappedByOlder == 0 {
            try changing { () throws(PluginStartError) in try vault.dropOlderKeys() }
        }
        let event = audit.event(.keysRotated, by: principal, Keys.Rotate.self)
        try await storing { () async throws(StorageError) in try await store.note([event]) }
        if status.wrappedByOlder > 0, result.missing > 0 {
            // The older master key stays: with their shares back, these accounts need it.
            throw .conflict(
                "\(result.missing) accounts are not under the new key, because their key shares are missing; all others are",
                hint: "put \(store.keySharePlace) back from a backup, or delete these accounts; then rotate again")
        }
        return .init(rewrapped: result.done, status: try await self.status())
    }

    private func changing(_ body: () throws(PluginStartError) -> Void) throws(ServiceError) {
        do {
            try body()
        } catch {
            throw .internal(cause: error.description)
        }
    }
}
