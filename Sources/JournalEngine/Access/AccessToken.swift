import Crypto
import JWTKit
import JournalRPC
import PluginAPI

/// Access tokens: JWTs (RFC 7519, profile of RFC 9068) that name an account and a session for an hour.
///
/// One algorithm, HS256, is pinned: the header must be exactly the one that is made here, and is read by the strict parser before
/// anything else is looked at (RFC 8725, 3.1 and 3.11). The keys are derived from the master keys, so that a rotation of
/// those makes clients refresh, and nothing more.
struct AccessTokens: Sendable {
    static let issuer = "journald-core"
    static let audience = "journald"
    static let lifetime: Int64 = 3_600
    /// How far clocks of two machines may be apart, in seconds.
    static let leeway: Int64 = 5
    private static let longest = 1_024

    /// What a token says; every claim is required.
    struct Claims: JWTPayload {
        var iss: String
        var aud: String
        var sub: String
        var jti: String
        var sid: String
        var iat: Int64
        var nbf: Int64
        var exp: Int64

        /// The times are checked against the injected clock instead.
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    struct Shown: Sendable {
        let user: UserID
        let session: SessionID
        let expiresAt: Instant
    }

    let vault: Vault
    let ids: IdentifierSource
    let time: any TimeSource

    func make(for user: UserID, session: SessionID) async throws(ServiceError) -> (text: String, expiresAt: Instant) {
        let now = time.now().seconds
        let claims = Claims(
            iss: Self.issuer, aud: Self.audience, sub: user.description,
            jti: ids.next(SessionSubject.self).description, sid: session.description, iat: now, nbf: now,
            exp: now + Self.lifetime)
        do {
            let text = try await keys(of: vault.keyring.current).sign(claims, header: ["typ": "at+jwt"])
            return (text, Instant(microseconds: claims.exp * 1_000_000))
        } catch {
            throw .internal(cause: "an access token could not be signed")
        }
    }

    /// What a token says, if it is one of ours and not over.
    /// - Throws: `.unauthenticated`, the same whatever is wrong with it.
    func read(_ text: String) async throws(ServiceError) -> Shown {
        guard text.utf8.count <= Self.longest, Self.hasOurHeader(text), let claims = await verified(text),
            let user = UserID(claims.sub), let session = SessionID(claims.sid), SessionID(claims.jti) != nil,
            claims.iss == Self.issuer, claims.aud == Self.audience, isNow(claims)
        else { throw .unauthenticated }
        return Shown(user: user, session: session, expiresAt: Instant(microseconds: claims.exp * 1_000_000))
    }

    private func isNow(_ claims: Claims) -> Bool {
        let now = time.now().seconds
        let times = Int64(0)...Int64(1 << 40)
        guard times.contains(claims.iat), times.contains(claims.nbf), times.contains(claims.exp) else { return false }
        return now < claims.exp + Self.leeway && now >= claims.nbf - Self.leeway && now >= claims.iat - Self.leeway
            && claims.exp - claims.iat == Self.lifetime
    }

    private func verified(_ text: String) async -> Claims? {
        for master in vault.keyring.keys {
            if let claims = try? await keys(of: master).verify(text, as: Claims.self) { return claims }
        }
        return nil
    }

    private func keys(of master: MasterKey) async -> JWTKeyCollection {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master.key, info: Array("journald access tokens v1".utf8), outputByteCount: 32)
        return await JWTKeyCollection().add(hmac: HMACKey(key: key), digestAlgorithm: .sha256)
    }

    /// Whether a token has three parts of Base64 URL and, read strictly, the one header that we write.
    static func hasOurHeader(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { return false }
        let decoded = parts.map { part -> [UInt8]? in
            let text = String(decoding: part, as: UTF8.self)
            guard let bytes = Base64URL.decode(text), Base64URL.encode(bytes).utf8.elementsEqual(part) else { return nil }
            return bytes
        }
        guard let header = decoded[0], decoded[1] != nil, decoded[2]?.count == 32,
            let document = try? JSONDocument(header, maxBytes: 256), let root = document.root,
            case .object(let members)? = JSONValue(root), members.count == 2
        else { return false }
        let value = JSONValue.object(members)
        return value["alg"]?.stringValue == "HS256" && value["typ"]?.stringValue == "at+jwt"
    }
}
