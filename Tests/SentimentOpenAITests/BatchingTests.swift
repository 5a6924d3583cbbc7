import ModelTestServer
import PluginAPI
import Synchronization
import Testing

@testable import SentimentOpenAI

/// Texts that come at about the same time.
@Suite(.timeLimit(.minutes(3))) struct BatchingTests {
    /// Remembers what it was asked to read, and answers with the order of asking.
    private final class Reader: Sendable {
        let batches = Mutex<[[Passage]]>([])
        let gate = Promise<Bool>()
        let isGated: Bool

        init(isGated: Bool = false) {
            self.isGated = isGated
        }

        var texts: [[String]] {
            batches.withLock { $0.map { $0.map { String(decoding: $0.bytes, as: UTF8.self) } } }
        }

        func read(_ passages: [Passage]) async -> [SentimentOutcome] {
            batches.withLock { $0.append(passages) }
            if isGated, await gate.value() == nil {
                return passages.map { _ in
                    SentimentOutcome(.failure(.unavailable(reason: "cancelled", retryAfter: nil)))
                }
            }
            let answer = Reading.notUnderstood.sentiment(model: "m")
            return passages.map { _ in
                SentimentOutcome(
                    .success(answer), usage: SentimentUsage(calls: 1, inputTokens: 0, outputTokens: 0, cost: 5))
            }
        }
    }

    private func passage(_ text: String, _ compartment: UInt64 = 0) -> Passage {
        Passage(SentimentRequest(text: text, compartment: compartment), limit: 1_000)
    }

    private func batcher(_ reader: Reader, _ pacing: Pacing, maxTexts: Int = 4, maxBytes: Int = 1_000) -> MicroBatcher {
        MicroBatcher(
            maxTexts: maxTexts, maxBytes: maxBytes, window: .milliseconds(200), sleep: pacing.sleep,
            read: { await reader.read($0) })
    }

    @Test func putsCallsOfOneWindowTogether() async throws {
        let reader = Reader()
        let sleep = HeldSleep()
        let batcher = batcher(reader, sleep.pacing)
        async let one = batcher.outcomes(for: [passage("a")])
        async let two = batcher.outcomes(for: [passage("b"), passage("c")])
        // Nothing is read before the window ends or the batch is full.
        for _ in 0..<100 { await Task.yield() }
        #expect(reader.texts.isEmpty)
        let three = await batcher.outcomes(for: [passage("d"), passage("e")].prefix(1).map { $0 })
        #expect(three.failures.isEmpty)
        let (first, second) = await (one, two)
        #expect(first.count == 1 && second.count == 2)
        #expect(reader.texts.map { $0.sorted() } == [["a", "b", "c", "d"]])
        sleep.release()
    }

    @Test func sendsWhatThereIsWhenTheWindowEnds() async throws {
        let reader = Reader()
        let sleep = HeldSleep()
        let batcher = batcher(reader, sleep.pacing)
        async let one = batcher.outcomes(for: [passage("a")])
        sleep.release()
        #expect(await one.failures.isEmpty)
        #expect(reader.texts == [["a"]])
    }

    @Test func asksOnceForTheSameTextInFlight() async throws {
        let reader = Reader(isGated: true)
        let batcher = batcher(reader, QuickSleep().pacing, maxTexts: 1)
        async let one = batcher.outcomes(for: [passage("a"), passage("a")])
        try await until { reader.texts.count == 1 }
        async let two = batcher.outcomes(for: [passage("a")])
        async let other = batcher.outcomes(for: [passage("a", 7)])
        try await until { reader.texts.count == 2 }
        reader.gate.resolve(true)
        let all = await [one, two, other]
        #expect(all.allSatisfy { $0.failures.isEmpty })
        #expect(reader.texts == [["a"], ["a"]])
        // Paid once for each time that it was asked.
        #expect(all.reduce(0) { $0 + $1.usage.cost } == 10)
    }

    @Test func keepsToTheSizeOfARequest() async throws {
        let reader = Reader()
        let batcher = batcher(reader, QuickSleep().pacing, maxTexts: 100, maxBytes: 10)
        let texts = ["aaaa", "bbbb", "cccc", String(repeating: "d", count: 50), "e"]
        #expect(await batcher.outcomes(for: texts.map { passage($0) }).failures.isEmpty)
        #expect(Set(reader.texts) == [["aaaa", "bbbb"], ["cccc"], [texts[3]], ["e"]])
    }

    @Test func anotherTakesOverFromACancelledLeader() async throws {
        let reader = Reader(isGated: true)
        let batcher = batcher(reader, QuickSleep().pacing, maxTexts: 1)
        let a = passage("a")
        let leader = Task { await batcher.outcomes(for: [a]) }
        try await until { reader.texts.count == 1 }
        let follower = Task { await batcher.outcomes(for: [a]) }
        for _ in 0..<100 { await Task.yield() }
        leader.cancel()
        #expect(await leader.value.failures == [.unavailable(reason: "cancelled", retryAfter: nil)])
        try await until { reader.texts.count == 2 }
        reader.gate.resolve(true)
        #expect(await follower.value.failures.isEmpty)
        #expect(reader.texts == [["a"], ["a"]])
    }

    @Test func aCancelledFollowerLeavesTheOthersAlone() async throws {
        let reader = Reader(isGated: true)
        let batcher = batcher(reader, QuickSleep().pacing, maxTexts: 1)
        let a = passage("a")
        let leader = Task { await batcher.outcomes(for: [a]) }
        try await until { reader.texts.count == 1 }
        let follower = Task { await batcher.outcomes(for: [a]) }
        for _ in 0..<100 { await Task.yield() }
        follower.cancel()
        #expect(await follower.value.failures.count == 1)
        reader.gate.resolve(true)
        #expect(await leader.value.failures.isEmpty)
    }

    @Test func cancellingEndsTheTransfer() async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        server.state.fail(.hang)
        let task = Task { await plugin.outcomes(for: Provider.texts(2)) }
        try await until { server.state.requests.count == 1 }
        task.cancel()
        #expect(await task.value.failures.count == 2)
        // The cancelled call says nothing of the server.
        #expect(await plugin.outcomes(for: Provider.texts(2)).failures.isEmpty)
        try await server.stop()
    }
}
