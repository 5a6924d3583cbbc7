/// Uninitialised memory for one analysis, of nobody else meanwhile.
struct ScratchMemory {
    /// Room for one hit more than `SentenceTally.hitCapacity`.
    let hits: UnsafeMutablePointer<Hit>
    /// Room for `LexiconAnalyzer.maximumTerms` hits.
    let terms: UnsafeMutablePointer<Hit>
    /// As many numbers.
    let sizes: UnsafeMutablePointer<Float>
    /// Room for `TextTotals.sentenceCapacity` sentences.
    let sentences: UnsafeMutablePointer<LexiconAnalysis.Sentence>
    /// Room for `TextScanner.scratchSize` bytes.
    let text: UnsafeMutablePointer<UInt8>
    /// Takes the sentences for which there is no more room.
    let analysis: UnsafeMutablePointer<LexiconAnalysis>

    /// Lends the memory to `body`: from the stack, as no part is larger than the kilobyte that a temporary allocation may take there.
    @inline(__always)
    static func use(for analysis: inout LexiconAnalysis, _ body: (ScratchMemory) -> Void) {
        withUnsafeMutablePointer(to: &analysis) { analysis in
            withUnsafeTemporaryAllocation(of: Hit.self, capacity: SentenceTally.hitCapacity + 1 + LexiconAnalyzer.maximumTerms) { hits in
                withUnsafeTemporaryAllocation(of: LexiconAnalysis.Sentence.self, capacity: TextTotals.sentenceCapacity) { sentences in
                    withUnsafeTemporaryAllocation(of: Float.self, capacity: LexiconAnalyzer.maximumTerms) { sizes in
                        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: TextScanner.scratchSize) { text in
                            // None is empty, so that each has an address.
                            guard let hits = hits.baseAddress, let sentences = sentences.baseAddress,
                                let sizes = sizes.baseAddress, let text = text.baseAddress
                            else { return }
                            body(
                                ScratchMemory(
                                    hits: hits, terms: hits + SentenceTally.hitCapacity + 1, sizes: sizes, sentences: sentences,
                                    text: text, analysis: analysis))
                        }
                    }
                }
            }
        }
    }
}
