import Testing

@testable import SentimentLexicon

/// Sentences that the usual lexicon analysers get wrong.
@Suite struct KnownFaultTests {
    @Test(arguments: [
        "I don’t like it", "I don't like it", "nobody loves her", "not at all really happy",
        "I do not think that I am happy", "lack of joy", "heart-breaking", "overwhelmed", "burnout", "breakup", "divorce",
        "miscarriage", "insomnia", "self-harm", "Self-harm again.", "I couldn’t enjoy any of it", "I hardly slept and never smile",
        "💔", "fed up", "I can’t stand him", "She passed away in March", "I feel under the weather", "no good",
    ])
    func isNegative(_ text: String) {
        #expect(label(text) == .negative, "\(text) scored \(score(text))")
    }

    @Test(arguments: [
        "I've never been happier", "I’ve never been happier", "👍", "❤️", "❤", "👍🏽", "so happyyyy", "happyyyyyyyy", "it was amazinggg you know and so on",
        "not bad", "👩‍❤️‍👨", "The day went well", "I like him", "such a kind woman",
    ])
    func isPositive(_ text: String) {
        #expect(label(text) == .positive, "\(text) scored \(score(text))")
    }

    @Test(arguments: [
        "looks like rain tomorrow evening", "I went to the well", "It was, like, Tuesday", "the prime minister spoke", "what kind of bread is it",
        "You mean the other one", "as well as the bus",
    ])
    func carriesNoFeeling(_ text: String) {
        #expect(abs(score(text)) < 0.15, "\(text) scored \(score(text))")
    }

    @Test func marksAtAWordDoNotHideIt() {
        #expect(score("ok.") == score("ok"))
        #expect(score("ok") > 0)
        #expect(score("(happy)") == score("happy"))
        #expect(score("“happy”") == score("happy"))
        #expect(score("*happy*") == score("happy"))
    }

    @Test func joinedWordsAreBothRead() {
        #expect(analyzer.analyze("good/bad").matched == 2)
        #expect(analyzer.analyze("happy...sad").matched == 2)
        #expect(analyzer.analyze("happy…sad").matched == 2)
        #expect(analyzer.analyze("happy—sad").matched == 2)
        for text in ["heart-breaking", "good/bad", "happy...sad"] { #expect(score(text) != 0, "\(text)") }
        #expect(score("heart-breaking") < 0)
        #expect(analyzer.analyze("angry-happy").matched == 2)
    }

    @Test(arguments: [
        "Ich war gestern krank und sehr müde", "Das ist nicht gut, ich bin traurig", "Hoy no tengo ganas de nada, pero estoy bien",
        "Je suis très content aujourd'hui", "Non sono molto felice oggi", "我今天很开心", "Сегодня мне очень грустно",
        "Het was een mooie dag, ik ben niet moe", "xyzzy plugh", "", "   ",
    ])
    func otherLanguagesAreUnknown(_ text: String) {
        let analysis = analyzer.analyze(text)
        #expect(analysis.label == .unknown)
        #expect(analysis.score == 0)
        #expect(analysis.confidence == 0)
        #expect(analysis.positive + analysis.neutral + analysis.negative == 0)
    }
}
