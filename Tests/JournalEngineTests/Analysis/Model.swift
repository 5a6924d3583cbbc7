import JournalRPC
import PluginAPI
import PluginTestKit

@testable import JournalEngine

/// A deferred provider that costs something.
struct CostlySentiment: SentimentPlugin {
    /// In millionths, for each text.
    let price: Int64
    let delivery = SentimentDelivery.deferred
    let model = "m-1"
    let promptVersion = "7"
    let currency: String? = "USD"

    func costLimit(of requests: [SentimentRequest]) -> Int64 { price * Int64(requests.count) }

    func analyze(_ requests: [SentimentRequest]) async throws(SentimentError) -> [Sentiment] {
        requests.map { _ in ScriptedSentiment.answer(score: 0.5, label: .positive, model: "m-1") }
    }
}

/// A worker at the socket of a test engine.
struct TestWorker: Sendable {
    let client: TestClient

    init(_ engine: TestEngine) { client = engine.client(uid: TestEngine.workerUID) }

    func claim(limit: Int? = nil) async throws -> Jobs.Claim.Result {
        try await client.call(
            Jobs.Claim.self, .init(provider: "model", model: "m-1", promptVersion: "7", limit: limit))
    }

    static func answer(_ score: Double = -0.5, sentences: [SentimentResult.Sentence] = []) -> Jobs.Answer {
        Jobs.Answer(
            score: score, label: score < 0 ? "negative" : "positive", positive: score < 0 ? 0 : 1, neutral: 0,
            negative: score < 0 ? 1 : 0, confidence: 0.9, sentences: sentences, terms: [], model: "m-1")
    }

    static let usage = Jobs.Usage(calls: 1, inputTokens: 10, outputTokens: 5, cost: 1_000)

    func complete(_ claim: Jobs.Claim.Result, _ answer: Jobs.Answer = answer()) async throws -> Jobs.Settled {
        try await client.call(
            Jobs.Complete.self,
            .init(
                lease: claim.lease ?? "", model: "m-1", promptVersion: "7",
                items: claim.items.map { .init(job: $0.job, answer: answer, usage: Self.usage) }))
    }

    func fail(_ claim: Jobs.Claim.Result, _ kind: Jobs.Fail.Kind) async throws -> Jobs.Settled {
        try await client.call(
            Jobs.Fail.self,
            .init(lease: claim.lease ?? "", items: claim.items.map { .init(job: $0.job, kind: kind, reason: "it broke") }))
    }
}

extension TestClient {
    /// Lets a model read this person's entries.
    @discardableResult
    func consent(_ isGiven: Bool = true, masks: Bool? = nil, cents: Int64? = nil) async throws -> Account.Info {
        var params = Account.Update.Params()
        params.remoteAnalysis = isGiven
        params.maskRemote = masks
        params.monthlyCents = cents
        return try await call(Account.Update.self, params)
    }

    func write(_ body: String) async throws -> Entry { try await call(Entries.Create.self, EntryDraft(body: body)) }

    func entry(_ number: Int64) async throws -> Entry { try await call(Entries.Get.self, .init(entry: .number(number))) }
}
