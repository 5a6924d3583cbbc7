/// An entry as lists and pages show it.
struct EntryLine: Sendable {
    var number: Int64
    var at: Timestamp
    var title: String?
    var body = ""
    var categories: [String] = []
    /// The sentiment's score, when there is one.
    var score: Double?
    /// Whether a score will come later.
    var isPending = false
    /// `positive`, `mixed` …
    var label: String?
    /// The writer's own mood, 1–5.
    var mood: Int?
    var isStarred = false
    var isTrashed = false
    var words = 0
    var revision: Int64 = 1
    /// The writer's own zone, when it is not the one that times are shown in.
    var zone: String?

    init(number: Int64, at: Timestamp) {
        self.number = number
        self.at = at
    }

    /// The title, or the first line of the body that says something.
    var headline: String {
        if let title, !title.isEmpty { return title }
        let first = body.prefix(1_000).split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
        return first.map { String($0.drop(while: \.isWhitespace)) } ?? ""
    }

    /// How it felt: the writer's own word if there is one, else what the text says.
    var tone: MoodTone? {
        mood.map { MoodTone(mood: $0) } ?? score.map { MoodTone(score: $0) }
    }
}
