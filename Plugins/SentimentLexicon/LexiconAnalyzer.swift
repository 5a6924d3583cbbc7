/// Reads the mood of English texts with a lexicon and rules. Pure: the same text gives the same answer on every thread.
public struct LexiconAnalyzer: Sendable {
    /// Terms that an analysis names at most.
    public static let maximumTerms = 16

    let table: LexiconTable

    /// The analyser with the lexicon that is compiled in.
    public init() { table = BuiltinLexicon.table }

    init(table: LexiconTable) { self.table = table }

    /// The analyser with the user's words. Its version carries a fingerprint of the file, so that scores made with
    /// another file can be told.
    init(user: UserLexicon, replacing: Bool, content: [UInt8]) {
        var print: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in content { print = (print ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let name = BuiltinLexicon.version + (replacing ? "/" : "+") + String(print, radix: 16)
        table = user.table(replacing: replacing, version: name)
    }

    /// The lexicon's name and version.
    public var lexicon: String { table.version }

    /// Analyses a text.
    public func analyze(_ text: String) -> LexiconAnalysis {
        var analysis = LexiconAnalysis(lexicon: lexicon)
        analyze(text, into: &analysis)
        return analysis
    }

    /// Analyses a text in place of what `analysis` held, in its memory: a loop over texts that uses one analysis again
    /// and again takes no memory but for a text of more sentences than any before.
    public func analyze(_ text: String, into analysis: inout LexiconAnalysis) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { analyze(unchecked: $0, into: &analysis) }
        guard done == nil else { return }
        var text = text
        text.withUTF8 { analyze(unchecked: $0, into: &analysis) }
    }

    /// Analyses UTF-8 bytes.
    /// - Returns: nil if they are not UTF-8.
    public func analyze(utf8 bytes: UnsafeBufferPointer<UInt8>) -> LexiconAnalysis? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        return analyze(unchecked: bytes)
    }

    func analyze(unchecked bytes: UnsafeBufferPointer<UInt8>) -> LexiconAnalysis {
        var analysis = LexiconAnalysis(lexicon: lexicon)
        analyze(unchecked: bytes, into: &analysis)
        return analysis
    }

    /// Safe for any bytes; those that are no UTF-8 match nothing.
    private func analyze(unchecked bytes: UnsafeBufferPointer<UInt8>, into analysis: inout LexiconAnalysis) {
        analysis.clear(lexicon: lexicon)
        guard let base = bytes.baseAddress, !bytes.isEmpty else {
            analysis.sentences.removeAll()
            return analysis.terms.removeAll()
        }
        ScratchMemory.use(for: &analysis) { read(base, bytes.count, $0) }
    }

    /// Reads `count` bytes, at least one. Apart from `analyze`, so that nothing of the table is copied on the way here.
    @inline(never)
    private func read(_ base: UnsafePointer<UInt8>, _ count: Int, _ memory: ScratchMemory) {
        var scanner = TextScanner(base: base, count: count, view: table.view, memory: memory)
        let last = scanner.run()
        Self.summarize(&scanner.tally.totals, last, into: &memory.analysis.pointee)
        withExtendedLifetime(table.storage) {}
    }

    /// The totals are lent for writing, as those that are lent for reading would be copied first.
    @inline(__always)
    private static func summarize(_ totals: inout TextTotals, _ last: Rules.Score, into analysis: inout LexiconAnalysis) {
        analysis.sentences.put(totals.sentencesLeft, after: totals.takenSentences, isLast: true)
        analysis.words = totals.words
        // Nothing was found: asked for itself, as it is known before the weights are.
        if totals.hits == 0 { return analysis.terms.removeAll() }
        analysis.matched = totals.matched
        // What was found was withdrawn, or the text is in another language.
        if totals.matched == 0 || totals.foreignWords &* 6 >= max(6, totals.words) {
            analysis.sentences.silence()
            return analysis.terms.removeAll()
        }
        let score = totals.textScore(last: last)
        let neutralWords = Float(max(0, totals.words &- totals.matched))
        let whole = Double(totals.positive - totals.negative + neutralWords)
        analysis.score = score.value
        analysis.label = Verdict.label(score: score.value, totals: &totals)
        analysis.positive = Double(totals.positive) / whole
        analysis.negative = Double(-totals.negative) / whole
        analysis.neutral = max(0, 1 - analysis.positive - analysis.negative)
        analysis.confidence = Verdict.confidence(score: score, totals: &totals)
        analysis.terms.put(totals.foundTerms, count: totals.termCount, atMost: totals.hits)
    }
}
