import Testing

@testable import SentimentLexicon

@Suite struct PropertyTests {
    static let pieces = [
        "happy", "sad", "not", "never", "really", "but", "wish", "I", "used to", "fed up", "don’t", "n't", ".", "!", "?", ",", "...", "\n",
        "😂", "❤️", "👩‍❤️‍👨", "\u{200D}", "\u{FE0F}", "🏽", ":)", ":(", "é", "\u{301}", "-", "'", "’", "_", "http://", "www.", "@", "#", "9", "Ж",
        "漢", " ", "  ", "\t", "haaaaappy", "nobody", "kind of", "pretty", "like", "\u{0}", "(", ")", "…", "—", "“", "xD", "</3",
    ]

    static func randomText(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...60, using: &generator))
            .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] + (Bool.random(using: &generator) ? " " : "") }
            .joined()
    }

    @Test func anyTextGivesValuesInRangeAndTheSameTwice() {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<3000 {
            let text = Self.randomText(&generator)
            let analysis = analyzer.analyze(text)
            #expect(analysis == analyzer.analyze(text))
            checkRanges(analysis, bytes: text.utf8.count)
        }
    }

    @Test func anyBytesAreWalkedWithoutATrap() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? UInt8.random(in: 0...255, using: &generator) : [0xF0, 0x9F, 0xE2, 0x80, 0x99, 0x27, 0x61, 0x2D][Int.random(in: 0..<8, using: &generator)]
            }
            let analysis = bytes.withUnsafeBufferPointer { analyzer.analyze(unchecked: $0) }
            checkRanges(analysis, bytes: bytes.count)
            #expect(fuzzLexicon(bytes) == (String(validating: bytes, as: UTF8.self) != nil))
        }
    }

    @Test func anAnalysisThatIsUsedAgainHoldsNothingOfTheLastText() {
        var generator = SeededGenerator(seed: 8)
        var again = analyzer.analyze("")
        for _ in 0..<2000 {
            let text = Self.randomText(&generator)
            analyzer.analyze(text, into: &again)
            #expect(again == analyzer.analyze(text))
        }
    }

    /// Words are read in windows, and the end of a text from a copy: none of it may show.
    @Test func whereAWordStandsDoesNotMatter() {
        let tail = "I felt terribly   happyyyy, not at all sad... My ex passed away; sooo under the weather! 😂 don’t wish I was unappreciated"
        let alone = analyzer.analyze(tail)
        for length in 1..<420 {
            let prefix = "yzyzyzy".prefix(length % 7 + 1) + String(repeating: " yzyzy", count: length / 6)
            let text = prefix + ".\n" + tail
            let analysis = analyzer.analyze(text)
            #expect(analysis.score == alone.score && analysis.matched == alone.matched, "after \(prefix.utf8.count) bytes")
            let shift = prefix.utf8.count + 2
            #expect(analysis.terms.map(\.start) == alone.terms.map { $0.start + shift })
        }
    }

    /// The text itself is read up to some bytes before its end, of which white space after it leaves more.
    @Test func whereATextEndsDoesNotMatter() {
        let text = "yzyzy but I felt terribly   happyyyy, not at all sad; under the weather and fed up with it – over the moon too, so nice"
        for start in 0..<40 {
            let begun = text.dropFirst(start)
            for length in 1...begun.count {
                let cut = String(begun.prefix(length))
                let (alone, followed) = (analyzer.analyze(cut), analyzer.analyze(cut + String(repeating: " ", count: 100)))
                #expect(alone.score == followed.score && alone.words == followed.words && alone.terms == followed.terms, "\(cut)")
            }
        }
    }

    @Test func termsAreEqualIfTheyReadAlike() {
        var used = analyzer.analyze("lovely, sad, nice, awful, calm, angry")
        analyzer.analyze("a sad day", into: &used)
        let fresh = analyzer.analyze("a sad day")
        #expect(used.terms == fresh.terms && used.terms.hashValue == fresh.terms.hashValue && Array(used.terms) == Array(fresh.terms))
        #expect(used.terms != analyzer.analyze("a sad sad day").terms)
    }

    private func checkRanges(_ analysis: LexiconAnalysis, bytes: Int) {
        #expect(analysis.score >= -1 && analysis.score <= 1)
        #expect(analysis.confidence >= 0 && analysis.confidence <= 1)
        for share in [analysis.positive, analysis.neutral, analysis.negative] { #expect(share >= 0 && share <= 1) }
        #expect(analysis.matched <= analysis.words)
        for sentence in analysis.sentences {
            #expect(sentence.start >= 0 && sentence.start < sentence.end && sentence.end <= bytes)
            #expect(sentence.score >= -1 && sentence.score <= 1)
        }
        for term in analysis.terms { #expect(term.start >= 0 && term.start < term.end && term.end <= bytes) }
    }

    @Test func invalidUTF8IsRefused() {
        for bytes: [UInt8] in [[0xFF], [0xC3], [0x68, 0x69, 0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            #expect(bytes.withUnsafeBufferPointer { analyzer.analyze(utf8: $0) } == nil)
        }
        #expect(Array("good".utf8).withUnsafeBufferPointer { analyzer.analyze(utf8: $0) }?.label == .positive)
    }

    @Test(arguments: [
        "I had a wonderful day.", "I am so sad and tired!", "I love my sister. I hate this job.", "Not bad at all.",
        "I wish I was happy.", "ok.", "It was lovely 😂",
    ])
    func aNeutralSentenceNeverChangesTheLabel(_ text: String) {
        let before = analyzer.analyze(text)
        for neutral in ["The bus came at ten.", "We walked to the station and then to the harbour."] {
            for count in [1, 10, 300] {
                let after = analyzer.analyze(text + " " + Array(repeating: neutral, count: count).joined(separator: " "))
                #expect(after.label == before.label)
                #expect(after.score == before.score)
            }
        }
    }

    @Test func randomTextsKeepTheirLabelBeforeANeutralSentence() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<1000 {
            let words = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                ["happy", "sad", "not", "very", "the", "bus", "awful", "calm", "but", "never", "came"][Int.random(in: 0..<11, using: &generator)]
            }
            let text = words.joined(separator: " ") + "."
            #expect(label(text) == label(text + " The bus came at ten."))
        }
    }

    @Test func hostileTextsAreWalkedOnce() {
        let marks = "a" + String(repeating: "\u{301}", count: 300_000)
        let joined = String(repeating: "👩\u{200D}", count: 100_000)
        let long = String(repeating: "a", count: 1_000_000)
        let hyphens = String(repeating: "so-", count: 300_000)
        let spaces = "under" + String(repeating: " ", count: 1_000_000) + "the weather"
        let stops = String(repeating: "! ", count: 500_000)
        let lines = String(repeating: "a\n\n", count: 200_000) + String(repeating: "\n", count: 500_000)
        for text in [lines, marks, joined, long, hyphens, spaces, stops] { #expect(analyzer.analyze(text).score == 0) }
        #expect(analyzer.analyze(joined).words == 1)
        #expect(analyzer.analyze("happy " + marks + " happy").matched == 2)
    }

    @Test func callsFromManyTasksAgree() async {
        let text = "I love this day, but my head hurts so much! 😂"
        let expected = analyzer.analyze(text)
        await withTaskGroup(of: LexiconAnalysis.self) { group in
            for _ in 0..<64 { group.addTask { LexiconAnalyzer().analyze(text) } }
            for await analysis in group { #expect(analysis == expected) }
        }
    }
}
