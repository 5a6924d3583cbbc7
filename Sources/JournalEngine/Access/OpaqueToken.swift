import PluginAPI

/// A refresh token, a challenge or a token for programs: what it is, whose, which one, and 256 random bits. The account and the id lead to
/// the row, and the hash of the random bits decides.
struct OpaqueToken<Subject>: Sendable {
    /// The kind, so that a token found somewhere tells what it is and a scanner for secrets can find it.
    enum Kind: String {
        case refresh = "jdr_"
        case api = "jda_"
        /// A login that waits for its second factor.
        case challenge = "jdc_"
    }

    let owner: UserID
    let id: Identifier<Subject>
    private let secret: [UInt8]

    init(owner: UserID, id: Identifier<Subject>) {
        var generator = SystemRandomNumberGenerator()
        self.owner = owner
        self.id = id
        secret = (0..<32).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    /// Reads a token that was shown; nil when it is none of that kind, to the letter.
    init?(_ text: String, kind: Kind) {
        guard text.utf8.starts(with: kind.rawValue.utf8) else { return nil }
        let body = String(decoding: text.utf8.dropFirst(kind.rawValue.utf8.count), as: UTF8.self)
        guard let bytes = Base64URL.decode(body), bytes.count == 64, Base64URL.encode(bytes).utf8.elementsEqual(body.utf8),
            let owner = UserID(bytes: bytes[..<16]), let id = Identifier<Subject>(bytes: bytes[16..<32])
        else { return nil }
        self.owner = owner
        self.id = id
        secret = Array(bytes[32...])
    }

    func text(_ kind: Kind) -> String { kind.rawValue + Base64URL.encode(owner.bytes + id.bytes + secret) }

    /// 256 bits that nobody can guess, in Base64 URL, for codes that are looked up by themselves.
    var hashText: String { Base64URL.encode(hash.bytes) }

    /// What the store keeps.
    var hash: SecretHash { SecretHash(of: secret) }
}
