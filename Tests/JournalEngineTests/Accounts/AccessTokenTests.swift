import Crypto
import Foundation
import JWTKit
import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// What is wrong with a token is nobody's business: every forgery has the same answer.
@Suite struct AccessTokenTests {
    let clock = ManualClock()
    let master = MasterKey()
    let user = UserID(high: 1, low: 2)
    let session = SessionID(high: 3, low: 4)

    private func tokens(_ ring: MasterKeyring? = nil) -> AccessTokens {
        let source = MasterKeySource(stateDirectory: "/nowhere", credentialsDirectory: nil)
        let vault = Vault(source: source, ring: ring ?? MasterKeyring(current: master))
        return AccessTokens(vault: vault, ids: IdentifierSource(time: clock), time: clock)
    }

    private func key(_ master: MasterKey) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master.key, info: Array("journald access tokens v1".utf8), outputByteCount: 32)
    }

    /// A token put together by hand and signed with our own key.
    private func token(header: String = #"{"alg":"HS256","typ":"at+jwt"}"#, _ claims: [String: Any], key: SymmetricKey? = nil) throws -> String {
        let payload = try JSONSerialization.data(withJSONObject: claims)
        let signed = Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array(payload))
        let mac = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: key ?? self.key(master))
        return signed + "." + Base64URL.encode(Array(mac))
    }

    private func claims(_ changes: [String: Any?] = [:]) -> [String: Any] {
        let now = clock.now().seconds
        var claims: [String: Any] = [
            "iss": "journald-core", "aud": "journald", "sub": user.description, "sid": session.description,
            "jti": session.description, "iat": now, "nbf": now, "exp": now + 3_600,
        ]
        for (name, value) in changes { claims[name] = value }
        return claims
    }

    @Test func aTokenSaysWhoseItIsForAnHour() async throws {
        let tokens = tokens()
        let made = try await tokens.make(for: user, session: session)
        let shown = try await tokens.read(made.text)
        #expect(shown.user == user && shown.session == session && shown.expiresAt == made.expiresAt)
        #expect(made.expiresAt == Instant(microseconds: (clock.now().seconds + 3_600) * 1_000_000))
        clock.advance(by: .seconds(3_604))
        _ = try await tokens.read(made.text)
        clock.advance(by: .seconds(1))
        await #expect(throws: ServiceError.unauthenticated) { _ = try await tokens.read(made.text) }
        // Before its time, beyond what two clocks may differ by.
        clock.advance(by: .seconds(-3_611))
        await #expect(throws: ServiceError.unauthenticated) { _ = try await tokens.read(made.text) }
    }

    @Test func tokensOfAnOlderMasterKeyHoldUntilItIsDropped() async throws {
        let made = try await tokens().make(for: user, session: session)
        let rotated = MasterKeyring(current: MasterKey(), older: [master])
        _ = try await tokens(rotated).read(made.text)
        let dropped = tokens(MasterKeyring(current: rotated.current))
        await #expect(throws: ServiceError.unauthenticated) { _ = try await dropped.read(made.text) }
    }

    @Test func aTokenByHandIsTakenWhenItIsAsOurs() async throws {
        let shown = try await tokens().read(try token(claims()))
        #expect(shown.user == user)
    }

    @Test func everyForgeryHasTheSameAnswer() async throws {
        let now = clock.now().seconds
        var forgeries: [(String, String)] = []
        for (name, header) in [
            ("no algorithm", #"{"alg":"none","typ":"at+jwt"}"#), ("another algorithm", #"{"alg":"HS512","typ":"at+jwt"}"#),
            ("RSA", #"{"alg":"RS256","typ":"at+jwt"}"#), ("lower case", #"{"alg":"hs256","typ":"at+jwt"}"#),
            ("an id token", #"{"alg":"HS256","typ":"JWT"}"#), ("no type", #"{"alg":"HS256"}"#),
            ("a key id", #"{"alg":"HS256","typ":"at+jwt","kid":"../../dev/null"}"#),
            ("a key of its own", #"{"alg":"HS256","typ":"at+jwt","jwk":{"kty":"oct","k":"AA"}}"#),
            ("crit", #"{"alg":"HS256","typ":"at+jwt","crit":["x"]}"#),
            ("alg twice", #"{"alg":"none","alg":"HS256","typ":"at+jwt"}"#), ("no object", "[]"), ("no JSON", "{"),
        ] { forgeries.append((name, try token(header: header, claims()))) }
        for (name, changes) in [
            ("issuer", ["iss": "other"]), ("audience", ["aud": "other"]), ("audiences", ["aud": ["journald", "x"]]),
            ("subject", ["sub": "x"]), ("session", ["sid": "x"]), ("over", ["exp": now - 6]), ("endless", ["exp": now + 99_999]),
            ("huge", ["exp": Int64.max]), ("negative", ["exp": -1]), ("fraction", ["exp": 1.5]),
            ("not yet", ["nbf": now + 6]), ("made tomorrow", ["iat": now + 6, "exp": now + 3_606]), ("text", ["exp": "\(now)"]),
        ] as [(String, [String: Any])] { forgeries.append((name, try token(claims(changes)))) }
        for name in ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"] {
            forgeries.append(("without \(name)", try token(claims([name: nil]))))
        }
        let good = try token(claims())
        let parts = good.split(separator: ".").map(String.init)
        forgeries += [
            ("another key", try token(claims(), key: SymmetricKey(size: .bits256))),
            ("the master key itself", try token(claims(), key: master.key)),
            ("no signature", parts[0] + "." + parts[1] + "."), ("two parts", parts[0] + "." + parts[1]),
            ("four parts", good + ".x"), ("cut", String(good.dropLast())), ("longer", good + "A"), ("padding", good + "="),
            ("space", good + " "), ("empty", ""), ("dots", ".."), ("long", String(repeating: "A", count: 5_000)),
            ("marks", "a" + String(repeating: "\u{301}", count: 500)),
        ]
        for place in [0, 1, 2] {
            var bytes = Array(good.utf8)
            let at = parts[..<place].reduce(place) { $0 + $1.utf8.count } + 3
            bytes[at] = bytes[at] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            forgeries.append(("changed in part \(place)", String(decoding: bytes, as: UTF8.self)))
        }
        let tokens = tokens()
        for (name, text) in forgeries {
            await #expect(throws: ServiceError.unauthenticated, "\(name)") { _ = try await tokens.read(text) }
        }
        #expect(forgeries.count > 45)
    }

    @Test func opaqueTokensAreReadToTheLetter() throws {
        let token = OpaqueToken<APITokenSubject>(owner: user, id: APITokenID(high: 8, low: 9))
        let text = token.text(.api)
        let read = try #require(OpaqueToken<APITokenSubject>(text, kind: .api))
        #expect(read.owner == user && read.id == token.id && read.hash == token.hash)
        #expect(OpaqueToken<APITokenSubject>(text, kind: .refresh) == nil)
        for other in [text + "A", String(text.dropLast()), " " + text, text.uppercased(), "jda_", ""] {
            #expect(OpaqueToken<APITokenSubject>(other, kind: .api) == nil)
        }
        // The last digit holds four bits that mean nothing: only one spelling is taken.
        var bytes = Array(text.utf8)
        bytes[bytes.count - 1] += bytes[bytes.count - 1] == UInt8(ascii: "Q") ? 1 : 0
        let respelt = String(decoding: bytes, as: UTF8.self)
        #expect(respelt == text || OpaqueToken<APITokenSubject>(respelt, kind: .api) == nil)
    }
}
