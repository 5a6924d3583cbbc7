import CSentimentLexicon

extension LexiconAnalysis {
    /// The terms of a text: strongest first, then as they stand in the text. Two are equal if their terms are.
    public struct Terms: RandomAccessCollection, Hashable, Sendable {
        /// Of which the first `count` are the text's. In place, not in an array: that would have to be asked at every text whether
        /// it has another owner.
        private var places = InlineArray<16, Hit>(repeating: Hit(id: 0, weight: 0, start: 0, end: 0))
        public private(set) var count = 0

        public var startIndex: Int { 0 }
        public var endIndex: Int { count }

        /// - Parameter index: below `count`.
        public subscript(index: Int) -> Term {
            precondition(index >= 0 && index < count, "no such term")
            return Term(places[index])
        }

        public static func == (one: Terms, other: Terms) -> Bool { one.elementsEqual(other) }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(count)
            for term in self { hasher.combine(term) }
        }

        /// Puts the terms of a text over those of the last.
        /// - Parameters:
        ///   - hits: `count` of them; if `most` is eight or less, as they stand in the text, and after them as many of weight 0 as
        ///     make eight, or four if `most` is no more.
        ///   - count: at most `LexiconAnalyzer.maximumTerms`.
        ///   - most: `count` or more. A branch on it is not as late as one on `count` would be, which waits for the weights: the text
        ///     after this one is being read meanwhile, and for nothing if the guess was wrong.
        @inline(__always)
        mutating func put(_ hits: UnsafePointer<Hit>, count: Int, atMost most: Int) {
            self.count = count
            withUnsafeMutableBytes(of: &places) { bytes in
                // An array in place is its elements one after the other, and there are `LexiconAnalyzer.maximumTerms`.
                guard let places = bytes.baseAddress?.assumingMemoryBound(to: Hit.self) else { return }
                // Those beyond `count` come last.
                if most <= 4 {
                    lexiconOrderFour(hits, places)
                } else if most <= 8 {
                    lexiconOrderEight(hits, places)
                } else {
                    Self.sort(hits, count, into: places)
                }
            }
        }

        mutating func removeAll() { count = 0 }

        // The place of a term is the number of those before it: counting has no branch to guess.

        @inline(never)
        private static func sort(_ hits: UnsafePointer<Hit>, _ count: Int, into places: UnsafeMutablePointer<Hit>) {
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: LexiconAnalyzer.maximumTerms) { keys in
                guard let keys = keys.baseAddress else { return }
                for index in 0..<count { (keys + index).initialize(to: order(hits[index])) }
                for index in 0..<count {
                    let key = keys[index]
                    var place = 0
                    var other = 0
                    while other < count {
                        place &+= keys[other] < key ? 1 : 0
                        other &+= 1
                    }
                    // Below `count`: there are no more before it than others.
                    places[place] = hits[index]
                }
            }
        }

        /// Grows as a term stands further back. No two terms begin at the same byte.
        @inline(__always)
        private static func order(_ hit: Hit) -> UInt64 { UInt64(~abs(hit.weight).bitPattern) &<< 32 | UInt64(hit.start) }
    }
}
