import Crypto
import FoundationEssentials
import PluginAPI

/// What a ciphertext is and where it stands. It is bound to the ciphertext, so that one moved to another place does not open.
struct SealPlace: Sendable {
    /// `table.column`.
    let column: StaticString
    /// The row's id, as two words.
    let row: (UInt64, UInt64)

    static func entryTitle(_ id: EntryID) -> SealPlace { SealPlace(column: "entries.title", row: (id.high, id.low)) }
    static func entryBody(_ id: EntryID) -> SealPlace { SealPlace(column: "entries.body", row: (id.high, id.low)) }
    static func sentiment(_ id: EntryID) -> SealPlace { SealPlace(column: "entries.sentiment", row: (id.high, id.low)) }
    static func categoryName(_ id: CategoryID) -> SealPlace {
        SealPlace(column: "categories.name", row: (id.high, id.low))
    }
    /// A cached value; `key` is a keyed hash of what it answers.
    static func cache(_ key: [UInt8]) -> SealPlace {
        let id = EntryID(bytes: key.prefix(16)) ?? EntryID(high: 0, low: 0)
        return SealPlace(column: "cache.value", row: (id.high, id.low))
    }
}

/// A ciphertext that does not open: damaged, moved, or sealed under another key. `reason` is for the log.
struct SealError: Error, Sendable {
    let reason: String
}

/// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce.
///
/// Layout: format (1 byte, 1 or 2) · key id (4) · nonce (12) · ciphertext · tag (16). The additional data binds
/// format, key id, table and column, row id and user id.
enum Sealing {
    static let format: UInt8 = 1
    /// Of a data key that is wrapped under master key and key share.
    static let sharedFormat: UInt8 = 2
    static let overhead = 33

    static func seal(_ plaintext: some ContiguousBytesView, at place: SealPlace, keys: UserKeys) throws(SealError) -> SealedBytes {
        var sealed: AES.GCM.SealedBox?
        let additional = additionalData(keyID: keys.id, place: place, user: keys.user)
        plaintext.withBytes { sealed = try? AES.GCM.seal($0, using: keys.content, authenticating: additional) }
        guard let box = sealed else { throw SealError(reason: "sealing failed") }
        return SealedBytes(pack(keyID: keys.id, box: box))
    }

    static func open(_ sealed: SealedBytes, at place: SealPlace, keys: UserKeys) throws(SealError) -> [UInt8] {
        let additional = additionalData(keyID: keys.id, place: place, user: keys.user)
        return try open(sealed.bytes, expecting: keys.id, using: keys.content, additional: additional)
    }

    /// Wraps a data key under a master key and a key share.
    static func wrap(_ dataKey: SymmetricKey, with master: MasterKey, _ share: KeyShare) throws(SealError) -> SealedBytes {
        let user = share.user
        let additional = additionalData(sharedFormat, keyID: master.id, place: wrapPlace(user), user: user)
        let plain = dataKey.withUnsafeBytes { Array($0) }
        guard let box = try? AES.GCM.seal(plain, using: master.joined(with: share), authenticating: additional) else {
            throw SealError(reason: "wrapping failed")
        }
        return SealedBytes(pack(sharedFormat, keyID: master.id, box: box))
    }

    /// Whether a wrapped key opens with its user's key share only. Those made before there were shares need none.
    static func needsShare(_ wrapped: SealedBytes) -> Bool { wrapped.bytes.first == sharedFormat }

    /// - Parameter share: of the same user; nil for none.
    static func unwrap(
        _ wrapped: SealedBytes, of user: UserID, with ring: MasterKeyring, _ share: KeyShare?
    ) throws(SealError) -> SymmetricKey {
        guard let id = keyID(of: wrapped), let master = ring.key(id: id) else {
            throw SealError(reason: "the master key that wraps this account's key is not in the keyring")
        }
        var (key, format) = (master.key, format)
        if needsShare(wrapped) {
            guard let share, share.user == user else { throw SealError(reason: "the key share of this account is missing") }
            (key, format) = (master.joined(with: share), sharedFormat)
        }
        let additional = additionalData(format, keyID: id, place: wrapPlace(user), user: user)
        let plain = try open(wrapped.bytes, expecting: id, using: key, additional: additional)
        guard plain.count == 32 else { throw SealError(reason: "a wrapped key has the wrong length") }
        return SymmetricKey(data: plain)
    }

    /// The id of the key that sealed some bytes, or nil when they are not ours.
    static func keyID(of sealed: SealedBytes) -> UInt32? {
        let bytes = sealed.bytes
        guard bytes.count >= overhead, bytes[0] == format || bytes[0] == sharedFormat else { return nil }
        return bytes[1..<5].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func wrapPlace(_ user: UserID) -> SealPlace {
        SealPlace(column: "users.wrapped_key", row: (user.high, user.low))
    }

    private static func open(
        _ bytes: [UInt8], expecting id: UInt32, using key: SymmetricKey, additional: [UInt8]
    ) throws(SealError) -> [UInt8] {
        guard let found = keyID(of: SealedBytes(bytes)) else { throw SealError(reason: "not a sealed value") }
        guard found == id else { throw SealError(reason: "sealed under another key") }
        guard let nonce = try? AES.GCM.Nonce(data: bytes[5..<17]),
            let box = try? AES.GCM.SealedBox(
                nonce: nonce, ciphertext: bytes[17..<(bytes.count - 16)], tag: bytes[(bytes.count - 16)...]),
            let plain = try? AES.GCM.open(box, using: key, authenticating: additional)
        else { throw SealError(reason: "the seal is broken") }
        return Array(plain)
    }

    private static func pack(_ format: UInt8 = format, keyID: UInt32, box: AES.GCM.SealedBox) -> [UInt8] {
        // Nonce, ciphertext and tag in one piece.
        let combined = box.combined
        var bytes: [UInt8] = []
        bytes.reserveCapacity(combined.map { 5 + $0.count } ?? overhead)
        bytes.append(format)
        append(keyID, to: &bytes)
        if let combined {
            combined.withUnsafeBytes { bytes.append(contentsOf: $0) }
        } else {
            // Of nonces of another length than ours.
            bytes.append(contentsOf: box.nonce)
            bytes.append(contentsOf: box.ciphertext)
            bytes.append(contentsOf: box.tag)
        }
        return bytes
    }

    private static func additionalData(
        _ format: UInt8 = format, keyID: UInt32, place: SealPlace, user: UserID
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        bytes.append(format)
        append(keyID, to: &bytes)
        place.column.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(0)
        for word in [place.row.0, place.row.1, user.high, user.low] {
            append(UInt32(truncatingIfNeeded: word >> 32), to: &bytes)
            append(UInt32(truncatingIfNeeded: word), to: &bytes)
        }
        return bytes
    }

    private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
}

extension MasterKey {
    /// The key that wraps one user's data key: neither half leads to it (HKDF-SHA-256, RFC 5869).
    fileprivate func joined(with share: KeyShare) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: share.bytes, info: Array("journald wrap v2".utf8), outputByteCount: 32)
    }
}
