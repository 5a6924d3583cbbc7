import Crypto
import PluginAPI
import Synchronization

/// The only holder of keys: makes, unwraps and re-wraps the data keys of users, and hands out what seals and opens.
final class Vault: Sendable {
    /// Where the master key comes from.
    let source: MasterKeySource
    private let ring: Mutex<MasterKeyring>

    init(source: MasterKeySource, ring: MasterKeyring) {
        self.source = source
        self.ring = Mutex(ring)
    }

    /// The keyring as it is now.
    var keyring: MasterKeyring { ring.withLock { $0 } }

    /// A data key for a new user, wrapped.
    func makeWrappedKey(for user: UserID) throws(SealError) -> SealedBytes {
        try Sealing.wrap(SymmetricKey(size: .bits256), of: user, with: keyring.current)
    }

    /// The keys of a user.
    func unlock(_ user: User) throws(SealError) -> UserKeys {
        UserKeys(user: user.id, dataKey: try Sealing.unwrap(user.wrappedKey, of: user.id, with: keyring))
    }

    /// The user's data key wrapped by the current master key, or nil when it already is.
    func rewrapped(_ user: User) throws(SealError) -> SealedBytes? {
        let ring = keyring
        guard Sealing.keyID(of: user.wrappedKey) != ring.current.id else { return nil }
        let key = try Sealing.unwrap(user.wrappedKey, of: user.id, with: ring)
        return try Sealing.wrap(key, of: user.id, with: ring.current)
    }

    /// Reads the keyring again, so that a key supplied anew is used. The old ring stays when that fails.
    func reload() throws(PluginStartError) {
        let fresh = try source.load(mayCreate: false).ring
        ring.withLock { $0 = fresh }
    }

    /// Puts a new key before the others, on disk first. For a personal install only.
    func addKey() throws(PluginStartError) {
        let old = keyring
        let fresh = MasterKeyring(current: MasterKey(), older: old.keys)
        try source.save(fresh)
        ring.withLock { $0 = fresh }
    }

    /// Forgets every key but the current one, on disk as well. For a personal install only, when nothing needs them.
    func dropOlderKeys() throws(PluginStartError) {
        let fresh = MasterKeyring(current: keyring.current)
        try source.save(fresh)
        ring.withLock { $0 = fresh }
    }
}
