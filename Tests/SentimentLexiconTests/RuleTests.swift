import Testing

@testable import SentimentLexicon

@Suite struct RuleTests {
    @Test func negationTurnsAndWeakens() {
        #expect(score("I am not happy") < 0)
        #expect(abs(score("I am not happy")) < score("I am happy"))
        #expect(score("It was not terrible") > 0)
    }

    @Test func negationStopsAtTheEndOfAClause() {
        #expect(score("I did not go, happy as I was") > 0)
        #expect(score("I did not go; wonderful evening") > 0)
        #expect(score("Never mind that. Lovely evening") > 0)
    }

    @Test func negationReachesFourWords() {
        #expect(score("not in any way happy") < 0)
        #expect(score("not one two three four five six happy") > 0)
    }

    @Test func aDenyingWordThatDeniesAFeelingDoesNotCountTwice() {
        #expect(score("no fear") > 0)
        #expect(score("without pain") > 0)
    }

    @Test func boostersStrengthenAndFade() {
        #expect(score("really happy") > score("happy"))
        #expect(score("really happy") > score("really green big happy"))
        #expect(score("somewhat happy") < score("happy"))
        #expect(score("a bit sad") > score("sad"))
        #expect(score("very sad") < score("sad"))
    }

    @Test func aBoosterWithAFeelingOfItsOwnOnlyBoosts() {
        #expect(score("terribly good") > 0)
        #expect(score("pretty bad") < score("bad"))
    }

    @Test func butWeighsWhatFollows() {
        #expect(score("The food was good but the day was bad") < 0)
        #expect(score("The food was bad but the day was good") > 0)
    }

    @Test func butStaysInItsSentence() {
        let before = analyzer.analyze("What a lovely morning. It rained but that was fine.")
        #expect(before.sentences.first?.score == analyzer.analyze("What a lovely morning.").sentences.first?.score)
    }

    @Test func exclamationsCountInTheirSentence() {
        #expect(score("happy!") > score("happy"))
        #expect(score("sad!!") < score("sad!"))
        #expect(score("happy!!!!") == score("happy!!!!!!!!"))
        let two = analyzer.analyze("I am happy. The bus came!!!")
        #expect(two.sentences.first?.score == analyzer.analyze("I am happy.").score)
    }

    @Test func emphasisNeverMakesAFeelingOfNothing() {
        #expect(score("The bus came!!!!") == 0)
        #expect(score("Which bus????") == 0)
    }

    @Test func wishesAreNotSo() {
        #expect(score("I wish I was happy") < 0)
        #expect(score("I wish you a happy birthday") > 0)
    }

    @Test func whatIsOverIsNotPraise() {
        #expect(score("I used to love it") < score("I love it"))
        #expect(score("I am used to good coffee") > 0)
    }

    @Test func whatStandsBeforeLikeIsKnownAtAnyLength() {
        #expect(score("I actually like it here") > 0)
        #expect(score("my neighbours like it here") == 0)
    }

    /// U+02BC takes two bytes, U+2019 three.
    @Test func everyApostropheIsOne() {
        for mark in ["'", "\u{2019}", "\u{02BC}"] {
            #expect(score("I can\(mark)t stand it") == score("I can't stand it"), "U+\(mark.unicodeScalars.map(\.value))")
            #expect(score("I don\(mark)t like it") == score("I don't like it"))
            #expect(score("a half-done thing that isn\(mark)t worth it") == score("a half-done thing that isn't worth it"))
        }
    }

    @Test func phrasesAreMatchedLongestFirst() {
        #expect(score("I have had enough of this") < 0)
        #expect(score("never been better") > 0)
        #expect(analyzer.analyze("Under   the weather").matched == 1)
        #expect(score("underthe weather") == 0)
    }

    @Test func theSameEmojiInARowCountsThreeTimes() {
        #expect(score("😂😂😂") == score("😂😂😂😂😂😂😂😂"))
        #expect(score("😂😂") < score("😂😂😂"))
    }

    @Test func namesAndAddressesAreNotRead() {
        #expect(analyzer.analyze("@happygirl https://love.example/wonderful www.great.example").matched == 0)
        #expect(score("#love") > 0)
    }

    @Test func emoticonsAreRead() {
        #expect(score("home :)") > 0)
        #expect(score("home :-(") < 0)
        #expect(score("home :D") > 0)
        #expect(score("home </3") < 0)
        #expect(score("time: 10:30 (or so)") == 0)
    }

    @Test func hugeTextsAreNotSaturated() {
        let day = "I had a good breakfast and then worked on a long report about the harbour until the evening came. "
        let long = score(String(repeating: day, count: 200))
        #expect(long < 0.9)
        #expect(long > 0.1)
        // Ten times the same says the same.
        #expect(abs(score(String(repeating: day, count: 20)) - long) < 0.01)
    }
}
