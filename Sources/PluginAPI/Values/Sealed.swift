/// Ciphertext. Only the daemon's vault makes it and opens it; a storage plugin keeps it byte for byte.
public struct SealedBytes: Hashable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The length only: ciphertext is of no use in a log.
    public var description: String { "<sealed, \(bytes.count) bytes>" }
}

/// A search term of one user: the first 64 bits of HMAC-SHA-256 under that user's search key.
///
/// Equal words of one user are equal here; words of two users are unrelated.
public struct TermHash: Hashable, Comparable, Sendable {
    public let value: UInt64

    public init(_ value: UInt64) {
        self.value = value
    }

    public static func < (left: TermHash, right: TermHash) -> Bool { left.value < right.value }
}

/// The 128-bit keyed hash of a category's folded name: equal names of one user are equal here.
public struct NameHash: Hashable, Sendable {
    /// Sixteen bytes.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}
