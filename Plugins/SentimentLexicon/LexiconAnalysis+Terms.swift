extension LexiconAnalysis {
    /// The terms of a text: strongest first, then as they stand in the text. Two are equal if their terms are.
    public struct Terms: RandomAccessCollection, Hashable, Sendable {
        /// None, or `LexiconAnalyzer.maximumTerms`, of which `count` are the text's: so their number changes with every text, but
        /// not that of the array.
        private var places: [Term] = []
        public private(set) var count = 0

        public var startIndex: Int { 0 }
        public var endIndex: Int { count }

        /// - Parameter index: below `count`.
        public subscript(index: Int) -> Term {
            precondition(index >= 0 && index < count, "no such term")
            return places[index]
        }

        public static func == (one: Terms, other: Terms) -> Bool { one.elementsEqual(other) }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(count)
            for term in self { hasher.combine(term) }
        }

        /// Puts the terms of a text over those of the last.
        /// - Parameters:
        ///   - hits: at least four that are initialised, and all of `count`.
        ///   - count: at most `LexiconAnalyzer.maximumTerms`.
        @inline(__always)
        mutating func put(_ hits: UnsafePointer<Hit>, count: Int) {
            self.count = count
            if count == 0 { return }
            if places.isEmpty { makePlaces() }
            places.withUnsafeMutableBufferPointer { places in
                // There are `LexiconAnalyzer.maximumTerms`.
                guard let places = places.baseAddress else { return }
                if count <= 4 { Self.sortFew(hits, count, into: places) } else { Self.sort(hits, count, into: places) }
            }
        }

        @inline(never)
        private mutating func makePlaces() {
            places = [Term](repeating: Term(start: 0, end: 0, weight: 0), count: LexiconAnalyzer.maximumTerms)
        }

        mutating func removeAll() { count = 0 }

        // The place of a term is the number of those before it: counting has no branch to guess.

        /// Up to four, as most short texts have. All four are put, those beyond `count` after the others: their number differs from
        /// text to text and would be guessed wrong.
        @inline(__always)
        private static func sortFew(_ hits: UnsafePointer<Hit>, _ count: Int, into places: UnsafeMutablePointer<Term>) {
            let first = order(hits[0])
            let second = order(hits[1]) | beyond(count, 1)
            let third = order(hits[2]) | beyond(count, 2)
            let fourth = order(hits[3]) | beyond(count, 3)
            let (a, b, c) = (second < first ? 1 : 0, third < first ? 1 : 0, fourth < first ? 1 : 0)
            let (d, e, f) = (third < second ? 1 : 0, fourth < second ? 1 : 0, fourth < third ? 1 : 0)
            places[a &+ b &+ c] = Term(hits[0])
            places[1 &- a &+ d &+ e] = Term(hits[1])
            places[2 &- b &- d &+ f] = Term(hits[2])
            places[3 &- c &- e &- f] = Term(hits[3])
        }

        /// All bits if a place is not below `count`, else none.
        @inline(__always)
        private static func beyond(_ count: Int, _ place: Int) -> UInt64 { UInt64(bitPattern: Int64((count &- 1 &- place) &>> 63)) }

        private static func sort(_ hits: UnsafePointer<Hit>, _ count: Int, into places: UnsafeMutablePointer<Term>) {
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
                    places[place] = Term(hits[index])
                }
            }
        }

        /// Grows as a term stands further back. No two terms begin at the same byte.
        @inline(__always)
        private static func order(_ hit: Hit) -> UInt64 { UInt64(~abs(hit.weight).bitPattern) &<< 32 | UInt64(hit.start) }
    }
}
