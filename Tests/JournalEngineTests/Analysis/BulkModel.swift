import JournalRPC
import Logging
import PluginAPI
import PluginTestKit
import Synchronization

@testable import JournalEngine

/// A deferred provider whose server takes texts in bulk. The server outlives the workers that ask it.
struct BulkModel: SentimentPlugin {
    let server: BulkServer
    let delivery = SentimentDelivery.deferred
    let model = "m-1"
    let promptVersion = "7"
    let currency: String? = "USD"
    var bulk: (any BulkSentiment)? { server }

    init(_ server: BulkServer) { self.server = server }

    func costLimit(of requests: [SentimentRequest]) -> Int64 { 2_000 * Int64(requests.count) }

    /// One text stands in its table.
    func known(_ request: SentimentRequest) -> Sentiment? {
        request.text == "A known text." ? ScriptedSentiment.answer(score: 0.75, label: .positive, model: "table") : nil
    }

    func analyze(_ requests: [SentimentRequest]) async throws(SentimentError) -> [Sentiment] {
        server.asked(requests.map(\.text))
        return requests.map { _ in ScriptedSentiment.answer(score: 0.5, label: .positive, model: "m-1") }
    }
}

/// Keeps submissions by their key, and remembers what was read and paid.
final class BulkServer: BulkSentiment {
    struct Submission {
        var texts: [String]
        var isCancelled = false
    }

    struct State {
        var submissions: [String: Submission] = [:]
        /// Every text that was handed over or asked for by itself, as often as it was.
        var texts: [String] = []
        var single: [String] = []
        var discarded: [String] = []
        var found = 0
        var status: BulkStatus = .finished
        /// Texts without an answer.
        var failing: Set<String> = []
        var submitError: SentimentError?
        /// What is called with each text count before a submission is over, to let a worker be killed.
        var kills: Set<Kill> = []
    }

    /// Where a worker loses its life.
    enum Kill: Sendable, CaseIterable {
        case beforeSubmission, afterSubmission, whilePolling, afterAnswers
    }

    let isOffered: Bool
    let limit: Int
    let state = Mutex(State())
    static let price: Int64 = 1_000

    init(limit: Int = 5_000, isOffered: Bool = true) {
        self.limit = limit
        self.isOffered = isOffered
    }

    /// The worker that runs here is gone.
    struct Killed: Error {}

    private func dies(_ kill: Kill) async {
        guard state.withLock({ $0.kills.remove(kill) != nil }) else { return }
        // A task that never comes back, until it is cancelled.
        try? await Task.sleep(for: .seconds(3_600))
    }

    func asked(_ texts: [String]) {
        state.withLock {
            $0.texts += texts
            $0.single += texts
        }
    }

    func costLimit(of requests: [SentimentRequest]) -> Int64 { Self.price * Int64(requests.count) }

    func submit(_ requests: [SentimentRequest], key: String) async throws(SentimentError) -> BulkTicket {
        await dies(.beforeSubmission)
        guard !Task.isCancelled else { throw .unavailable(reason: "cancelled", retryAfter: nil) }
        if let error = state.withLock({ $0.submitError }) { throw error }
        state.withLock {
            guard $0.submissions[key] == nil else { return }
            $0.submissions[key] = Submission(texts: requests.map(\.text))
            $0.texts += requests.map(\.text)
        }
        await dies(.afterSubmission)
        guard !Task.isCancelled else { throw .unavailable(reason: "cancelled", retryAfter: nil) }
        return BulkTicket(token: key, count: requests.count)
    }

    func find(_ key: String, count: Int) async throws(SentimentError) -> BulkTicket? {
        state.withLock {
            $0.found += 1
            return $0.submissions[key] == nil ? nil : BulkTicket(token: key, count: count)
        }
    }

    func status(of ticket: BulkTicket) async throws(SentimentError) -> BulkStatus {
        await dies(.whilePolling)
        guard !Task.isCancelled else { throw .unavailable(reason: "cancelled", retryAfter: nil) }
        return state.withLock { $0.submissions[ticket.token]?.isCancelled == true ? .finished : $0.status }
    }

    func outcomes(of ticket: BulkTicket) async throws(SentimentError) -> [SentimentOutcome] {
        let outcomes = state.withLock { state in
            (state.submissions[ticket.token]?.texts ?? []).map { text -> SentimentOutcome in
                let usage = SentimentUsage(calls: 1, inputTokens: 10, outputTokens: 5, cost: Self.price)
                if state.failing.contains(text) {
                    return SentimentOutcome(.failure(.failed(reason: "no answer in the batch")), usage: usage)
                }
                return SentimentOutcome(
                    .success(ScriptedSentiment.answer(score: 0.25, label: .positive, model: "m-1")), usage: usage)
            }
        }
        await dies(.afterAnswers)
        guard !Task.isCancelled else { throw .unavailable(reason: "cancelled", retryAfter: nil) }
        return outcomes
    }

    func cancel(_ ticket: BulkTicket) async throws(SentimentError) {
        state.withLock { $0.submissions[ticket.token]?.isCancelled = true }
    }

    func discard(_ ticket: BulkTicket) async throws(SentimentError) {
        state.withLock { $0.discarded.append(ticket.token) }
    }
}

/// The daemon over the socket, as a worker sees it: every call is a real one, and the n-th may be the worker's last.
struct ClientWork: WorkSource {
    /// The worker is dead: nothing it does reaches the daemon any more.
    struct Dead: Error {}

    final class Life: Sendable {
        private let left: Mutex<Int?>

        /// - Parameter calls: how many calls come through; nil for all.
        init(calls: Int? = nil) { left = Mutex(calls) }

        var isOver: Bool { left.withLock { $0 == 0 } }

        func spend() throws {
            try left.withLock { left in
                guard let calls = left else { return }
                guard calls > 0 else { throw Dead() }
                left = calls - 1
            }
        }
    }

    let client: TestClient
    let life: Life

    private func call<M: RPCMethod>(_ method: M.Type, _ params: M.Params) async throws -> M.Result {
        try life.spend()
        let result = try await client.call(method, params)
        // Killed before the reply came.
        if life.isOver { throw Dead() }
        return result
    }

    func claim(_ params: Jobs.Claim.Params) async throws -> Jobs.Claim.Result { try await call(Jobs.Claim.self, params) }
    func renew(_ params: Jobs.Renew.Params) async throws -> Jobs.Renew.Result { try await call(Jobs.Renew.self, params) }
    func complete(_ params: Jobs.Complete.Params) async throws -> Jobs.Settled {
        try await call(Jobs.Complete.self, params)
    }
    func fail(_ params: Jobs.Fail.Params) async throws -> Jobs.Settled { try await call(Jobs.Fail.self, params) }
    func takeBatch(_ params: Jobs.Batches.Take.Params) async throws -> Jobs.Batches.Take.Result {
        try await call(Jobs.Batches.Take.self, params)
    }
    func fillBatch(_ params: Jobs.Batches.Fill.Params) async throws -> Jobs.Batches.Fill.Result {
        try await call(Jobs.Batches.Fill.self, params)
    }
    func submitBatch(_ params: Jobs.Batches.Submit.Params) async throws {
        _ = try await call(Jobs.Batches.Submit.self, params)
    }
    func holdBatch(_ params: Jobs.Batches.Hold.Params) async throws -> Jobs.Batches.Hold.Result {
        try await call(Jobs.Batches.Hold.self, params)
    }
    func settleBatch(_ params: Jobs.Batches.Settle.Params) async throws -> Jobs.Settled {
        try await call(Jobs.Batches.Settle.self, params)
    }
    func endBatch(_ params: Jobs.Batches.End.Params) async throws { _ = try await call(Jobs.Batches.End.self, params) }
    func removeBatch(_ params: Jobs.Batches.Held) async throws { _ = try await call(Jobs.Batches.Remove.self, params) }
    /// The tests move the clock instead.
    func wait(atMost limit: Duration) async throws { throw Idle() }
    struct Idle: Error {}
}

extension Worker {
    /// A worker at the socket of a test engine.
    static func test(_ engine: TestEngine, _ model: BulkModel, life: ClientWork.Life = .init()) -> (Worker, TestClient) {
        let client = engine.client(uid: TestEngine.workerUID)
        let provider = Provider(id: "model", plugin: model)
        return (
            Worker(
                source: ClientWork(client: client, life: life), claimTexts: 40, renewal: .seconds(3_600),
                logger: .init(label: "test") { _ in SwiftLogNoOpLogHandler() }, provider: { provider }), client
        )
    }

    /// Steps until there is nothing to do or the worker is dead.
    func runOut() async {
        guard let provider = provider() else { return }
        for _ in 0..<200 {
            do { _ = try await step(provider) } catch { return }
        }
    }
}
