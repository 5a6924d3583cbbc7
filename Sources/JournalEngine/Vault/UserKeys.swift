import Crypto
import PluginAPI

/// The keys of one user, derived from their data key by HKDF-SHA-256 (RFC 5869).
struct UserKeys: Sendable, CustomStringConvertible {
    let user: UserID
    /// Seals text, titles and names.
    let content: SymmetricKey
    /// What tells this data key from another in a ciphertext's header.
    let id: UInt32
    private let search: TermHasher
    private let names: HMAC<SHA256>

    init(user: UserID, dataKey: SymmetricKey) {
        self.user = user
        content = Self.derive(dataKey, "content")
        search = TermHasher(key: Self.derive(dataKey, "search"))
        names = HMAC<SHA256>(key: Self.derive(dataKey, "names"))
        id = Self.derive(dataKey, "id").withUnsafeBytes { $0.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
    }

    private static func derive(_ dataKey: SymmetricKey, _ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: dataKey, info: Array("journald \(purpose) v1".utf8), outputByteCount: 32)
    }

    /// The hash of a folded search term.
    func termHash(_ term: some ContiguousBytesView) -> TermHash {
        var hash: UInt64 = 0
        search.use { session in term.withBytes { hash = session.hash($0) } }
        return TermHash(hash)
    }

    /// Hashes many terms in one go.
    func withTermHasher(_ body: (inout TermHasher.Session) -> Void) { search.use(body) }

    /// The hash of a folded category name.
    func nameHash(_ folded: [UInt8]) -> NameHash {
        NameHash(keyed("name", folded))
    }

    /// Sixteen bytes that stand for some content of this user and for nothing to anybody else.
    func keyed(_ purpose: StaticString, _ content: [UInt8]) -> [UInt8] {
        var code = names
        purpose.withUTF8Buffer { code.update(data: UnsafeRawBufferPointer($0)) }
        code.update(data: [0])
        code.update(data: content)
        return Array(code.finalize().prefix(16))
    }

    var description: String { "<redacted>" }
}

/// Bytes that can be looked at in one piece.
protocol ContiguousBytesView {
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

extension Array: ContiguousBytesView where Element == UInt8 {
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { withUnsafeBytes(body) }
}

extension ArraySlice: ContiguousBytesView where Element == UInt8 {
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { withUnsafeBytes(body) }
}
