import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// A model answers later: the score at once stands until then, and nothing leaves without consent.
@Suite struct ModelTests {
    @Test func theScoreAtOnceStandsUntilTheModelHasAnswered() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        _ = try await person.call(Entries.Watch.self, EntrySelection())
        let made = try await person.write("a good day")
        #expect(made.analysis == .pending && made.sentiment.optional?.provider == "scripted")
        _ = try person.notices()
        let worker = TestWorker(engine)
        let claim = try await worker.claim()
        #expect(claim.items.map(\.text) == ["a good day"])
        #expect(try await worker.claim().items.isEmpty)
        #expect(try await worker.complete(claim) == Jobs.Settled(settled: 1, late: 0))
        let after = try await person.entry(1)
        #expect(after.analysis == .done && after.sentiment.optional?.provider == "model")
        #expect(after.sentiment.optional?.score == -0.5 && after.revision == 1)
        #expect(try person.notices().map(\.kind) == [.analysed])
        #expect(try await worker.complete(claim) == Jobs.Settled(settled: 0, late: 1))
        #expect(try await person.call(Jobs.List.self, .init()).items.isEmpty)
        // The score that it replaced is kept apart.
        let user = try #require(UserID(try await person.call(Account.Get.self, NoParams()).id))
        let others = try await engine.storage.otherScores(of: try #require(EntryID(made.id)), owner: user)
        #expect(others.map(\.provider) == ["scripted"])
    }

    @Test func withoutConsentNothingIsGiven() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        #expect(try await person.call(Account.Get.self, NoParams()).remoteAnalysis == false)
        let made = try await person.write("a good day")
        #expect(made.analysis == .done && made.sentiment.optional?.provider == "scripted")
        #expect(try await person.call(Jobs.List.self, .init()).items.isEmpty)
        // Not by a reanalysis either.
        let job = try await person.call(SentimentMethods.Reanalyze.self, .init()).job
        let worker = TestWorker(engine)
        #expect(try await worker.claim().items.isEmpty)
        let over = try await person.call(Jobs.Get.self, .init(job: job))
        #expect(over.state == "done" && over.skipped == 1 && over.done == 0)
        let preview = try await person.call(SentimentMethods.Preview.self, .init(entry: .number(1)))
        #expect(!preview.isSent && preview.text == "a good day")
    }

    /// A text goes out by the rules of the provider that it was claimed for, whatever is chosen meanwhile.
    @Test func aSwapInTheMiddleOfAClaimGivesNothingAway() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let (person, root, worker) = (engine.client(), engine.client(uid: 0), TestWorker(engine))
        for number in 1...60 { _ = try await person.write("text \(number)") }
        for _ in 1...20 {
            _ = try await root.call(SentimentMethods.Use.self, .init(provider: "model"))
            _ = try? await person.call(SentimentMethods.Reanalyze.self, .init())
            let given = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...4 { group.addTask { try await worker.claim(limit: 5).items.count } }
                group.addTask {
                    _ = try await root.call(SentimentMethods.Use.self, .init(provider: "scripted"))
                    return 0
                }
                return try await group.reduce(0, +)
            }
            #expect(given == 0)
        }
    }

    @Test func consentTakenBackWhileAnotherProviderIsInUseIsTakenBackAllTheSame() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let (person, root, worker) = (engine.client(), engine.client(uid: 0), TestWorker(engine))
        try await person.consent()
        _ = try await person.write("a good day")
        let claim = try await worker.claim()
        #expect(claim.items.count == 1)
        _ = try await root.call(SentimentMethods.Use.self, .init(provider: "scripted"))
        try await person.consent(false)
        _ = try await worker.complete(claim)
        let entry = try await person.entry(1)
        #expect(entry.sentiment.optional?.provider == "scripted" && entry.analysis == .done)
    }

    /// Its places are those of the masked text, also when a local provider is in use by then.
    @Test func anAnswerThatComesAfterASwapIsReadAsItWasGiven() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let (person, root, worker) = (engine.client(), engine.client(uid: 0), TestWorker(engine))
        try await person.consent()
        let body = "Wrote to somebody.with.a.long.name@example.com. It was sad."
        _ = try await person.write(body)
        let claim = try await worker.claim()
        _ = try await root.call(SentimentMethods.Use.self, .init(provider: "scripted"))
        let end = try #require(claim.items.first).text.utf8.count
        let sentence = SentimentResult.Sentence(start: end - 11, end: end, score: -1)
        #expect(try await worker.complete(claim, TestWorker.answer(sentences: [sentence])).settled == 1)
        let found = try #require(try await person.entry(1).sentiment.optional?.sentences.first)
        #expect(String(decoding: Array(body.utf8)[found.start..<found.end], as: UTF8.self) == "It was sad.")
    }

    @Test func consentTakenBackEndsWhatWaitsAndWhatIsUnderWay() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        _ = try await person.write("one")
        _ = try await person.write("two")
        let worker = TestWorker(engine)
        let claim = try await worker.claim(limit: 1)
        try await person.consent(false)
        #expect(try await worker.claim().items.isEmpty)
        #expect(try await worker.complete(claim).settled == 0)
        for number in [Int64(1), 2] { #expect(try await person.entry(number).analysis == .done) }
        #expect(try await person.entry(1).sentiment.optional?.provider == "scripted")
    }

    @Test(arguments: ["x #private", "x #PRIVATE y", "x"])
    func privateEntriesNeverLeave(_ body: String) async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        var draft = EntryDraft(body: body)
        if body == "x" { draft.isPrivate = true }
        let made = try await person.call(Entries.Create.self, draft)
        #expect(made.analysis == .done)
        #expect(made.categories.contains { $0.lowercased() == "private" })
        _ = try await person.call(SentimentMethods.Reanalyze.self, .init())
        #expect(try await TestWorker(engine).claim().items.isEmpty)
        let preview = try await person.call(SentimentMethods.Preview.self, .init(entry: .number(1)))
        #expect(!preview.isSent && preview.reason == "it is private")
    }

    @Test func anEntryThatBecomesPrivateIsTakenOutOfTheQueue() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        _ = try await person.write("one")
        let worker = TestWorker(engine)
        let claim = try await worker.claim()
        var change = Entries.Update.Params(entry: .number(1), revision: 1)
        change.categories = ["private"]
        let changed = try await person.call(Entries.Update.self, change)
        #expect(changed.analysis == .done && changed.sentiment.optional?.provider == "scripted")
        #expect(try await worker.complete(claim).settled == 0)
        // And back: the mark is taken off, so it waits again.
        change = Entries.Update.Params(entry: .number(1), revision: 2)
        change.categories = ["work"]
        #expect(try await person.call(Entries.Update.self, change).analysis == .pending)
        #expect(try await worker.claim().items.map(\.text) == ["one"])
    }

    @Test func aChangeThatLeavesTheTextKeepsTheModelsScoreAndTheJob() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        _ = try await person.write("one")
        let worker = TestWorker(engine)
        let claim = try await worker.claim()
        var change = Entries.Update.Params(entry: .number(1), revision: 1)
        change.starred = true
        #expect(try await person.call(Entries.Update.self, change).analysis == .pending)
        #expect(try await worker.complete(claim).settled == 1)
        change = Entries.Update.Params(entry: .number(1), revision: 2)
        change.starred = false
        let after = try await person.call(Entries.Update.self, change)
        #expect(after.analysis == .done && after.sentiment.optional?.provider == "model")
        #expect(try await worker.claim().items.isEmpty)
        change = Entries.Update.Params(entry: .number(1), revision: 3)
        change.body = "two"
        let rewritten = try await person.call(Entries.Update.self, change)
        #expect(rewritten.analysis == .pending && rewritten.sentiment.optional?.provider == "scripted")
        #expect(try await worker.claim().items.map(\.text) == ["two"])
    }

    @Test func whatIsGivenIsWhatThePreviewShowsAndPlacesAreMovedBack() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        try await person.consent()
        let body = "Wrote to ana@example.com. It was sad."
        _ = try await person.write(body)
        let preview = try await person.call(SentimentMethods.Preview.self, .init(entry: .number(1)))
        #expect(preview.isSent && preview.text == "Wrote to [email]. It was sad." && preview.masked == 1)
        let worker = TestWorker(engine)
        let claim = try await worker.claim()
        #expect(claim.items.map(\.text) == [preview.text])
        let sentences = [
            SentimentResult.Sentence(start: 0, end: 17, score: 0), .init(start: 18, end: 29, score: -0.8),
            .init(start: 5, end: 500, score: 0),
        ]
        _ = try await worker.complete(claim, TestWorker.answer(sentences: sentences))
        let found = try #require(try await person.entry(1).sentiment.optional).sentences
        let texts = found.map { String(decoding: Array(body.utf8)[$0.start..<$0.end], as: UTF8.self) }
        #expect(texts == ["Wrote to ana@example.com.", "It was sad."])
        try await person.consent(masks: false)
        #expect(try await person.call(SentimentMethods.Preview.self, .init(entry: .number(1))).text == body)
    }

    @Test func workersAreWhomTheOperatorNamesAndNeedNoAccount() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let stranger = engine.client(uid: 1_000)
        let params = Jobs.Claim.Params(provider: "model", model: "m-1", promptVersion: "7")
        #expect(try await stranger.error(Jobs.Claim.self, params).code == .forbidden)
        #expect(try await engine.client(uid: 0).error(Jobs.Claim.self, params).code == .forbidden)
        _ = try await TestWorker(engine).claim()
        let users = try await engine.storage.users(after: nil, limit: 10)
        #expect(!users.contains { $0.uid == TestEngine.workerUID })
    }

    @Test func theSameTextIsPaidForOnce() async throws {
        let engine = try await TestEngine(model: CostlySentiment(price: 1_000))
        let person = engine.client()
        let other = engine.client(uid: 1_001)
        for client in [person, other] { try await client.consent() }
        _ = try await person.write("good morning")
        let worker = TestWorker(engine)
        _ = try await worker.complete(try await worker.claim())
        _ = try await person.write("good morning")
        #expect(try await worker.claim().items.isEmpty)
        let second = try await person.entry(2)
        #expect(second.analysis == .done && second.sentiment.optional?.provider == "model")
        // What one was answered is nothing to another.
        _ = try await other.write("good morning")
        #expect(try await worker.claim().items.count == 1)
        let provider = try #require(
            try await person.call(SentimentMethods.Providers.self, NoParams()).items.first { $0.active })
        #expect(provider.cost == 1_000 && provider.currency == "USD" && provider.costOfAll == nil)
        #expect(provider.budget == 2_000_000)
    }

    @Test func overTheBudgetTheJobWaitsAndTheScoreAtOnceStays() async throws {
        let engine = try await TestEngine(model: CostlySentiment(price: 1_000))
        let person = engine.client()
        // Two hundredths are twenty texts.
        try await person.consent(cents: 2)
        for number in 1...25 { _ = try await person.write("text \(number)") }
        let worker = TestWorker(engine)
        let claim = try await worker.claim()
        #expect(claim.items.count == 20)
        _ = try await worker.complete(claim)
        #expect(try await worker.claim().items.isEmpty)
        let last = try await person.entry(25)
        #expect(last.analysis == .pending && last.sentiment.optional?.provider == "scripted")
        let waiting = try await person.call(Jobs.List.self, .init()).items
        #expect(waiting.count == 5 && waiting.allSatisfy { $0.reason == "the monthly budget is spent" && $0.tries == 0 })
        try await person.consent(cents: 3)
        #expect(try await worker.claim().items.count == 5)
        // The operator's bound holds for all.
        let strict = try await TestEngine(model: CostlySentiment(price: 1_000), settings: ["workers.monthlyCents": "0"])
        let rich = strict.client()
        try await rich.consent(cents: 1_000)
        _ = try await rich.write("text")
        #expect(try await TestWorker(strict).claim().items.isEmpty)
        // A new month is a new budget.
        strict.clock.advance(by: .seconds(40 * 86_400))
        #expect(try await TestWorker(strict).claim().items.isEmpty)
    }

    @Test func theCategoryThatKeepsEntriesHereCannotBeTakenFromThemAllAtOnce() async throws {
        let engine = try await TestEngine(model: ScriptedSentiment(delivery: .deferred))
        let person = engine.client()
        _ = try await person.write("x #private #work")
        let rename = Categories.Update.Params(category: "private", name: "open")
        #expect(try await person.error(Categories.Update.self, rename).code == .conflict)
        #expect(try await person.error(Categories.Merge.self, .init(category: "private", into: "work")).code == .conflict)
        #expect(try await person.error(Categories.Delete.self, .init(category: "private")).code == .conflict)
        // A capital is no other name.
        let capital = Categories.Update.Params(category: "private", name: "Private")
        #expect(try await person.call(Categories.Update.self, capital).name == "Private")
    }
}
