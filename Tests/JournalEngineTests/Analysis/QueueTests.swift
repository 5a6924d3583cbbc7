import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// Claims, failures, lost workers and reanalyses.
@Suite struct QueueTests {
    @Test func aTextThatFailsWaitsLongerEachTimeAndIsParkedAfterFiveTries() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        _ = try await person.write("a good day")
        let worker = TestWorker(engine)
        for round in 1...5 {
            let claim = try await worker.claim()
            #expect(claim.items.count == 1, "round \(round)")
            #expect(try await worker.fail(claim, .failed).settled == 1)
            let early = try await worker.claim()
            #expect(early.items.isEmpty && early.retryAfterMs > 0)
            engine.clock.advance(by: .seconds(3_600))
        }
        #expect(try await worker.claim().items.isEmpty)
        let entry = try await person.entry(1)
        #expect(entry.analysis == .failed && entry.sentiment.optional?.provider == "scripted")
        let job = try #require(try await person.call(Jobs.List.self, .init()).items.first)
        #expect(job.state == "parked" && job.reason == "it broke" && job.tries == 5)
    }

    @Test func aProviderThatIsDownCostsNoTry() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        _ = try await person.write("a good day")
        let worker = TestWorker(engine)
        for _ in 1...12 {
            let claim = try await worker.claim()
            #expect(try await worker.fail(claim, .unavailable).settled == 1)
            engine.clock.advance(by: .seconds(1_200))
        }
        let job = try #require(try await person.call(Jobs.List.self, .init()).items.first)
        #expect(job.state == "waiting" && job.tries == 0)
        #expect(try await worker.complete(try await worker.claim()).settled == 1)
    }

    @Test func aRefusedTextIsParkedAtOnce() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        _ = try await person.write("a good day")
        let worker = TestWorker(engine)
        _ = try await worker.fail(try await worker.claim(), .refused)
        #expect(try await person.call(Jobs.List.self, .init()).items.first?.state == "parked")
    }

    @Test func whatIsParkedCanBeTriedAgain() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let (person, stranger) = (engine.client(), engine.client(uid: 1_001))
        try await person.consent()
        for number in 1...3 { _ = try await person.write("text \(number)") }
        let worker = TestWorker(engine)
        _ = try await worker.fail(try await worker.claim(), .refused)
        let parked = try await person.call(Jobs.List.self, .init()).items
        #expect(parked.map(\.state) == ["parked", "parked", "parked"])
        #expect(try await worker.claim().items.isEmpty)
        _ = try await person.call(Jobs.Watch.self, NoParams())
        #expect(try await stranger.error(Jobs.Retry.self, .init(job: parked[0].id)).code == .notFound)
        #expect(try await stranger.call(Jobs.Retry.self, .init()).items.isEmpty)
        #expect(try await person.call(Jobs.Retry.self, .init(job: parked[0].id)).items.map(\.state) == ["waiting"])
        #expect(try await person.error(Jobs.Retry.self, .init(job: parked[0].id)).code == .conflict)
        // Whoever waits for work is told, and so is who watches.
        #expect(try worker.client.notices(of: Jobs.AvailableNotice.self).count == 1)
        #expect(try person.notices(of: Jobs.ChangeNotice.self).compactMap(\.job).map(\.state) == ["waiting"])
        #expect(try await person.call(Jobs.Retry.self, .init()).items.count == 2)
        #expect(try await person.entry(1).analysis == .pending)
        let claim = try await worker.claim()
        #expect(claim.items.count == 3)
        #expect(try await worker.complete(claim).settled == 3)
        #expect(try await person.call(Jobs.List.self, .init()).items.isEmpty)
    }

    /// Its connection is gone, but the worker is not: what it was paid for counts, as long as nobody else has the text.
    @Test func anAnswerThatComesOverAnotherConnectionStillCounts() async throws {
        let engine = try await TestEngine(model: CostlySentiment(price: 1_000))
        let person = engine.client()
        try await person.consent()
        for number in 1...4 { _ = try await person.write("text \(number)") }
        let first = TestWorker(engine)
        let claim = try await first.claim()
        first.client.close()
        let second = try await TestWorker(engine).claim(limit: 1)
        #expect(second.items.count == 1)
        let again = TestWorker(engine)
        #expect(try await again.complete(claim) == Jobs.Settled(settled: 3, late: 1))
        // Brought twice, it is counted once; and so is what the late one took.
        #expect(try await again.complete(claim) == Jobs.Settled(settled: 0, late: 4))
        let user = try #require(UserID(try await person.call(Account.Get.self, NoParams()).id))
        let used = try await engine.storage.usage(in: UsageMonth(of: engine.clock.now()), of: user)
        #expect(used["model"]?.cost == 4_000)
    }

    @Test func whatIsBeingReadIsSetAsideFromTheBudget() async throws {
        let engine = try await TestEngine(model: CostlySentiment(price: 1_000))
        let person = engine.client()
        // Ten texts.
        try await person.consent(cents: 1)
        for number in 1...30 { _ = try await person.write("text \(number)") }
        let (one, two, three) = (TestWorker(engine), TestWorker(engine), TestWorker(engine))
        let first = try await one.claim(limit: 6)
        let second = try await two.claim(limit: 6)
        #expect(first.items.count == 6 && second.items.count == 4)
        #expect(try await three.claim().items.isEmpty)
        let user = try #require(UserID(try await person.call(Account.Get.self, NoParams()).id))
        #expect(try await engine.storage.asideCost(of: "model", of: user) == 10_000)
        _ = try await one.complete(first)
        _ = try await two.complete(second)
        #expect(try await engine.storage.asideCost(of: "model", of: user) == 0)
        let used = try await engine.storage.usage(in: UsageMonth(of: engine.clock.now()), of: user)
        #expect(used["model"]?.cost == 10_000)
        engine.clock.advance(by: .seconds(3_700))
        #expect(try await three.claim().items.isEmpty)
    }

    /// A daemon that reads itself was killed: the next does not wait until its leases end.
    @Test func aDaemonThatStartsAloneEndsTheLeasesOfTheOneBefore() async throws {
        let storage = MemoryStorage()
        let engine = try await TestEngine(storage: storage, model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        _ = try await person.write("a good day")
        #expect(try await TestWorker(engine).claim().items.count == 1)
        let withWorkers = try await TestEngine(
            storage: storage, clock: engine.clock, model: ScriptedSentiment(delivery: .deferred), keysOf: engine)
        #expect(try await TestWorker(withWorkers).claim().items.isEmpty)
        let alone = try await TestEngine(
            storage: storage, clock: engine.clock, model: ScriptedSentiment(delivery: .deferred),
            settings: ["workers.users": ""], keysOf: engine)
        try await alone.engine.insideWorker.step()
        #expect(try await alone.client().entry(1).sentiment.optional?.provider == "model")
    }

    @Test func whatALostWorkerHeldIsGivenToTheNextAtOnce() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        for number in 1...5 { _ = try await person.write("text \(number)") }
        let lost = TestWorker(engine)
        let claim = try await lost.claim()
        #expect(claim.items.count == 5)
        let next = TestWorker(engine)
        #expect(try await next.claim().items.isEmpty)
        lost.client.close()
        // Told that there is something again, without asking.
        #expect(try next.client.notices(of: Jobs.AvailableNotice.self).map(\.provider) == ["model"])
        let second = try await next.claim()
        #expect(Set(second.items.map(\.job)) == Set(claim.items.map(\.job)))
        #expect(try await lost.complete(claim) == Jobs.Settled(settled: 0, late: 5))
        #expect(try await next.complete(second).settled == 5)
    }

    @Test func aWorkerThatWaitsIsToldOfANewEntry() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        let worker = TestWorker(engine)
        #expect(try await worker.claim().items.isEmpty)
        _ = try await person.write("one")
        _ = try await person.write("two")
        #expect(try worker.client.notices(of: Jobs.AvailableNotice.self).count == 1)
        #expect(try await worker.claim().items.count == 2)
    }

    @Test func aReanalysisCountsWhatBecomesOfItsEntries() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        for number in 1...620 { _ = try await person.write("text \(number)") }
        _ = try await person.call(Entries.Create.self, { var d = EntryDraft(body: "mine"); d.isPrivate = true; return d }())
        try await person.consent()
        _ = try await person.call(Jobs.Watch.self, NoParams())
        let started = try await person.call(SentimentMethods.Reanalyze.self, .init())
        #expect(started.entries == 621)
        let worker = TestWorker(engine)
        var given = 0
        while true {
            let claim = try await worker.claim()
            guard claim.lease != nil else { break }
            #expect(claim.items.count <= 40)
            given += claim.items.count
            #expect(try await worker.complete(claim).late == 0)
        }
        #expect(given == 620)
        let job = try await person.call(Jobs.Get.self, .init(job: started.job))
        #expect(job.state == "done" && job.total == 621 && job.done == 620 && job.skipped == 1 && job.failed == 0)
        #expect(try await person.entry(621).sentiment.optional?.provider == "scripted")
        #expect(try await person.entry(620).sentiment.optional?.provider == "model")
        let told = try person.notices(of: Jobs.ChangeNotice.self).compactMap(\.job)
        #expect(told.last?.state == "done" && told.count >= 10)
        #expect(zip(told, told.dropFirst()).allSatisfy { ($0.done ?? 0) <= ($1.done ?? 0) })
    }

    @Test func cancellingEndsWhatIsLeft() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        for number in 1...20 { _ = try await person.write("text \(number)") }
        try await person.consent()
        let job = try await person.call(SentimentMethods.Reanalyze.self, .init()).job
        let worker = TestWorker(engine)
        let first = try await worker.claim(limit: 5)
        _ = try await worker.complete(first)
        let second = try await worker.claim(limit: 5)
        #expect(try await person.call(Jobs.Cancel.self, .init(job: job)).state == "cancelled")
        #expect(try await worker.complete(second).late == 5)
        #expect(try await worker.claim().items.isEmpty)
        #expect(try await person.call(Jobs.Get.self, .init(job: job)).done == 5)
        #expect(try await person.error(Jobs.Get.self, .init(job: second.items[0].job)).code == .notFound)
    }

    @Test func anImmediateProviderIsReanalysedInside() async throws {
        let engine = try await TestEngine()
        let person = engine.client()
        for number in 1...60 { _ = try await person.write("text \(number)") }
        engine.sentiment.answer { _ throws(SentimentError) in ScriptedSentiment.answer(score: 0.9, label: .positive) }
        let job = try await person.call(SentimentMethods.Reanalyze.self, .init()).job
        for _ in 1...3 where try await person.call(Jobs.Get.self, .init(job: job)).state != "done" {
            try await engine.engine.insideWorker.step()
        }
        #expect(try await person.call(Jobs.Get.self, .init(job: job)).done == 60)
        #expect(try await person.entry(60).sentiment.optional?.score == 0.9)
    }

    @Test func theChoiceOfAProviderOutlivesARestartUntilTheSettingChanges() async throws {
        let storage = MemoryStorage()
        let engine = try await TestEngine(storage: storage, model: ScriptedSentiment(delivery: .deferred))
        let root = engine.client(uid: 0)
        #expect(try await engine.client().error(SentimentMethods.Use.self, .init(provider: "scripted")).code == .forbidden)
        let list = try await root.call(SentimentMethods.Use.self, .init(provider: "scripted")).items
        #expect(list.filter(\.active).map(\.id) == ["scripted"])
        #expect(try await root.error(SentimentMethods.Use.self, .init(provider: "nothing")).code == .invalidParams)
        let again = try await TestEngine(
            storage: storage, model: ScriptedSentiment(delivery: .deferred), keysOf: engine)
        let kept = try await again.client(uid: 0).call(SentimentMethods.Providers.self, NoParams()).items
        #expect(kept.filter(\.active).map(\.id) == ["scripted"])
        let back = try await again.client(uid: 0).call(SentimentMethods.Use.self, .init(provider: "model")).items
        #expect(back.filter(\.active).map(\.id) == ["model"])
        #expect(try await again.client(uid: 0).write("a good day").sentiment.optional?.provider == "scripted")
    }

    /// For each call of the store that may fail while a text is read: the score counts once, and so does what it cost.
    @Test func everyCallMayFailAndNothingCountsTwice() async throws {
        for failing in 1...24 {
            let storage = FaultyStorage(wrapping: MemoryStorage())
            let engine = try await TestEngine(storage: storage, model: CostlySentiment(price: 1_000))
            let person = engine.client()
            try await person.consent()
            _ = try await person.write("a good day")
            storage.failCall(next: failing, with: .unavailable(reason: "test"))
            let worker = TestWorker(engine)
            var settled = 0
            for _ in 1...6 where settled == 0 {
                if let claim = try? await worker.claim(), claim.lease != nil {
                    settled += (try? await worker.complete(claim).settled) ?? 0
                }
                // A claim whose end failed holds its text until its lease is over.
                engine.clock.advance(by: .seconds(200))
            }
            storage.heal()
            let entry = try await person.entry(1)
            #expect(entry.sentiment.optional?.provider == "model" && entry.analysis == .done, "call \(failing)")
            let user = try #require(UserID(try await person.call(Account.Get.self, NoParams()).id))
            let used = try await storage.usage(in: UsageMonth(of: engine.clock.now()), of: user)
            #expect(used["model"]?.cost == 1_000, "call \(failing)")
        }
    }
}
