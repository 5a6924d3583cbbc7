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
        let name = CompiledLexicon.version + (replacing ? "/" : "+") + String(print, radix: 16)
        table = user.table(replacing: replacing, version: name)
    }

    /// The lexicon's name and version.
    public var lexicon: String { table.version }

    /// Analyses a text.
    public func analyze(_ text: String) -> LexiconAnalysis {
        var text = text
        return text.withUTF8 { analyze(unchecked: $0) }
    }

    /// Analyses UTF-8 bytes.
    /// - Returns: nil if they are not UTF-8.
    public func analyze(utf8 bytes: UnsafeBufferPointer<UInt8>) -> LexiconAnalysis? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        return analyze(unchecked: bytes)
    }

    /// Safe for any bytes; those that are no UTF-8 match nothing.
    func analyze(unchecked bytes: UnsafeBufferPointer<UInt8>) -> LexiconAnalysis {
        withUnsafeTemporaryAllocation(of: Hit.self, capacity: SentenceTally.hitCapacity + Self.maximumTerms) { scratch in
            let terms = UnsafeMutableBufferPointer(rebasing: scratch[..<Self.maximumTerms])
            let hits = UnsafeMutableBufferPointer(rebasing: scratch[Self.maximumTerms...])
            var totals = TextTotals(terms: terms, textBytes: bytes.count)
            if let base = bytes.baseAddress, !bytes.isEmpty {
                totals = table.withView { view in
                    let tally = SentenceTally(hits: hits, totals: totals)
                    var scanner = TextScanner(base: base, count: bytes.count, view: view, tally: tally)
                    scanner.run()
                    return scanner.tally.totals
                }
            }
            return summary(of: totals)
        }
    }

    private func summary(of totals: TextTotals) -> LexiconAnalysis {
        if totals.matched == 0 || totals.foreignWords * 6 >= max(6, totals.words) { return unknown(totals) }
        let score = Rules.score(sum: totals.sum, words: totals.feelingWords)
        let neutralWords = Float(max(0, totals.words - totals.matched))
        let whole = Double(totals.positive - totals.negative + neutralWords)
        let positive = Double(totals.positive) / whole
        let negative = Double(-totals.negative) / whole
        return LexiconAnalysis(
            score: score, label: Verdict.label(score: score, totals: totals), positive: positive,
            neutral: max(0, 1 - positive - negative), negative: negative,
            confidence: Verdict.confidence(score: score, totals: totals), sentences: totals.sentences,
            terms: totals.strongestTerms(), matched: totals.matched, words: totals.words, lexicon: table.version)
    }

    /// Nothing was found, or the text is in another language.
    private func unknown(_ totals: TextTotals) -> LexiconAnalysis {
        LexiconAnalysis(
            score: 0, label: .unknown, positive: 0, neutral: 0, negative: 0, confidence: 0,
            sentences: totals.sentences.map { .init(start: $0.start, end: $0.end, score: 0) }, terms: [],
            matched: totals.matched, words: totals.words, lexicon: table.version)
    }
}
