import PluginAPI

/// What came of asking for some texts in one request.
struct Asked: Sendable {
    enum Result: Sendable {
        /// One for each text; nil where the answer does not hold.
        case readings([Reading?])
        /// The request as a whole brought nothing that holds; fewer texts at once may fare better.
        case unusable(SentimentError)
        /// Nothing can be had now.
        case unavailable(SentimentError)
    }

    let result: Result
    let usage: SentimentUsage
}

/// Asks the model once for some texts, with controls among them.
struct Asker: Sendable {
    let options: OpenAIOptions
    let caller: ServerCaller
    let formats: AnswerFormats

    /// Where texts are asked for.
    static let path = "/chat/completions"

    /// The body of a request, as it is sent.
    func body(_ sheet: QuestionSheet, _ format: AnswerFormat) -> [UInt8] {
        ChatRequest(options: options, format: format, questions: sheet.questions).body
    }

    /// The texts in one request, in the form that the server takes.
    func ask(_ passages: [Passage]) async -> Asked {
        var format = formats.current
        var usage = SentimentUsage.none
        let sheet = QuestionSheet(passages)
        while true {
            let body = body(sheet, format)
            let outcome = await caller.send(.post, Self.path, body: body)
            usage.calls += outcome.calls
            switch outcome.result {
            case .success(let response):
                guard let root = response.json, let reply = ChatReply(root, requestBytes: body.count) else {
                    return Asked(result: .unusable(.failed(reason: "the reply is no chat completion")), usage: usage)
                }
                formats.prove(format)
                usage += reply.usage(options.price, calls: 0)
                return Asked(result: sheet.result(of: reply), usage: usage)
            case .failure(.rejected(let reason)):
                guard let next = formats.fallBack(from: format) else {
                    return Asked(result: .unusable(.failed(reason: reason)), usage: usage)
                }
                format = next
            case .failure(let failure):
                return Asked(result: Self.result(of: failure), usage: usage)
            }
        }
    }

    private static func result(of failure: CallFailure) -> Asked.Result {
        switch failure {
        case .cancelled, .unavailable: .unavailable(failure.sentimentError)
        case .rejected, .tooLarge, .invalid: .unusable(failure.sentimentError)
        }
    }
}

/// The questions of one request, and the way back from answers to texts.
struct QuestionSheet: Sendable {
    /// Texts and controls, mixed.
    let questions: [Question]
    private let controls: Controls
    private let hasControls: Bool
    /// The ids of the texts, in their order.
    private let ids: [String]
    private let controlIDs: [String]

    init(_ passages: [Passage]) {
        var chance = SystemRandomNumberGenerator()
        self.init(passages, using: &chance)
    }

    /// - Parameter generator: draws ids, controls and the order.
    init(_ passages: [Passage], using generator: inout some RandomNumberGenerator) {
        // A text alone can only spoil its own score.
        hasControls = passages.count > 1
        controls = Controls(using: &generator)
        let controlCount = hasControls ? Controls.count : 0
        let all = QuestionID.make(passages.count + controlCount, using: &generator)
        ids = Array(all.prefix(passages.count))
        controlIDs = Array(all.dropFirst(passages.count))
        var questions = zip(ids, passages).map { Question(id: $0, bytes: $1.bytes, language: $1.language) }
        questions += zip(controlIDs, controls.texts).map { Question(id: $0, bytes: [UInt8]($1.utf8), language: nil) }
        questions.shuffle(using: &generator)
        self.questions = questions
    }

    func result(of reply: ChatReply) -> Asked.Result {
        switch reply.ending {
        case .filtered: return .unusable(.refused(reason: "the model refuses the text"))
        case .tooLong: return .unusable(.failed(reason: "the model's answer was cut off"))
        case .complete: break
        }
        guard let content = reply.content, let readings = AnswerSheet.readings(in: content, ids: ids + controlIDs)
        else {
            return .unusable(.failed(reason: "the model's answer has not the form that was asked for"))
        }
        guard !hasControls || controls.hold(Array(readings.suffix(Controls.count))) else {
            return .unusable(.failed(reason: "the model's answers to known texts are wrong"))
        }
        return .readings(Array(readings.prefix(ids.count)))
    }
}
