import Crypto

/// Time-based one-time passwords (RFC 6238) over HMAC-SHA-1 with six digits and steps of 30 seconds: what every
/// authenticator app knows.
enum OneTimePassword {
    static let digits = 6
    static let step: Int64 = 30
    /// The length of a new seed, that of the hash (RFC 4226, section 4, R6).
    static let seedBytes = 20

    /// The step that an instant is in.
    static func step(atSeconds seconds: Int64) -> Int64 {
        let (quotient, rest) = seconds.quotientAndRemainder(dividingBy: step)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// The code of a counter (RFC 4226, section 5.3).
    static func code(seed: [UInt8], counter: Int64, digits: Int = digits) -> String {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * Int64($0))) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: seed)))
        let offset = Int(mac[mac.count - 1] & 0x0F)
        let word = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        var modulus: UInt32 = 1
        for _ in 0..<min(digits, 9) { modulus *= 10 }
        let text = String(word % modulus)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// The step that a code belongs to: the current one or the one before; nil when it is of neither.
    static func step(of code: String, seed: [UInt8], atSeconds seconds: Int64) -> Int64? {
        let current = step(atSeconds: seconds)
        var found: Int64?
        // Both are computed and compared whole whatever the first says.
        for step in [current, current - 1] where equal(self.code(seed: seed, counter: step), code) && found == nil {
            found = step
        }
        return found
    }

    /// Whether a text may be a code at all.
    static func isCode(_ text: String) -> Bool {
        text.utf8.count == digits && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// What an authenticator app reads as a QR code. Hash, digits and period are those that apps take by default; left
    /// out, the code fits a terminal of 24 lines.
    static func uri(secret: String, account: String) -> String {
        let label = percentEncoded("journald:" + account)
        return "otpauth://totp/\(label)?secret=\(secret)&issuer=journald"
    }

    private static func equal(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func percentEncoded(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.append(byte)
            default: encoded += [UInt8(ascii: "%")] + Hex.encode([byte]).map { $0 >= 0x61 ? $0 - 0x20 : $0 }
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}

/// Base32 with the alphabet of RFC 4648, section 6, without padding.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: digits(of: bytes, alphabet), as: UTF8.self)
    }

    /// Five bits a digit; the last digit is filled up with zeros.
    static func digits(of bytes: [UInt8], _ alphabet: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            group = (group << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(group >> bits & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(group << (5 - bits) & 31)]) }
        return text
    }
}
