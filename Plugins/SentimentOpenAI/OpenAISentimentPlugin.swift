import Logging
import PluginAPI

/// Asks a model for the mood of texts. Safe to use from any number of tasks.
final class OpenAISentimentPlugin: SentimentPlugin {
    let options: OpenAIOptions
    let caller: ServerCaller
    let bulk: (any BulkSentiment)?
    private let asker: Asker
    private let batcher: MicroBatcher
    private let settings: SettingValues
    private let stateDirectory: String

    convenience init(options: OpenAIOptions, context: PluginContext) {
        self.init(options: options, context: context, pacing: Pacing(time: context.time))
    }

    /// - Parameter pacing: the clock and the sleep between tries.
    init(options: OpenAIOptions, context: PluginContext, pacing: Pacing) {
        self.options = options
        settings = context.settings
        stateDirectory = context.stateDirectory
        let caller = ServerCaller(options: options, pacing: pacing, logger: context.logger)
        let asker = Asker(options: options, caller: caller, formats: AnswerFormats(fixed: options.format))
        let reader = BatchReader(asker: asker)
        self.caller = caller
        self.asker = asker
        batcher = MicroBatcher(
            maxTexts: options.batchTexts, maxBytes: options.batchBytes, window: options.window, sleep: pacing.sleep,
            read: { await reader.read($0) })
        bulk = BatchAPI(options: options, caller: caller)
    }

    var delivery: SentimentDelivery { .deferred }
    var model: String { options.model }
    var promptVersion: String { ChatRequest.promptVersion }
    var currency: String? { options.currency }

    func start() async throws {
        do throws(PluginConfigurationError) {
            caller.use(try APIKey.load(settings, stateDirectory: stateDirectory))
        } catch {
            throw PluginStartError("\(error.key): \(error.description)")
        }
        do throws(HTTPFailure) {
            try caller.start()
        } catch {
            throw PluginStartError("there is no thread or memory for libcurl")
        }
    }

    func stop() async { caller.stop() }

    /// Reads the key anew, so that a changed one needs no restart.
    func reload(_ settings: SettingValues) async throws {
        caller.use(try APIKey.load(settings, stateDirectory: stateDirectory))
    }

    func health() async -> PluginHealth {
        let key = caller.hasKey ? "key present" : "no key"
        if !caller.hasKey, !options.endpoint.isLocal {
            return PluginHealth(
                .failing,
                detail: "no key: put it into the credential sentiment.openai.key or set sentiment.openai.keyFile")
        }
        guard let trouble = caller.lastTrouble else { return PluginHealth(.ok, detail: key) }
        return PluginHealth(.degraded, detail: "\(key); \(trouble)")
    }

    func analyze(_ requests: [SentimentRequest]) async throws(SentimentError) -> [Sentiment] {
        var answers: [Sentiment] = []
        for outcome in await outcomes(for: requests) { answers.append(try outcome.result.get()) }
        return answers
    }

    func outcomes(for requests: [SentimentRequest]) async -> [SentimentOutcome] {
        let passages = requests.map { Passage($0, limit: options.textBytes) }
        var outcomes = passages.map { known($0).map { SentimentOutcome(.success($0)) } }
        let open = outcomes.indices.filter { outcomes[$0] == nil }
        let asked = await batcher.outcomes(for: open.map { passages[$0] })
        for (index, outcome) in zip(open, asked) { outcomes[index] = outcome }
        let lost = SentimentOutcome(.failure(.failed(reason: "the text was not asked for")))
        return outcomes.map { $0 ?? lost }
    }

    func known(_ request: SentimentRequest) -> Sentiment? { known(Passage(request, limit: options.textBytes)) }

    private func known(_ passage: Passage) -> Sentiment? {
        KnownTexts.reading(of: passage)?.sentiment(model: options.model)
    }

    func outgoing(_ request: SentimentRequest) -> Outgoing {
        let passage = Passage(request, limit: options.textBytes)
        guard KnownTexts.reading(of: passage) == nil else { return .nothing }
        return .request(
            OutgoingRequest(
                method: "POST", url: options.endpoint.url(Asker.path),
                body: asker.body(QuestionSheet([passage]), asker.formats.current)))
    }

    func costLimit(of requests: [SentimentRequest]) -> Int64 {
        let asked = requests.map { Passage($0, limit: options.textBytes) }.filter { KnownTexts.reading(of: $0) == nil }
        return CostLimit(options: options).of(asked, at: options.price)
    }
}
