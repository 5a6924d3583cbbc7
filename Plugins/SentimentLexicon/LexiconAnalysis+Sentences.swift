extension LexiconAnalysis {
    /// The sentences of a text, as they stand in it. Two are equal if their sentences are.
    public struct Sentences: RandomAccessCollection, Hashable, Sendable {
        /// All, if there are no more than have a place. In place, as `Terms` are, for the same reason.
        private var few = InlineArray<4, Sentence>(repeating: Sentence(start: 0, end: 0, score: 0))
        /// All, if there are more.
        private var many: [Sentence] = []
        public private(set) var count = 0

        private static let fewCount = 4

        public var startIndex: Int { 0 }
        public var endIndex: Int { count }

        /// - Parameter index: below `count`.
        public subscript(index: Int) -> Sentence {
            precondition(index >= 0 && index < count, "no such sentence")
            return count <= Self.fewCount ? few[index] : many[index]
        }

        public static func == (one: Sentences, other: Sentences) -> Bool { one.elementsEqual(other) }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(count)
            for sentence in self { hasher.combine(sentence) }
        }

        /// Puts sentences after the first `start`, over those of the last text.
        /// - Parameters:
        ///   - start: 0 or more than have a place; so many were put.
        ///   - isLast: no more will follow.
        @inline(__always)
        mutating func put(_ part: UnsafeBufferPointer<Sentence>, after start: Int, isLast: Bool) {
            guard isLast, start == 0, part.count <= Self.fewCount, let source = part.baseAddress else {
                return putMany(part, after: start)
            }
            count = part.count
            withUnsafeMutableBytes(of: &few) { bytes in
                // An array in place is its elements one after the other.
                guard let target = bytes.baseAddress?.assumingMemoryBound(to: Sentence.self) else { return }
                var index = 0
                while index < part.count {
                    target[index] = source[index]
                    index &+= 1
                }
            }
        }

        @inline(never)
        private mutating func putMany(_ part: UnsafeBufferPointer<Sentence>, after start: Int) {
            if start == 0 { many.removeAll(keepingCapacity: true) }
            many.append(contentsOf: part)
            count = many.count
        }

        mutating func removeAll() { count = 0 }

        /// Gives all a score of 0.
        mutating func silence() {
            if count > Self.fewCount {
                for index in many.indices { many[index] = many[index].silent }
            } else {
                for index in 0..<count { few[index] = few[index].silent }
            }
        }
    }
}

extension LexiconAnalysis.Sentence {
    fileprivate var silent: Self { Self(start: start, end: end, score: 0) }
}
