import PluginAPI

/// The hashed terms of a text: its words, and the first three letters of each for prefix searches.
enum SearchTerms {
    /// Letters of a prefix that are indexed; a shorter prefix is searched by opening entries.
    static let prefixLetters = 3
    /// Distinct terms that one entry is found by; a longer text is found by its first ones.
    static let most = 20_000

    /// What stands before a word's beginning, so that `sea` the word and `sea…` the beginning are two terms.
    static let prefixTag: UInt8 = 1

    /// What an entry is found by, and how many words it has.
    struct Found {
        /// Distinct, ascending.
        var hashes: [TermHash]
        var words: Int
    }

    static func find(title: [UInt8], body: [UInt8], keys: UserKeys) -> Found {
        var words = 0
        var collected = Collected()
        keys.withTermHasher { hasher in
            for text in [title, body] {
                WordScanner.scanFolded(text) { word, length in
                    words += 1
                    collected.add(hasher.hash(word, length: length))
                    if length >= prefixLetters {
                        collected.add(hasher.hash(word.beginning(tag: prefixTag), length: prefixLetters + 1))
                    }
                } long: { tagged in
                    words += 1
                    let word = UnsafeRawBufferPointer(rebasing: tagged[1...])
                    collected.add(hasher.hash(word))
                    if let end = prefixEnd(word) {
                        tagged[0] = prefixTag
                        collected.add(hasher.hash(UnsafeRawBufferPointer(rebasing: tagged[..<(end + 1)])))
                    }
                }
            }
        }
        return Found(hashes: collected.ascending(), words: words)
    }

    /// The term under which a word's beginning is indexed, or nil when it is too short.
    static func prefixTerm(_ folded: [UInt8]) -> [UInt8]? {
        folded.withUnsafeBytes { prefixEnd($0) }.map { [prefixTag] + folded[..<$0] }
    }

    /// The byte at which a word's first letters end, or nil when it has too few.
    private static func prefixEnd(_ folded: UnsafeRawBufferPointer) -> Int? {
        var letters = 0
        for (index, byte) in folded.enumerated() where byte & 0xC0 != 0x80 {
            if letters == prefixLetters { return index }
            letters += 1
        }
        return letters == prefixLetters ? folded.count : nil
    }

    /// The first `most` distinct hashes of a text. Repeats are only looked for where the bound comes near.
    private struct Collected {
        private var values: [UInt64] = []
        private var distinct: Set<UInt64>?

        init() { values.reserveCapacity(512) }

        mutating func add(_ value: UInt64) {
            guard distinct != nil else {
                values.append(value)
                if values.count == most { distinct = Set(values) }
                return
            }
            if (distinct?.count ?? 0) < most { distinct?.insert(value) }
        }

        func ascending() -> [TermHash] {
            var ordered = distinct.map(Array.init) ?? values
            ordered.sortEven()
            var hashes: [TermHash] = []
            hashes.reserveCapacity(ordered.count)
            var last: UInt64?
            for value in ordered where value != last {
                hashes.append(TermHash(value))
                last = value
            }
            return hashes
        }
    }
}

extension [UInt64] {
    /// Sorts values that are spread evenly, as hashes are: each is put near its place by its first bits, and the rest is insertion,
    /// which is short where few share their first bits.
    fileprivate mutating func sortEven() {
        let bits = UInt64(Swift.max(1, 64 - count.leadingZeroBitCount))
        var ends = [Int](repeating: 0, count: 1 << Int(bits))
        for value in self { ends[Int(value >> (64 - bits))] += 1 }
        var sum = 0
        for index in ends.indices {
            sum += ends[index]
            ends[index] = sum
        }
        var sorted = [UInt64](repeating: 0, count: count)
        for value in self {
            let bucket = Int(value >> (64 - bits))
            ends[bucket] -= 1
            sorted[ends[bucket]] = value
        }
        for index in sorted.indices.dropFirst() {
            let value = sorted[index]
            var place = index
            while place > 0, sorted[place - 1] > value {
                sorted[place] = sorted[place - 1]
                place -= 1
            }
            sorted[place] = value
        }
        self = sorted
    }
}
