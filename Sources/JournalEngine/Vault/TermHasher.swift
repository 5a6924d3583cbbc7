import Crypto
import Synchronization

/// Hashes search terms: HMAC-SHA-256 (RFC 2104) under the user's search key, cut to 64 bits.
///
/// People use the same words day after day, so the hashes of the short ones used last are remembered: looking one up costs a
/// twentieth of hashing it. What is remembered is as secret as the keys, lives as long as they do, and is bounded.
final class TermHasher: Sendable {
    /// One who hashes; valid within `use`.
    struct Session: ~Copyable {
        fileprivate let key: SearchKey
        /// Nil while others use both tables.
        fileprivate var known: KnownTerms?
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
            var taken = table.take() ?? TermTable()
            taken.use { known in
                var session = Session(key: key, known: known)
                body(&session)
                known = session.known ?? known
            }
            table = taken
        }
        if table.withLockIfAvailable({ work(&$0) }) != nil { return }
        if secondTable.withLockIfAvailable({ work(&$0) }) != nil { return }
        var session = Session(key: key, known: nil)
        body(&session)
    }
}

extension TermHasher.Session {
    /// The hash of a folded term, which holds no NUL.
    mutating func hash(_ term: UnsafeRawBufferPointer) -> UInt64 {
        guard !term.isEmpty, term.count <= PackedTerm.longest else { return key.hash(term) }
        return hash(PackedTerm(term), length: term.count)
    }

    /// The same for a short one.
    mutating func hash(_ term: PackedTerm, length: Int) -> UInt64 {
        if let hash = known?.hash(of: term) { return hash }
        let hash = term.withBytes(length) { key.hash($0) }
        known?.remember(term, hash)
        return hash
    }
}

/// The hashes of the terms used last: pairs of slots, in each pair the one used last first.
private struct TermTable {
    struct Slot {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var hash: UInt64 = 0
    }

    /// Pairs, a power of two: 24 KB of memory for one who writes little, 393 KB for one who writes a lot.
    private static let fewest = 512
    private static let most = 8_192

    private var slots = [Slot](repeating: Slot(), count: 2 * fewest)
    /// Terms that were not found since the table has this size.
    private var misses = 0
    /// Secret, so that nobody can choose words that crowd each other out.
    private let seed = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

    /// Has the slots used, and grows afterwards if too little was found.
    mutating func use(_ body: (inout KnownTerms) -> Void) {
        let seed = seed
        misses += slots.withUnsafeMutableBufferPointer { slots in
            var known = KnownTerms(slots: slots, seed: seed)
            body(&known)
            return known.misses
        }
        if misses > 4 * slots.count, slots.count < 2 * Self.most {
            slots = [Slot](repeating: Slot(), count: 2 * slots.count)
            misses = 0
        }
    }
}

/// The slots of a table while they are in use.
private struct KnownTerms {
    let slots: UnsafeMutableBufferPointer<TermTable.Slot>
    let seed: (UInt64, UInt64)
    var misses = 0

    private func first(_ term: PackedTerm) -> Int {
        let product = (term.low ^ seed.0).multipliedFullWidth(by: term.high ^ seed.1)
        return 2 * (Int(truncatingIfNeeded: product.high ^ product.low) & (slots.count / 2 - 1))
    }

    /// An empty slot is equal to no term.
    func hash(of term: PackedTerm) -> UInt64? {
        let first = first(term)
        let newest = slots[first]
        if newest.low == term.low, newest.high == term.high { return newest.hash }
        let older = slots[first + 1]
        guard older.low == term.low, older.high == term.high else { return nil }
        (slots[first], slots[first + 1]) = (older, newest)
        return older.hash
    }

    mutating func remember(_ term: PackedTerm, _ hash: UInt64) {
        misses += 1
        let first = first(term)
        slots[first + 1] = slots[first]
        slots[first] = TermTable.Slot(low: term.low, high: term.high, hash: hash)
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
