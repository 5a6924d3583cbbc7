import Testing

@testable import SentimentLexicon

/// Feeling light is a good thing; a light thing is just light.
@Suite struct LightnessTests {
    @Test(arguments: [
        "Walked by the sea with Ana, felt light for the first time in weeks. #health", "I feel lighter today.",
        "Talking to her took a weight off my shoulders.", "It was a load off my mind.",
    ])
    func feelingLightIsPositive(_ text: String) {
        #expect(label(text) == .positive)
        #expect(score(text) > 0.05)
    }

    @Test(arguments: ["The light was off.", "There was light rain.", "Turned the light on."])
    func lightThingsAreNot(_ text: String) {
        #expect(label(text) == .neutral || label(text) == .unknown)
    }
}
