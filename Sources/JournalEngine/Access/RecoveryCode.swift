import Crypto
import PluginAPI

/// Codes that stand in for the second factor, each once: 130 random bits as 26 digits of Crockford's Base32, which has no
/// letters that look alike.
enum RecoveryCode {
    /// How many an account gets at a time.
    static let count = 10
    private static let length = 26
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Ten new codes, as they are shown, and what is kept of them.
    static func makeSet() -> (shown: [String], hashes: [SecretHash]) {
        let codes = (0..<count).map { _ in make() }
        return (codes.map(grouped), codes.map { SecretHash(of: $0) })
    }

    /// What is kept of a code that somebody typed: dashes, spaces and case do not matter. Nil when it cannot be one.
    static func hash(of typed: String) -> SecretHash? {
        var digits: [UInt8] = []
        for byte in typed.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
            guard let digit = digit(byte), digits.count < length else { return nil }
            digits.append(digit)
        }
        return digits.count == length ? SecretHash(of: digits) : nil
    }

    private static func make() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<length).map { _ in alphabet[Int(truncatingIfNeeded: generator.next() & 31)] }
    }

    /// `XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX`.
    private static func grouped(_ digits: [UInt8]) -> String {
        var text: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, index % 5 == 0, index < length - 1 { text.append(UInt8(ascii: "-")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        let upper = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
        switch upper {
        case UInt8(ascii: "O"): return UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return UInt8(ascii: "1")
        default: return alphabet.contains(upper) ? upper : nil
        }
    }
}

/// First passwords for accounts of others: 100 random bits in lower case, in groups that can be read out.
enum InitialPassword {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// `xxxxx-xxxxx-xxxxx-xxxxx`.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in
            (0..<5).map { _ in alphabet[Int(truncatingIfNeeded: generator.next() & 31)] }
        }
        return groups.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    }
}

extension SecretHash {
    /// SHA-256 of a secret.
    init(of secret: [UInt8]) {
        self.init(Array(SHA256.hash(data: secret)))
    }

    /// Compares without telling by its time where they differ.
    func matches(_ other: SecretHash) -> Bool {
        guard bytes.count == other.bytes.count else { return false }
        return zip(bytes, other.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
