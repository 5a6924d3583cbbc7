import JournalRPC
import PluginAPI
import PluginTestKit

@testable import JournalEngine

/// Steps that tests of accounts have in common.
extension TestClient {
    static let password = "correct horse battery"

    func secret(_ text: String) -> SecretString { SecretString(text) }

    /// Gives the connection's account a password.
    func setPassword(_ login: String) async throws {
        _ = try await call(Account.SetPassword.self, .init(login: login, password: secret(Self.password)))
    }

    func login(_ login: String, _ password: String = password, label: String? = nil) async throws -> Sessions.Tokens {
        try await call(Sessions.Login.self, .init(login: login, password: secret(password), label: label))
    }

    /// The first login of an account that somebody else made: it gets the password of its own.
    func claim(_ login: String, _ first: String) async throws {
        try await attach(try await self.login(login, first).accessToken)
        _ = try await call(Account.SetPassword.self, .init(current: secret(first), password: secret(Self.password)))
    }

    func refresh(_ tokens: Sessions.Tokens) async throws -> Sessions.Tokens {
        try await call(Sessions.Refresh.self, .init(refreshToken: tokens.refreshToken))
    }

    @discardableResult
    func attach(_ token: SecretString) async throws -> Sessions.Attach.Result {
        try await call(Sessions.Attach.self, .init(accessToken: token))
    }

    func reauthenticate(_ code: String? = nil) async throws {
        _ = try await call(
            Sessions.Reauthenticate.self, .init(password: secret(Self.password), code: code.map(secret)))
    }

    /// The challenge of a login that wants a second factor.
    func challenge(_ login: String) async throws -> SecretString {
        let error = try await error(
            Sessions.Login.self, .init(login: login, password: secret(Self.password)))
        guard error.code == .secondFactorRequired, let challenge = error.data.challenge else { throw NoReply() }
        return secret(challenge)
    }

    /// Turns the second factor on.
    func enrol(_ clock: ManualClock) async throws -> (seed: [UInt8], codes: [SecretString]) {
        try await reauthenticate()
        let secret = try await call(Account.TOTP.Begin.self, NoParams()).secret.revealed
        let seed = Self.base32(secret)
        let codes = try await call(
            Account.TOTP.Confirm.self, .init(code: self.secret(Self.code(seed, clock)))
        ).recoveryCodes
        return (seed, codes)
    }

    /// The code that an app shows, so many steps from now.
    static func code(_ seed: [UInt8], _ clock: ManualClock, _ offset: Int64 = 0) -> String {
        OneTimePassword.code(seed: seed, counter: OneTimePassword.step(atSeconds: clock.now().seconds) + offset)
    }

    static func base32(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var bytes: [UInt8] = []
        var (group, bits): (UInt32, UInt32) = (0, 0)
        for digit in text.utf8 {
            guard let value = alphabet.firstIndex(of: digit) else { return [] }
            group = (group << 5 | UInt32(value)) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        return bytes
    }
}
