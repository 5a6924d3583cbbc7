/// Texts with a known answer, mixed unmarked into every request of more than one text. A text that talks the model into one
/// answer for all talks it into a wrong one for a control as well, and then no answer of that request is used.
struct Controls: Sendable {
    static let count = 2
    /// The most that they add to a request.
    static let mostBytes = 300

    private static let glad = [
        "I am overjoyed, this was the best day in years.",
        "What a wonderful morning, I laughed until I cried with happiness.",
        "I got the job and I could not be happier!", "We had a lovely evening and I feel so grateful for my friends.",
        "The doctor says I am healthy again. I am so relieved and happy.",
        "She said yes! I am the happiest person alive.",
        "A perfect holiday: warm sea, great food, pure joy.", "I am proud and delighted, the concert went brilliantly.",
    ]
    private static let sad = [
        "I feel terrible, everything went wrong today.", "My dog died this morning and I cannot stop crying.",
        "I am so lonely and miserable, nothing helps.", "He shouted at me again. I hate how worthless I feel.",
        "I lost my job and I am desperate.", "The pain is awful and I am afraid it will never end.",
        "What a horrible week, I am exhausted and bitter.", "She left me. I am heartbroken and sick with grief.",
    ]
    /// The score from which a control counts as recognised, towards its own side.
    private static let threshold = 20

    /// A glad one and a sad one.
    let texts: [String]

    init(using generator: inout some RandomNumberGenerator) {
        texts = [Self.glad, Self.sad].map { $0[Int(generator.next() % UInt64($0.count))] }
    }

    /// Whether both were read as they are meant.
    func hold(_ readings: [Reading?]) -> Bool {
        guard readings.count == Self.count, let glad = readings[0], let sad = readings[1] else { return false }
        return glad.isUnderstood && sad.isUnderstood && glad.score >= Self.threshold && sad.score <= -Self.threshold
    }
}
