/// Uninitialised memory for one analysis, of nobody else meanwhile. Four words, so that it is handed on in registers.
struct ScratchMemory {
    /// Room for the hits of a sentence, with one before them and enough after them to make their number divide by four.
    let hits: UnsafeMutablePointer<Hit>
    /// Room for `TextTotals.sentenceCapacity` sentences.
    let sentences: UnsafeMutablePointer<LexiconAnalysis.Sentence>
    /// Takes the sentences for which there is no more room.
    let analysis: UnsafeMutablePointer<LexiconAnalysis>
    /// The terms, their sizes and the text, one after the other.
    private let others: UnsafeMutableRawPointer

    private static let hitRoom = SentenceTally.hitCapacity + 1 + TextTotals.fewHits
    private static let termBytes = LexiconAnalyzer.maximumTerms * MemoryLayout<Hit>.stride
    private static let sizeBytes = LexiconAnalyzer.maximumTerms * MemoryLayout<Float>.stride
    private static let otherBytes = termBytes + sizeBytes + TextScanner.scratchSize

    /// Room for `LexiconAnalyzer.maximumTerms` hits.
    var terms: UnsafeMutablePointer<Hit> { others.assumingMemoryBound(to: Hit.self) }
    /// As many numbers.
    var sizes: UnsafeMutablePointer<Float> { (others + Self.termBytes).assumingMemoryBound(to: Float.self) }
    /// Room for `TextScanner.scratchSize` bytes.
    var text: UnsafeMutablePointer<UInt8> { (others + Self.termBytes + Self.sizeBytes).assumingMemoryBound(to: UInt8.self) }

    /// Lends the memory to `body`: from the stack, as no part is larger than the kilobyte that a temporary allocation may take there.
    @inline(__always)
    static func use(for analysis: inout LexiconAnalysis, _ body: (ScratchMemory) -> Void) {
        withUnsafeMutablePointer(to: &analysis) { analysis in
            withUnsafeTemporaryAllocation(of: Hit.self, capacity: hitRoom) { hits in
                withUnsafeTemporaryAllocation(of: LexiconAnalysis.Sentence.self, capacity: TextTotals.sentenceCapacity) { sentences in
                    withUnsafeTemporaryAllocation(byteCount: otherBytes, alignment: 16) { others in
                        // None is empty, so that each has an address.
                        guard let hits = hits.baseAddress, let sentences = sentences.baseAddress, let others = others.baseAddress
                        else { return }
                        body(ScratchMemory(hits: hits, sentences: sentences, analysis: analysis, others: others))
                    }
                }
            }
        }
    }
}
