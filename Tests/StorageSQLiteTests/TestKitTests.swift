import PluginAPI
import PluginTestKit
import Testing

/// The doubles of the kit do what a test relies on.
@Suite struct TestKitTests {
    @Test(arguments: SentimentContract.checks, [SentimentDelivery.immediate, .deferred])
    func scriptedSentimentKeepsTheContract(_ check: SentimentContract.Check, _ delivery: SentimentDelivery) async throws {
        try await check.run { ScriptedSentiment(delivery: delivery) }
    }

    @Test func scriptedSentimentAnswersAsTold() async throws {
        let plugin = ScriptedSentiment { request throws(SentimentError) in
            guard request.text != "no" else { throw .refused(reason: "as told") }
            return ScriptedSentiment.answer(score: 0.5, label: .positive)
        }
        let request = SentimentRequest(text: "yes", language: "en")
        #expect(try await plugin.analyze([request]).map(\.score) == [0.5])
        await #expect(throws: SentimentError.refused(reason: "as told")) {
            try await plugin.analyze([SentimentRequest(text: "no")])
        }
        plugin.fail(with: .unavailable(reason: "down", retryAfter: nil))
        await #expect(throws: SentimentError.unavailable(reason: "down", retryAfter: nil)) {
            try await plugin.analyze([request])
        }
        #expect(try await plugin.analyze([request]).count == 1)
        #expect(plugin.requests.map(\.text) == ["yes", "no", "yes", "yes"])
    }

    @Test func faultyStorageFailsTheCallItIsToldTo() async throws {
        let store = FaultyStorage(wrapping: MemoryStorage())
        let sample = SampleEntries()
        store.failCall(next: 2, with: .full)
        try await store.createUser(sample.user)
        await #expect(throws: StorageError.full) { try await store.user(sample.user.id) }
        #expect(try await store.user(sample.user.id) == sample.user)
        #expect(store.calls == 3)
        store.failEveryCall(with: .unavailable(reason: "down"))
        for _ in 0..<3 {
            await #expect(throws: StorageError.unavailable(reason: "down")) { try await store.statistics() }
        }
        store.heal()
        #expect(try await store.statistics().users == 1)
    }

    @Test func faultyStorageWithoutFaultsKeepsTheContract() async throws {
        for check in StorageContract.checks.prefix(20) {
            try await check.run { FaultyStorage(wrapping: MemoryStorage()) }
        }
    }

    @Test func manualClockMovesOnlyWhenItIsMoved() {
        let clock = ManualClock(now: Instant(microseconds: 10))
        #expect(clock.now() == clock.now())
        clock.advance(by: .microseconds(2_500_001))
        #expect(clock.now().microseconds == 2_500_011)
        #expect(clock.uptime() == .microseconds(2_500_001))
        clock.advance(by: .seconds(-2))
        #expect(clock.now().microseconds == 500_011)
        #expect(clock.uptime() == .microseconds(2_500_001))
        clock.setWallClock(to: Instant(microseconds: .max))
        clock.advance(by: .seconds(5))
        #expect(clock.now().microseconds == .max)
    }
}
