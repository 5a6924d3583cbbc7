import Crypto
import Synchronization

/// Hashes search terms: HMAC-SHA-256 (RFC 2104) under the user's search key, cut to 64 bits.
///
/// People use the same words day after day, so the hashes of the short ones used last are remembered: looking one up costs a
/// twentieth of hashing it. What is remembered is as secret as the keys, lives as long as they do, and is bounded.
final class TermHasher: Sendable {
    /// Terms up to this many bytes are remembered.
    static let longestRemembered = 16

    /// One who hashes; valid within `use`.
    struct Session: ~Copyable {
        fileprivate let key: SearchKey
        /// Nil while others use both tables.
        fileprivate var table: TermTable?
    }

    private let key: SearchKey
    private let table = Mutex<TermTable?>(nil)
    /// Made when two texts of one user are hashed at the same time.
    private let secondTable = Mutex<TermTable?>(nil)

    init(key: SymmetricKey) {
        self.key = SearchKey(key)
    }

    /// Calls `body` with a session. Nobody waits for a table: who finds both in use hashes without.
    func use(_ body: (inout Session) -> Void) {
        func work(_ table: inout TermTable?) {
            var session = Session(key: key, table: table.take() ?? TermTable())
            body(&session)
            table = session.table
        }
        if table.withLockIfAvailable({ work(&$0) }) != nil { return }
        if secondTable.withLockIfAvailable({ work(&$0) }) != nil { return }
        var session = Session(key: key, table: nil)
        body(&session)
    }
}

extension TermHasher.Session {
    /// The hash of a folded term, which holds no NUL.
    mutating func hash(_ term: UnsafeRawBufferPointer) -> UInt64 {
        guard !term.isEmpty, term.count <= TermHasher.longestRemembered, table != nil else { return key.hash(term) }
        var words: (UInt64, UInt64) = (0, 0)
        // A term has no NUL, so the padding makes no two terms equal.
        withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: term) }
        if let known = table?.hash(of: words) { return known }
        let hash = key.hash(term)
        table?.remember(words, hash)
        return hash
    }
}

/// The hashes of the terms used last: pairs of slots, in each pair the one used last first.
private struct TermTable {
    private struct Slot {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var hash: UInt64 = 0
    }

    /// Pairs, a power of two: 24 KB of memory for one who writes little, 196 KB for one who writes a lot.
    private static let fewest = 512
    private static let most = 4_096

    private var slots = [Slot](repeating: Slot(), count: 2 * fewest)
    /// Terms that were not found since the table has this size.
    private var misses = 0
    /// Secret, so that nobody can choose words that crowd each other out.
    private let seed = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

    private func first(_ words: (UInt64, UInt64)) -> Int {
        let product = (words.0 ^ seed.0).multipliedFullWidth(by: words.1 ^ seed.1)
        return 2 * (Int(truncatingIfNeeded: product.high ^ product.low) & (slots.count / 2 - 1))
    }

    /// An empty slot is equal to no term.
    mutating func hash(of words: (UInt64, UInt64)) -> UInt64? {
        let first = first(words)
        if slots[first].low == words.0, slots[first].high == words.1 { return slots[first].hash }
        guard slots[first + 1].low == words.0, slots[first + 1].high == words.1 else { return nil }
        slots.swapAt(first, first + 1)
        return slots[first].hash
    }

    mutating func remember(_ words: (UInt64, UInt64), _ hash: UInt64) {
        misses += 1
        if misses > 4 * slots.count, slots.count < 2 * Self.most {
            slots = [Slot](repeating: Slot(), count: 2 * slots.count)
            misses = 0
        }
        let first = first(words)
        slots[first + 1] = slots[first]
        slots[first] = Slot(low: words.0, high: words.1, hash: hash)
    }
}

/// HMAC-SHA-256 with both pads hashed beforehand. The library's `HMAC` does the same behind generic code that takes longer
/// than the hashing itself; a test compares the two.
private struct SearchKey: Sendable {
    private var inner = SHA256()
    private var outer = SHA256()

    /// - Parameter key: 32 bytes.
    init(_ key: SymmetricKey) {
        func pad(_ byte: UInt8) -> [UInt8] {
            key.withUnsafeBytes { $0.map { $0 ^ byte } } + [UInt8](repeating: byte, count: 64 - key.bitCount / 8)
        }
        inner.update(data: pad(0x36))
        outer.update(data: pad(0x5C))
    }

    func hash(_ term: UnsafeRawBufferPointer) -> UInt64 {
        var inner = inner
        inner.update(bufferPointer: term)
        var outer = outer
        inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
        return outer.finalize().withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
    }
}
