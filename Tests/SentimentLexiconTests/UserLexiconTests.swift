import Testing

@testable import SentimentLexicon

@Suite struct UserLexiconTests {
    private func parse(_ text: String) throws(UserLexicon.Mistake) -> UserLexicon { try UserLexicon(Array(text.utf8)) }

    private func analyzer(_ text: String, replacing: Bool = false) throws -> LexiconAnalyzer {
        LexiconAnalyzer(user: try parse(text), replacing: replacing, content: Array(text.utf8))
    }

    @Test func wordsAreLaidOverTheBuiltInOnes() throws {
        let own = try analyzer("brexit\t-2.1\t0.5\t[-2, -2]\nhappy\t-3\n")
        #expect(own.analyze("brexit").score < 0)
        #expect(own.analyze("happy").score < 0)
        #expect(own.analyze("lovely").score > 0)
        #expect(own.analyze("not brexit").score > 0)
    }

    @Test func replacingDropsTheBuiltInRatingsAndKeepsTheRules() throws {
        let own = try analyzer("brexit\t-2.1\t0.5\t[-2, -2]\n:-)\t2\n", replacing: true)
        #expect(own.analyze("lovely, fed up 😂").label == .unknown)
        #expect(own.analyze("not brexit").score > 0)
        #expect(own.analyze("really brexit").score < own.analyze("brexit").score)
        #expect(own.analyze("ha :-)").score > 0)
    }

    /// Phrases are told by their first word and the first two bytes of the second; one-letter words and apostrophes are not.
    @Test func theLongestPhraseOfAPairIsFound() throws {
        let own = try analyzer("zyx ab\t1\nzyx abc\t-1\nzyx abc de\t2\nzyx ab cd\t-2\nzyx abd\t3\nyx a\t1\nyx a b\t-2\nyx i'm\t3\n")
        let expected: [(String, Double)] = [
            ("zyx ab", 1), ("ZYX Abc", -1), ("zyx abc  de", 2), ("zyx  ab cd", -2), ("zyx abd", 3), ("yx a", 1), ("yx a b", -2), ("yx i’m", 3),
        ]
        for (text, weight) in expected {
            #expect(own.analyze(text).terms.map(\.weight) == [weight], "\(text)")
            #expect(own.analyze("yzy \(text) yzy yzy yzy yzy").terms.map(\.weight) == [weight], "\(text)")
        }
        #expect(own.analyze("zyx abe zyx bab zyx").matched == 0)
    }

    @Test func theLastLineOfATokenWinsAndCapitalsAreSkipped() throws {
        let lexicon = try parse("moss\t1\nmoss\t-2\r\n\nMOSS\t4\n")
        #expect(lexicon.skipped == 1)
        #expect(LexiconAnalyzer(user: lexicon, replacing: true, content: []).analyze("moss").score < 0)
    }

    @Test(arguments: [
        ("good\t1\nbad\n", 2), ("good\t1\n\nbad\tmuch\n", 3), ("good\t5\n", 1), ("good\tnan\n", 1), ("good\tinf\n", 1), ("\t1\n", 1),
        ("", 1), ("good\t\n", 1), ("a\t1\nb\t1\nc\t-4.01\n", 3),
    ])
    func mistakesNameTheirLine(_ text: String, _ line: Int) throws {
        let mistake = try #require(throws: UserLexicon.Mistake.self) { try parse(text) }
        #expect(mistake.line == line)
        #expect(mistake.description.hasPrefix("line \(line): "))
    }

    @Test func whatIsNotUTF8IsAMistake() throws {
        let mistake = try #require(throws: UserLexicon.Mistake.self) { try UserLexicon(Array("a\t1\n".utf8) + [0xFF, 0x09, 0x31]) }
        #expect(mistake.line == 2)
    }

    @Test func theVersionTellsTheFile() throws {
        let one = try analyzer("moss\t1\n")
        let two = try analyzer("moss\t2\n")
        #expect(one.lexicon != two.lexicon)
        #expect(one.lexicon == (try analyzer("moss\t1\n").lexicon))
        #expect(one.lexicon != LexiconAnalyzer().lexicon)
        #expect(one.lexicon != (try analyzer("moss\t1\n", replacing: true).lexicon))
    }

    @Test func manyPhrasesOfOneWordAreBounded() throws {
        let lines = (0..<20_000).map { "moss w\(String($0, radix: 16))x\t1\n" }
        let own = try analyzer(lines.joined())
        #expect(own.table.entry("moss").map { own.table.phrases(of: $0).count } == LexiconTableBuilder.phrasesOfOneHead)
        #expect(own.analyze("moss w1x").score > 0)
    }

    @Test func manyWordsGrowTheTable() throws {
        let lines = (0..<60_000).map { "w\(String($0, radix: 16))x\t1\n" }
        let own = try analyzer(lines.joined())
        #expect(own.analyze("lovely").score > 0)
        #expect(own.table.words.count > 50_000)
    }
}
