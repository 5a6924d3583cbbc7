/// What a piece of output means; the colours follow from it.
enum Role: Sendable, Equatable {
    case plain
    /// Metadata that steps back: dates, ids, rules, axes.
    case dim
    /// What the eye should find first.
    case strong
    case heading
    case error, warning, success
    case category
    /// The words that a search found.
    case match
    /// A line laid over a plot.
    case overlay
    /// A neutral quantity: bars of counts, histograms.
    case amount
    case mood(MoodTone)
    /// Black on white whatever the terminal's colours are: what a camera reads.
    case code
}

/// A score on a diverging scale of seven steps.
enum MoodTone: Int, Sendable, CaseIterable {
    case awful = -3, bad, low, neutral, fair, good, great

    /// The step of a score from −1 to 1. The middle is narrow, since journals rarely reach the ends.
    init(score: Double) {
        let value = score.isFinite ? min(max(score, -1), 1) : 0
        let size = abs(value)
        let step = size < 0.1 ? 0 : size < 0.3 ? 1 : size < 0.6 ? 2 : 3
        self = MoodTone(rawValue: value < 0 ? -step : step) ?? .neutral
    }

    /// The step of a writer's own mood from 1 to 5.
    init(mood: Int) {
        let steps: [MoodTone] = [.awful, .bad, .neutral, .good, .great]
        self = steps[min(max(mood, 1), 5) - 1]
    }
}
