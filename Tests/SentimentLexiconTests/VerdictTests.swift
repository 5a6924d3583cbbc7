import Testing

@testable import SentimentLexicon

@Suite struct VerdictTests {
    @Test func strongBothWaysIsMixed() {
        #expect(label("I love my wonderful sister. I hate this terrible job.") == .mixed)
        #expect(label("I love my wonderful sister.") == .positive)
    }

    @Test func nothingMatchedIsUnknown() {
        #expect(label("The bus came at ten.") == .unknown)
        #expect(label("Ok, but not nice, the table") != .unknown)
    }

    /// Its division is two products, and the line of its size is told before the size: with numbers that fit the constants beside them.
    @Test func aScoreIsWhatItsFormulaSays() {
        var wrong = 0
        let bounds: [Double] = [0.389_249_47, 1.217_996_9, 2.236_068, 3.796_283, Rules.whisper]
        let near = bounds.flatMap { bound in (-500...500).map { Float(bitPattern: UInt32(Int(Float(bound).bitPattern) + $0)) } }
        let spread = stride(from: Float(1e-4).bitPattern, to: Float(300).bitPattern, by: 61).map { Float(bitPattern: $0) }
        for sum in near + spread {
            let dense = Double(sum)
            let heard = dense * min(dense / Rules.whisper, 1)
            let value = heard / (heard * heard + Rules.squash).squareRoot()
            let score = Rules.score(sum: sum, words: 10)
            let line = [0.1, 0.3, 0.5, 0.7].filter { value >= $0 }.count
            let mirrored = Rules.score(sum: -sum, words: 10)
            if score.value != value || score.line != line || mirrored.value != -value || mirrored.line != line { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test func sharesAddUpToOne() {
        let analysis = analyzer.analyze("I love my sister. I hate this job. The bus came.")
        #expect(abs(analysis.positive + analysis.neutral + analysis.negative - 1) < 1e-6)
        #expect(analysis.positive > 0 && analysis.negative > 0 && analysis.neutral > 0)
    }

    @Test func confidenceGrowsWithTheScore() {
        let weak = analyzer.analyze("ok")
        let strong = analyzer.analyze("wonderful, happy, lovely, great")
        #expect(weak.confidence < strong.confidence)
        #expect(strong.confidence <= 1 && weak.confidence >= 0.5)
    }

    @Test func confidenceIsLoweredByWishesThePastAndIrony() {
        let plain = analyzer.analyze("I love it, so great and lovely")
        #expect(analyzer.analyze("yeah right, I love it, so great and lovely").confidence < plain.confidence)
        // Same size of score, less trust.
        let wish = analyzer.analyze("I wish I was happy and loved")
        let sad = analyzer.analyze("meh")
        #expect(wish.confidence < 0.5 + (sad.confidence - 0.5) * 3)
        #expect(wish.score < 0)
    }

    @Test func sentencesCoverTheTextInOrder() {
        let text = "What a day! I’m happy. And then… nothing\nDone?"
        let analysis = analyzer.analyze(text)
        #expect(analysis.sentences.count >= 4)
        var end = 0
        for sentence in analysis.sentences {
            #expect(sentence.start >= end && sentence.end > sentence.start && sentence.end <= text.utf8.count)
            end = sentence.end
        }
    }

    @Test func sentencesBeginAtTheirFirstLetter() {
        let text = "  One is happy.  \n\n Two is sad."
        let bytes = Array(text.utf8)
        let sentences = analyzer.analyze(text).sentences.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
        #expect(sentences == ["One is happy.", "Two is sad."])
    }

    @Test func termsNameWhatCountedWithItsPlace() throws {
        let text = "Today was lovely, but I was not calm with the awful soup"
        let analysis = analyzer.analyze(text)
        let bytes = Array(text.utf8)
        let named = analysis.terms.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
        #expect(Set(named) == ["lovely", "calm", "awful"])
        #expect(named.first == "awful")
        let calm = try #require(analysis.terms.first { bytes[$0.start] == UInt8(ascii: "c") })
        #expect(calm.weight < 0)
    }

    @Test func termsAreBounded() {
        let words = ["good", "bad", "happy", "sad", "love", "hate", "nice", "awful", "great", "poor", "kind", "angry", "calm", "tired",
            "proud", "ashamed", "lucky", "afraid", "sweet", "bitter"]
        let analysis = analyzer.analyze(words.joined(separator: " . "))
        #expect(analysis.terms.count == LexiconAnalyzer.maximumTerms)
        #expect(analysis.matched == words.count)
        #expect(analysis.words == words.count)
    }

    @Test func wordsAreCounted() {
        #expect(analyzer.analyze("I don’t know. It's 10 o'clock, state-of-the-art 👍🏽").words == 8)
    }
}
