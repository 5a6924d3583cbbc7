import ModelTestServer
import PluginAPI
import PluginTestKit
import Testing

@testable import SentimentOpenAI

/// What the provider does when the server fails.
@Suite(.timeLimit(.minutes(3))) struct RetryTests {
    @Test func triesAgainWithGrowingPauses() async throws {
        let server = try await ModelServer.start(.plain)
        let sleep = QuickSleep()
        let plugin = try await Provider.start(
            server, ["sentiment.openai.windowMilliseconds": .integer(0)], pacing: sleep.pacing)
        server.state.fail(.status(500), .close, .status(503))
        let outcomes = await plugin.outcomes(for: Provider.texts(2))
        #expect(outcomes.failures.isEmpty)
        #expect(server.state.requests.count == 4)
        // libcurl itself goes on to a new connection when an idle one turns out to be closed.
        #expect((3...4).contains(outcomes.usage.calls))
        let pauses = sleep.sleeps.filter { $0 > .zero }
        #expect(pauses.count <= 3)
        #expect(pauses.allSatisfy { $0 < .milliseconds(2_000) })
        try await server.stop()
    }

    @Test func givesUpAfterSomeTries() async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server, ["sentiment.openai.attempts": .integer(3)])
        server.state.fail(.status(500), times: 3)
        #expect(
            await plugin.outcomes(for: Provider.texts(5)).failures
                == Array(
                    repeating: .unavailable(reason: "the server answered 500", retryAfter: nil), count: 5))
        #expect(server.state.requests.count == 3)
        try await server.stop()
    }

    @Test(arguments: ["3", "Thu, 01 Jan 2026 00:00:03 GMT"]) func waitsAsLongAsItIsAsked(header: String) async throws {
        let server = try await ModelServer.start(.plain)
        // The clock starts at 2026-01-01T00:00:00Z.
        let sleep = QuickSleep()
        let plugin = try await Provider.start(
            server, ["sentiment.openai.windowMilliseconds": .integer(0)], pacing: sleep.pacing)
        server.state.fail(.status(429, headers: [("Retry-After", header)]))
        #expect(await plugin.outcomes(for: Provider.texts(1)).failures.isEmpty)
        let pause = try #require(sleep.sleeps.max())
        #expect(pause >= .seconds(3) && pause < .seconds(4))
        try await server.stop()
    }

    @Test func tellsOfALongPauseInsteadOfWaiting() async throws {
        let server = try await ModelServer.start(.plain)
        let sleep = QuickSleep()
        let plugin = try await Provider.start(
            server, ["sentiment.openai.windowMilliseconds": .integer(0)], pacing: sleep.pacing)
        server.state.fail(.status(429, headers: [("Retry-After", "3600")]))
        let first = await plugin.outcomes(for: Provider.texts(1)).failures
        #expect(first == [.unavailable(reason: "the server answered 429", retryAfter: .seconds(3_600))])
        // Nobody else asks meanwhile.
        let second = try #require(await plugin.outcomes(for: Provider.texts(1)).failures.first)
        #expect(second.retryAfter == .seconds(3_600))
        #expect(server.state.requests.count == 1)
        sleep.clock.advance(by: .seconds(3_600))
        #expect(await plugin.outcomes(for: Provider.texts(1)).failures.isEmpty)
        try await server.stop()
    }

    @Test func doesNotWaitForMoneyOrARightKey() async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        server.state.fail(.status(429, code: "insufficient_quota"), .status(401), .status(404), .status(302))
        for _ in 0..<4 {
            let error = try #require(await plugin.outcomes(for: Provider.texts(1)).failures.first)
            #expect(error.isRetryable)
            #expect(error.retryAfter != nil)
        }
        #expect(server.state.requests.count == 4)
        try await server.stop()
    }

    @Test(arguments: [
        ServerFault.status(404, code: "model_not_found"), .status(400, code: "unsupported_value", param: "temperature"),
        .status(400, code: "unsupported_parameter", param: "max_completion_tokens"),
    ]) func doesNotAskForEachTextWhenTheSettingsAreWrong(fault: ServerFault) async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        server.state.fail(fault)
        let errors = await plugin.outcomes(for: Provider.texts(40)).failures
        #expect(errors.count == 40)
        #expect(errors.filter { $0.reason.contains("sentiment.openai.") && $0.retryAfter != nil }.count == 40)
        #expect(server.state.requests.count == 1)
        #expect(await plugin.health().detail?.contains("sentiment.openai.") == true)
        try await server.stop()
    }

    @Test func leavesAServerAloneThatIsDown() async throws {
        let server = try await ModelServer.start(.plain)
        let sleep = QuickSleep()
        let plugin = try await Provider.start(
            server, ["sentiment.openai.attempts": .integer(1), "sentiment.openai.windowMilliseconds": .integer(0)],
            pacing: sleep.pacing)
        server.state.fail(.status(500), times: CircuitBreaker.threshold + 1)
        for _ in 0..<(CircuitBreaker.threshold + 3) { _ = await plugin.outcomes(for: Provider.texts(1)) }
        #expect(server.state.requests.count == CircuitBreaker.threshold)
        #expect(await plugin.health().status == .degraded)
        sleep.clock.advance(by: CircuitBreaker.firstCoolDown)
        // One call goes through, fails, and the pause is longer.
        _ = await plugin.outcomes(for: Provider.texts(1))
        #expect(server.state.requests.count == CircuitBreaker.threshold + 1)
        sleep.clock.advance(by: CircuitBreaker.firstCoolDown)
        _ = await plugin.outcomes(for: Provider.texts(1))
        #expect(server.state.requests.count == CircuitBreaker.threshold + 1)
        sleep.clock.advance(by: CircuitBreaker.firstCoolDown)
        #expect(await plugin.outcomes(for: Provider.texts(1)).failures.isEmpty)
        #expect(await plugin.health().status == .ok)
        try await server.stop()
    }
}

/// The breaker and the delays by themselves.
@Suite struct PauseTests {
    @Test func letsOneCallThroughAfterTheCoolDown() {
        var breaker = CircuitBreaker()
        for _ in 0..<CircuitBreaker.threshold {
            #expect(breaker.admit(at: .zero) == nil)
            breaker.failed(at: .zero)
        }
        #expect(breaker.admit(at: .seconds(1)) == CircuitBreaker.firstCoolDown - .seconds(1))
        #expect(breaker.admit(at: CircuitBreaker.firstCoolDown) == nil)
        #expect(breaker.admit(at: CircuitBreaker.firstCoolDown) != nil)
        // The probe was cancelled: the next one may try.
        breaker.abandoned(at: CircuitBreaker.firstCoolDown)
        #expect(breaker.admit(at: CircuitBreaker.firstCoolDown) == nil)
        breaker.succeeded()
        #expect(breaker.isClosed)
    }

    @Test func neverCoolsDownForLongerThanItsBound() {
        var breaker = CircuitBreaker()
        var now = Duration.zero
        for _ in 0..<40 {
            if let wait = breaker.admit(at: now) {
                #expect(wait <= CircuitBreaker.longestCoolDown)
                now += wait
            } else {
                breaker.failed(at: now)
            }
        }
    }

    @Test(arguments: [
        ("120", Duration.seconds(120)), ("0", .zero), ("Thu, 01 Jan 1970 00:01:00 GMT", .seconds(60)),
        ("Wed, 31 Dec 1969 00:00:00 GMT", nil), ("soon", nil), ("-5", nil),
        ("99999999", .seconds(86_400)), ("1e3", nil), ("999999999999999999999999", nil), ("", nil),
    ]) func readsWhatTheServerAsksFor(header: String, delay: Duration?) {
        #expect(RetryDelay.asked(["retry-after": header], now: Instant(microseconds: 0)) == delay)
    }

    @Test(arguments: ["Thu, 01 Jan 2026 00:01:00 GMT", "Thursday, 01-Jan-26 00:01:00 GMT", "Thu Jan  1 00:01:00 2026"])
    func readsEveryFormOfADate(header: String) {
        let newYear = Instant(microseconds: 1_767_225_600_000_000)
        #expect(RetryDelay.asked(["retry-after": header], now: newYear) == .seconds(60))
    }

    @Test func readsMilliseconds() {
        let headers = ["retry-after-ms": "250", "retry-after": "1"]
        #expect(RetryDelay.asked(headers, now: Instant(microseconds: 0)) == .milliseconds(250))
    }

    @Test func backsOffWithinItsBounds() {
        var chance = SystemRandomNumberGenerator()
        for attempt in [-1, 0, 1, 2, 5, 20, 1_000_000] {
            for _ in 0..<50 {
                let delay = RetryDelay.backOff(attempt: attempt, using: &chance)
                #expect(delay >= .zero && delay < RetryDelay.longest)
            }
        }
    }
}
