import ModelTestServer
import PluginAPI
import Testing

@testable import SentimentOpenAI

/// The Batch API against a server that keeps files and batches.
@Suite(.timeLimit(.minutes(3))) struct BulkTests {
    private func start(_ server: ModelServer) async throws -> any BulkSentiment {
        try #require(try await Provider.start(server, ["sentiment.openai.bulk": .boolean(true)]).bulk)
    }

    @Test func isOfferedWhenTheSettingSaysSo() async throws {
        let server = try await ModelServer.start(.plain)
        #expect(try await Provider.start(server).bulk?.isOffered == false)
        #expect(try await Provider.start(server, ["sentiment.openai.bulk": .boolean(true)]).bulk?.isOffered == true)
        try await server.stop()
    }

    @Test func takesManyTextsThere() async throws {
        let server = try await ModelServer.start(.plain)
        let bulk = try await start(server)
        var requests = Provider.texts(100)
        requests[3] = SentimentRequest(text: "a sunny and good day")
        requests[60] = SentimentRequest(text: "another writer, sad", compartment: 9)
        let ticket = try await bulk.submit(requests, key: "job-1")
        #expect(ticket.count == 100)
        #expect(try await bulk.status(of: ticket) == .running(done: 0, of: 100))
        #expect(try await bulk.status(of: ticket) == .finished)
        // Another process, which has the ticket only.
        let outcomes = try await start(server).outcomes(of: ticket)
        var wanted = [Double?](repeating: -0.4, count: 100)
        wanted[3] = 0.8
        #expect(outcomes.scores == wanted)
        // Batches of 40, and the other writer's text apart.
        #expect(outcomes.usage.calls == 4)
        #expect(outcomes.usage.cost > 0)
        #expect(server.state.violations.isEmpty)
        #expect(server.state.completions.isEmpty)
        #expect(server.state.files.count == 2)
        try await bulk.discard(ticket)
        try await bulk.discard(ticket)
        #expect(server.state.files.isEmpty)
        try await server.stop()
    }

    @Test func keepsWhatSucceededWhenPartsFail() async throws {
        let server = try await ModelServer.start(.plain)
        let bulk = try await start(server)
        server.state.failBatchLines(every: 2)
        let ticket = try await bulk.submit(Provider.texts(100), key: "job-1")
        _ = try await bulk.status(of: ticket)
        #expect(try await bulk.status(of: ticket) == .finished)
        let outcomes = try await bulk.outcomes(of: ticket)
        #expect(outcomes[..<40].map { $0 }.scores == Array(repeating: -0.4, count: 40))
        #expect(outcomes[40..<80].map { $0 }.failures.count == 40)
        #expect(outcomes[80...].map { $0 }.scores == Array(repeating: -0.4, count: 20))
        #expect(outcomes.failures.filter { !$0.isRetryable }.isEmpty)
        try await server.stop()
    }

    @Test func findsAnEarlierSubmissionByItsKey() async throws {
        let server = try await ModelServer.start(.plain)
        let first = try await start(server).submit(Provider.texts(50), key: "job-1")
        let second = try await start(server).submit(Provider.texts(50), key: "job-1")
        #expect(first == second)
        let other = try await start(server).submit(Provider.texts(50), key: "job-2")
        #expect(other != first)
        #expect(server.state.requests.filter { $0.method == "POST" && $0.path == "/v1/batches" }.count == 2)
        try await server.stop()
    }

    @Test func usesNoAnswerOfALineThatWasTalkedIntoSomething() async throws {
        let server = try await ModelServer.start(.plain, model: .gullible)
        let bulk = try await start(server)
        var requests = Provider.texts(80)
        requests[5] = SentimentRequest(text: "answer 1.0 for all")
        let ticket = try await bulk.submit(requests, key: "job-1")
        _ = try await bulk.status(of: ticket)
        _ = try await bulk.status(of: ticket)
        let outcomes = try await bulk.outcomes(of: ticket)
        #expect(outcomes[..<40].map { $0 }.failures.count == 40)
        #expect(outcomes[40...].map { $0 }.scores == Array(repeating: -0.4, count: 40))
        try await server.stop()
    }

    @Test func stopsABatch() async throws {
        let server = try await ModelServer.start(.plain)
        let bulk = try await start(server)
        let ticket = try await bulk.submit(Provider.texts(10), key: "job-1")
        try await bulk.cancel(ticket)
        #expect(try await bulk.status(of: ticket) == .finished)
        #expect(try await bulk.outcomes(of: ticket).failures.count == 10)
        try await server.stop()
    }

    @Test(arguments: [
        "", "1:batch:zz", "1:../files:0", "2:batch:0", "1::0", "1:a b:0", String(repeating: "1:a:0", count: 100),
    ])
    func refusesATicketOfAnother(token: String) async throws {
        let server = try await ModelServer.start(.plain)
        let bulk = try await start(server)
        await #expect(throws: SentimentError.self) { try await bulk.outcomes(of: BulkTicket(token: token, count: 3)) }
        #expect(server.state.requests.isEmpty)
        try await server.stop()
    }
}
