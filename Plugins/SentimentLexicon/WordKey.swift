/// A folded word of at most 32 bytes as four machine words, zero-padded: comparing and hashing it needs no memory access.
///
/// No word contains a zero byte, so that padding cannot make two words equal.
struct WordKey: Equatable {
    var c0: UInt64 = 0
    var c1: UInt64 = 0
    var c2: UInt64 = 0
    var c3: UInt64 = 0
    /// Bytes held. Above `capacity` the word is too long to be in any lexicon.
    var length = 0

    static let capacity = 32

    var isTooLong: Bool { length > Self.capacity }

    /// The word if it has at most eight bytes, else 1: what rules compare.
    @inline(__always)
    var head: UInt64 { length <= 8 ? c0 : 1 }

    init() {}

    /// A word of one to eight bytes.
    @inline(__always)
    init(short chunk: UInt64, length: Int) {
        c0 = chunk
        self.length = length
    }

    /// A word of one to sixteen bytes.
    @inline(__always)
    init(_ first: UInt64, _ second: UInt64, length: Int) {
        c0 = first
        c1 = second
        self.length = length
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        length = bytes.count
        var chunk: UInt64 = 0
        for index in 0..<min(length, Self.capacity) {
            chunk |= UInt64(bytes[index]) &<< UInt64((index & 7) &* 8)
            if index & 7 == 7 || index == length &- 1 {
                setChunk(index &>> 3, chunk)
                chunk = 0
            }
        }
    }

    /// Adds a byte; those beyond the capacity are counted, not kept.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if length < Self.capacity {
            let bits = UInt64(byte) &<< UInt64((length & 7) &* 8)
            switch length &>> 3 {
            case 0: c0 |= bits
            case 1: c1 |= bits
            case 2: c2 |= bits
            default: c3 |= bits
            }
        }
        length &+= 1
    }

    /// Sets eight bytes at once; `index` 0…3.
    @inline(__always)
    mutating func setChunk(_ index: Int, _ chunk: UInt64) {
        switch index {
        case 0: c0 = chunk
        case 1: c1 = chunk
        case 2: c2 = chunk
        default: c3 = chunk
        }
    }

    @inline(__always)
    func chunk(_ index: Int) -> UInt64 {
        switch index {
        case 0: c0
        case 1: c1
        case 2: c2
        default: c3
        }
    }

    /// The byte at an index below `min(length, capacity)`.
    @inline(__always)
    func byte(_ index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: chunk(index &>> 3) &>> UInt64((index & 7) &* 8))
    }

    /// The first `count` bytes.
    func prefix(_ count: Int) -> WordKey {
        var key = WordKey()
        for index in 0..<max(0, min(count, length, Self.capacity)) { key.append(byte(index)) }
        return key
    }

    func hasSuffix(_ suffix: StaticString) -> Bool {
        let count = suffix.utf8CodeUnitCount
        guard count <= length, !isTooLong else { return false }
        for index in 0..<count where byte(length - count + index) != suffix.utf8Start[index] { return false }
        return true
    }

    /// A multiplicative hash, the same in every run. scripts/build-lexicon computes the same.
    @inline(__always)
    var hash: UInt64 {
        if length <= 16 { return Self.hash(c0, c1) }
        return ((c0 &+ c1 &* 8) &* Self.factors.0 ^ c2 &* Self.factors.1 ^ c3 &* Self.factors.2).byteSwapped
    }

    /// The hash of a word of at most sixteen bytes. The highest bits of a product depend on all bits of its factor: they
    /// become the lowest. Most words have one half only, so that adding is enough to keep two of them apart.
    @inline(__always)
    static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 { ((first &+ second &* 8) &* factors.0).byteSwapped }

    /// The hash of a word together with the first two bytes, folded, of the word after it.
    @inline(__always)
    static func hash(_ hash: UInt64, followedBy follower: UInt64) -> UInt64 { hash ^ (follower &* 0x78BD_642F) }

    @inline(__always)
    private static var factors: (UInt64, UInt64, UInt64) {
        (0x9E37_79B9_7F4A_7C15, 0x94D0_49BB_1331_11EB, 0xD6E8_FEB8_6659_FD93)
    }

    /// The key of an ASCII literal of at most eight bytes, for comparing with `c0`.
    @inline(__always)
    static func literal(_ text: StaticString) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<min(8, text.utf8CodeUnitCount) {
            value |= UInt64(text.utf8Start[index]) &<< UInt64(index &* 8)
        }
        return value
    }
}
