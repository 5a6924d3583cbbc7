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

    /// A key share for a new user.
    static func makeShare(for user: UserID) throws(SealError) -> KeyShare {
        let random = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        guard let share = KeyShare(user: user, bytes: random) else { throw SealError(reason: "no key share could be made") }
        return share
    }

    /// A data key for a new user, wrapped.
    func makeWrappedKey(with share: KeyShare) throws(SealError) -> SealedBytes {
        try Sealing.wrap(SymmetricKey(size: .bits256), with: keyring.current, share)
    }

    /// The keys of a user.
    func unlock(_ user: User, with share: KeyShare?) throws(SealError) -> UserKeys {
        UserKeys(user: user.id, dataKey: try Sealing.unwrap(user.wrappedKey, of: user.id, with: keyring, share))
    }

    /// Whether the user's data key is wrapped by the current master key and a key share.
    func isCurrent(_ user: User) -> Bool {
        Sealing.keyID(of: user.wrappedKey) == keyring.current.id && Sealing.needsShare(user.wrappedKey)
    }

    /// The user's data key wrapped by the current master key and the share.
    func rewrapped(_ user: User, with share: KeyShare) throws(SealError) -> SealedBytes {
        let ring = keyring
        let key = try Sealing.unwrap(user.wrappedKey, of: user.id, with: ring, share)
        return try Sealing.wrap(key, with: ring.current, share)
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
