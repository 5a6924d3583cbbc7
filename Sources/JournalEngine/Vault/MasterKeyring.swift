import Crypto

/// One master key: 32 bytes that wrap the data keys of users.
struct MasterKey: Sendable, CustomStringConvertible {
    /// The first four bytes of a hash of the key: tells keys apart and gives nothing away.
    let id: UInt32
    let key: SymmetricKey

    /// - Parameter bytes: exactly 32.
    init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
        var hash = SHA256()
        hash.update(data: Array("journald master key id".utf8))
        hash.update(data: bytes)
        id = hash.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A new random key.
    init() {
        let random = SymmetricKey(size: .bits256)
        let bytes = random.withUnsafeBytes { Array($0) }
        var hash = SHA256()
        hash.update(data: Array("journald master key id".utf8))
        hash.update(data: bytes)
        id = hash.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        key = random
    }

    /// Eight hexadecimal digits.
    var name: String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    var description: String { "<redacted>" }
}

/// The master keys that the daemon holds: the first wraps new data keys, all of them unwrap.
struct MasterKeyring: Sendable, CustomStringConvertible {
    /// Never empty: the current key first.
    let keys: [MasterKey]

    init(current: MasterKey, older: [MasterKey] = []) {
        keys = [current] + older
    }

    /// The key that wraps new data keys.
    var current: MasterKey { keys[0] }

    func key(id: UInt32) -> MasterKey? { keys.first { $0.id == id } }

    /// Reads key material: either exactly 32 raw bytes, or lines of 64 hexadecimal digits, the current key first;
    /// empty lines and lines that begin with `#` are passed over. Nil for anything else.
    init?(material: [UInt8]) {
        if material.count == 32, let key = MasterKey(bytes: material) {
            self.init(current: key)
            return
        }
        var found: [MasterKey] = []
        for line in material.split(separator: UInt8(ascii: "\n")) {
            let trimmed = line.drop { $0 == 0x20 || $0 == 0x09 }
            let digits = trimmed.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            guard let first = digits.first else { continue }
            if first == UInt8(ascii: "#") { continue }
            guard let bytes = Hex.decode(digits), let key = MasterKey(bytes: bytes) else { return nil }
            found.append(key)
        }
        guard let current = found.first else { return nil }
        self.init(current: current, older: Array(found.dropFirst()))
    }

    /// The text form of the keyring, for the key file of a personal install.
    var material: [UInt8] {
        var text = Array("# journald master key. Back this file up: without it the journal cannot be read.\n".utf8)
        for key in keys {
            key.key.withUnsafeBytes { text += Hex.encode($0) }
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    var description: String { "<redacted>" }
}

/// Hexadecimal text.
enum Hex {
    static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return text
    }

    /// Nil unless there is an even number of digits and nothing else.
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text {
            guard let value = value(character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? value + 48 : value + 87 }

    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case 48...57: character - 48
        case 65...70: character - 55
        case 97...102: character - 87
        default: nil
        }
    }
}
