import Crypto
import Foundation
import JournalRPC

/// What an authenticator app does (RFC 6238), apart from the daemon's own code for it.
enum AuthenticatorApp {
    static func seed(_ secret: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var bits: [Bool] = []
        for digit in secret.utf8 {
            let value = alphabet.firstIndex(of: digit) ?? 0
            bits += (0..<5).map { value >> (4 - $0) & 1 == 1 }
        }
        return (0..<bits.count / 8).map { byte in bits[byte * 8..<byte * 8 + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) } }
    }

    static func code(_ secret: String, at seconds: Int = Int(Date().timeIntervalSince1970)) -> String {
        let counter = UInt64(seconds / 30)
        let message = withUnsafeBytes(of: counter.bigEndian) { Array($0) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: seed(secret))))
        let offset = Int(mac[19] & 15)
        let number = (Int(mac[offset] & 0x7F) << 24 | Int(mac[offset + 1]) << 16 | Int(mac[offset + 2]) << 8 | Int(mac[offset + 3]))
        return String(format: "%06d", number % 1_000_000)
    }
}

extension RPCClient {
    static let password = "Quellwolken-Rathaus-17"

    func setPassword(_ login: String) throws {
        _ = try call(Account.SetPassword.self, .init(login: login, password: SecretString(Self.password)))
    }

    func login(_ login: String) throws -> Sessions.Tokens {
        try call(Sessions.Login.self, .init(login: login, password: SecretString(Self.password)))
    }

    /// Makes an account and chooses its password in its first login.
    func makeAccount(_ login: String, over admin: RPCClient) throws -> Users.Info {
        let user = try admin.call(Users.Create.self, .init(login: login))
        guard let first = user.initialPassword else { return user }
        let tokens = try call(Sessions.Login.self, .init(login: login, password: first))
        try attach(tokens.accessToken)
        _ = try call(Account.SetPassword.self, .init(current: first, password: SecretString(Self.password)))
        return user
    }

    func attach(_ token: SecretString) throws {
        _ = try call(Sessions.Attach.self, .init(accessToken: token))
    }

    /// Turns the second factor on with the code of `seconds`; the secret and the recovery codes.
    func enrol(at seconds: Int = Int(Date().timeIntervalSince1970)) throws -> (secret: String, codes: [SecretString]) {
        _ = try call(Sessions.Reauthenticate.self, .init(password: SecretString(Self.password)))
        let secret = try call(Account.TOTP.Begin.self, NoParams()).secret.revealed
        let code = SecretString(AuthenticatorApp.code(secret, at: seconds))
        return (secret, try call(Account.TOTP.Confirm.self, .init(code: code)).recoveryCodes)
    }

    /// A login with the password and one more code.
    func login(_ login: String, code: String) throws -> Sessions.Tokens {
        do {
            return try self.login(login)
        } catch let error as RPCClientError {
            guard case .remote(let refusal) = error, let challenge = refusal.data.challenge else { throw error }
            return try call(Sessions.Verify.self, .init(challenge: SecretString(challenge), code: SecretString(code)))
        }
    }

    /// The code of the error that a call gives, or nil.
    func refusal(_ body: (RPCClient) throws -> Void) -> RPCErrorCode? {
        do {
            try body(self)
        } catch {
            if case .remote(let refusal)? = error as? RPCClientError { return refusal.code }
        }
        return nil
    }
}
