import JournalRPC
import PluginAPI
import PluginTestKit
import Synchronization
import Testing

@testable import JournalEngine

/// Reanalyses that are handed over in bulk.
@Suite(.timeLimit(.minutes(5))) struct BatchTests {
    private struct Bench {
        let engine: TestEngine
        let person: TestClient
        let model: BulkModel
        let server: BulkServer
        let user: UserID

        /// - Parameter least: from how many texts on a reanalysis goes in bulk.
        init(
            entries: Int, least: Int = 10, server: BulkServer = BulkServer(), storage: any StoragePlugin = MemoryStorage(),
            settings: [String: String] = [:], cents: Int64? = 100_000
        ) async throws {
            self.server = server
            model = BulkModel(server)
            engine = try await TestEngine(
                storage: storage, model: model,
                settings: ["workers.bulkTexts": "\(least)"].merging(settings) { $1 })
            person = engine.client()
            for number in 0..<entries { _ = try await person.write("text number \(number), a good one") }
            try await person.consent(cents: cents)
            user = try #require(UserID(try await person.call(Account.Get.self, NoParams()).id))
        }

        func reanalyze() async throws -> String { try await person.call(SentimentMethods.Reanalyze.self, .init()).job }

        func job(_ id: String) async throws -> Jobs.Job { try await person.call(Jobs.Get.self, .init(job: id)) }

        func work(_ life: ClientWork.Life = .init()) async {
            let (worker, client) = Worker.test(engine, model, life: life)
            await worker.runOut()
            client.close()
        }

        /// Workers come one after the other, with some time between, until the job is over.
        func workUntilOver(_ id: String, rounds: Int = 12) async throws {
            for _ in 0..<rounds {
                await work()
                if try await job(id).state == "done" { break }
                engine.clock.advance(by: .seconds(130))
            }
            // What is left to be deleted at the server.
            engine.clock.advance(by: .seconds(130))
            await work()
        }

        func cost() async throws -> Int64 {
            try await engine.storage.usage(in: UsageMonth(of: engine.clock.now()), of: user)["model"]?.cost ?? 0
        }

        func batches() async throws -> [StoredBatch] { try await engine.storage.batches(of: "model") }

        var texts: [String] { server.state.withLock { $0.texts } }
    }

    @Test func aReanalysisOfManyGoesInBulkAndCostsOnce() async throws {
        let bench = try await Bench(entries: 60)
        let id = try await bench.reanalyze()
        await bench.work()
        #expect(try await bench.batches().count == 1)
        #expect(try await bench.job(id).state == "running")
        #expect(try await bench.job(id).inBulk == 60)
        await bench.work()
        #expect(try await bench.job(id).done == 0)
        bench.engine.clock.advance(by: .seconds(61))
        await bench.work()
        let over = try await bench.job(id)
        #expect(over.state == "done" && over.done == 60 && over.failed == 0)
        #expect(bench.texts.count == 60 && Set(bench.texts).count == 60)
        #expect(bench.server.state.withLock { $0.single.isEmpty && $0.discarded.count == 1 })
        #expect(try await bench.batches().isEmpty)
        #expect(try await bench.cost() == 60 * BulkServer.price)
        let entry = try await bench.person.entry(7)
        #expect(entry.sentiment.optional?.provider == "model" && entry.sentiment.optional?.score == 0.25)
        // The answers are kept: nobody is asked again.
        let again = try await bench.reanalyze()
        await bench.work()
        #expect(try await bench.job(again).state == "done")
        #expect(bench.texts.count == 60)
    }

    @Test func fewTextsAndServersWithoutBulkAreAskedAsEver() async throws {
        let few = try await Bench(entries: 9)
        try await few.workUntilOver(try await few.reanalyze())
        #expect(few.server.state.withLock { $0.single.count == 9 && $0.submissions.isEmpty })
        let without = try await Bench(entries: 30, server: BulkServer(isOffered: false))
        try await without.workUntilOver(try await without.reanalyze())
        #expect(without.server.state.withLock { $0.single.count == 30 && $0.submissions.isEmpty })
    }

    @Test func moreThanTheServerTakesAtOnceGoesInSeveralBatches() async throws {
        let bench = try await Bench(entries: 70, server: BulkServer(limit: 30))
        let id = try await bench.reanalyze()
        await bench.work()
        #expect(bench.server.state.withLock { $0.submissions.values.map(\.texts.count).sorted() } == [10, 30, 30])
        try await bench.workUntilOver(id)
        #expect(try await bench.job(id).done == 70)
    }

    @Test func longTextsComeInSeveralMessagesAndInOrder() async throws {
        let bench = try await Bench(entries: 0, least: 2)
        let long = String(repeating: "a good day, ", count: 15_000)
        for number in 0..<5 { _ = try await bench.person.write("\(number) \(long)") }
        let id = try await bench.reanalyze()
        await bench.work()
        let texts = bench.server.state.withLock { $0.submissions.values.first?.texts ?? [] }
        #expect(texts.map { $0.prefix(1) } == ["0", "1", "2", "3", "4"])
        #expect(texts.allSatisfy { $0.utf8.count > 150_000 })
        try await bench.workUntilOver(id)
        #expect(try await bench.job(id).done == 5)
    }

    @Test func privateTextsAreNotHandedOverAndOthersAreMasked() async throws {
        let bench = try await Bench(entries: 20)
        _ = try await bench.person.write("mine #private")
        _ = try await bench.person.write("write to ana@example.com about it")
        let id = try await bench.reanalyze()
        try await bench.workUntilOver(id)
        #expect(bench.texts.contains("write to [email] about it"))
        #expect(!bench.texts.contains { $0.contains("private") || $0.contains("ana@") })
        let over = try await bench.job(id)
        #expect(over.done == 21 && over.skipped == 1)
    }

    /// Not in bulk, not by itself, and without a cost.
    @Test(arguments: [2, 1_000]) func textsWhoseAnswerIsKnownAreNotHandedOver(least: Int) async throws {
        let bench = try await Bench(entries: 20, least: least)
        for _ in 0..<3 { _ = try await bench.person.write("A known text.") }
        let id = try await bench.reanalyze()
        try await bench.workUntilOver(id)
        #expect(bench.texts.count == 20 && !bench.texts.contains("A known text."))
        let over = try await bench.job(id)
        #expect(over.state == "done" && over.done == 23 && over.skipped == 0)
        let sentiment = try await bench.person.entry(22).sentiment.optional
        #expect(sentiment?.provider == "model" && sentiment?.model == "m-1" && sentiment?.score == 0.75)
        #expect(try await bench.cost() <= 20 * BulkServer.price)
    }

    @Test func aReanalysisOfKnownTextsAloneHandsNothingOver() async throws {
        let bench = try await Bench(entries: 0, least: 2)
        for _ in 0..<12 { _ = try await bench.person.write("A known text.") }
        let id = try await bench.reanalyze()
        try await bench.workUntilOver(id)
        #expect(try await bench.job(id).done == 12)
        #expect(bench.texts.isEmpty && bench.server.state.withLock { $0.submissions.isEmpty })
        #expect(try await bench.batches().isEmpty)
        #expect(try await bench.cost() == 0)
    }

    @Test func withoutConsentNothingIsHandedOver() async throws {
        let bench = try await Bench(entries: 20)
        try await bench.person.consent(false)
        let id = try await bench.reanalyze()
        try await bench.workUntilOver(id)
        #expect(bench.texts.isEmpty)
        #expect(try await bench.job(id).skipped == 20)
    }

    @Test func consentTakenBackStopsTheBatchAndWhatWasReadIsCounted() async throws {
        let bench = try await Bench(entries: 20)
        let id = try await bench.reanalyze()
        bench.server.state.withLock { $0.status = .running(done: 3, of: 20) }
        await bench.work()
        try await bench.person.consent(false)
        bench.engine.clock.advance(by: .seconds(61))
        await bench.work()
        #expect(bench.server.state.withLock { $0.submissions.values.allSatisfy(\.isCancelled) && $0.discarded.count == 1 })
        #expect(try await bench.job(id).state == "cancelled")
        #expect(try await bench.person.entry(3).sentiment.optional?.provider == "scripted")
        #expect(try await bench.cost() == 20 * BulkServer.price)
        #expect(try await bench.batches().isEmpty)
    }

    @Test func answersToTextsThatWereChangedAreDroppedAndPaid() async throws {
        let bench = try await Bench(entries: 20)
        let id = try await bench.reanalyze()
        await bench.work()
        _ = try await bench.person.call(Entries.Delete.self, .init(entry: .number(2)))
        var change = Entries.Update.Params(entry: .number(3), revision: 1)
        change.body = "something else that is bad"
        _ = try await bench.person.call(Entries.Update.self, change)
        bench.engine.clock.advance(by: .seconds(61))
        await bench.work()
        let changed = try await bench.person.entry(3)
        #expect(changed.sentiment.optional?.score == 0.5)
        #expect(bench.server.state.withLock { $0.single } == ["something else that is bad"])
        #expect(try await bench.job(id).state == "done")
        #expect(try await bench.cost() >= 20 * BulkServer.price)
    }

    @Test func partsThatFailAreAskedForOneByOne() async throws {
        let bench = try await Bench(entries: 20)
        bench.server.state.withLock { $0.failing = ["text number 4, a good one", "text number 5, a good one"] }
        let id = try await bench.reanalyze()
        try await bench.workUntilOver(id)
        #expect(try await bench.job(id).done == 20)
        #expect(bench.server.state.withLock { Set($0.single) } == ["text number 4, a good one", "text number 5, a good one"])
        #expect(try await bench.person.entry(5).sentiment.optional?.score == 0.5)
        #expect(try await bench.person.entry(7).sentiment.optional?.score == 0.25)
    }

    @Test(arguments: [BulkStatus.failed(reason: "the server refused the batch"), .running(done: 0, of: 20)])
    func aBatchThatFailsOrIsNeverReadPutsItsTextsBack(_ status: BulkStatus) async throws {
        let bench = try await Bench(entries: 20)
        bench.server.state.withLock { $0.status = status }
        let id = try await bench.reanalyze()
        await bench.work()
        bench.engine.clock.advance(by: .seconds(61))
        await bench.work()
        if case .running = status { bench.engine.clock.advance(by: .seconds(27 * 3_600)) }
        bench.server.state.withLock { $0.status = .finished }
        await bench.work()
        #expect(try await bench.job(id).done == 20)
        try await bench.workUntilOver(id)
        #expect(try await bench.batches().isEmpty)
        #expect(try await bench.job(id).state == "done")
    }

    @Test func aServerThatTakesNothingInBulkIsAskedAsEver() async throws {
        let bench = try await Bench(entries: 20)
        bench.server.state.withLock { $0.submitError = .failed(reason: "there is no Batch API") }
        let id = try await bench.reanalyze()
        try await bench.workUntilOver(id)
        #expect(try await bench.job(id).done == 20)
        #expect(bench.server.state.withLock { $0.single.count } == 20)
        #expect(try await bench.batches().isEmpty)
    }

    @Test func aServerThatIsDownTakesNoTryAndIsNotAskedForEver() async throws {
        let bench = try await Bench(entries: 20)
        bench.server.state.withLock { $0.submitError = .unavailable(reason: "down", retryAfter: nil) }
        let id = try await bench.reanalyze()
        try await bench.workUntilOver(id)
        #expect(try await bench.job(id).done == 20)
        #expect(try await bench.batches().isEmpty)
    }

    @Test func theBudgetBoundsABatch() async throws {
        let bench = try await Bench(entries: 30, cents: 1)
        let id = try await bench.reanalyze()
        await bench.work()
        #expect(bench.texts.count == 10)
        bench.engine.clock.advance(by: .seconds(61))
        await bench.work()
        #expect(try await bench.job(id).done == 10)
        #expect(try await bench.cost() == 10 * BulkServer.price)
        bench.engine.clock.advance(by: .seconds(7_200))
        await bench.work()
        #expect(bench.texts.count == 10)
    }

    /// A worker is killed at each of its calls to the daemon, and the next goes on: every text is handed over once, each
    /// score counts once, and so does what it cost.
    @Test func aWorkerMayBeKilledAtEveryCall() async throws {
        for calls in 0...12 {
            let bench = try await Bench(entries: 20)
            let id = try await bench.reanalyze()
            await bench.work(.init(calls: calls))
            bench.engine.clock.advance(by: .seconds(130))
            await bench.work(.init(calls: calls))
            bench.engine.clock.advance(by: .seconds(130))
            try await bench.workUntilOver(id)
            let over = try await bench.job(id)
            #expect(over.state == "done" && over.done == 20 && over.failed == 0, "killed after \(calls) calls")
            #expect(bench.texts.count == 20, "killed after \(calls) calls: \(bench.texts.count) texts were paid")
            #expect(try await bench.batches().isEmpty, "killed after \(calls) calls")
        }
    }

    /// The same while it waits for the server.
    @Test(arguments: BulkServer.Kill.allCases)
    func aWorkerMayBeKilledWhileTheServerIsAsked(_ kill: BulkServer.Kill) async throws {
        let bench = try await Bench(entries: 20)
        let id = try await bench.reanalyze()
        bench.server.state.withLock { _ = $0.kills.insert(kill) }
        // Its task hangs in the server; it is dropped, and nothing of it reaches the daemon any more.
        for _ in 0..<2 {
            let life = ClientWork.Life()
            let (worker, client) = Worker.test(bench.engine, bench.model, life: life)
            let isKilled = await withTaskGroup(of: Void.self) { group in
                group.addTask { await worker.runOut() }
                group.addTask {
                    while !Task.isCancelled, bench.server.state.withLock({ $0.kills.contains(kill) }) { await Task.yield() }
                }
                await group.next()
                group.cancelAll()
                return !bench.server.state.withLock { $0.kills.contains(kill) }
            }
            client.close()
            bench.engine.clock.advance(by: .seconds(130))
            if isKilled { break }
        }
        try await bench.workUntilOver(id)
        #expect(try await bench.job(id).done == 20)
        #expect(bench.texts.count == 20)
        #expect(try await bench.cost() == 20 * BulkServer.price)
        #expect(try await bench.batches().isEmpty)
    }

    /// For each call of the store that may fail while a batch is under way.
    @Test func everyCallOfTheStoreMayFail() async throws {
        for failing in 1...40 {
            let storage = FaultyStorage(wrapping: MemoryStorage())
            let bench = try await Bench(entries: 12, storage: storage)
            let id = try await bench.reanalyze()
            storage.failCall(next: failing, with: .unavailable(reason: "test"))
            try await bench.workUntilOver(id)
            storage.heal()
            try await bench.workUntilOver(id)
            #expect(try await bench.job(id).done == 12, "call \(failing)")
            #expect(bench.texts.count == 12, "call \(failing): \(bench.texts.count) texts were paid")
            #expect(try await bench.batches().isEmpty, "call \(failing)")
        }
    }
}
