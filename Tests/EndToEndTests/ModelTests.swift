import Foundation
import JournalRPC
import ModelTestServer
import Testing

/// Daemon, workers and a model's server, each as it is.
@Suite(.serialized) struct ModelTests {
    /// A thousand entries, twenty workers killed with answers on their way: a thousand scores, each counted once, in few calls.
    @Test func killedWorkersLoseNothingAndCountNothingTwice() async throws {
        let server = try await ModelServer.start(.plain)
        let daemon = try DaemonProcess.withModel(server.url, workers: true)
        try daemon.start()
        let client = try daemon.connect()
        try client.write(1_000)
        #expect(server.state.connections == 0)
        try client.consent()
        let job = try client.call(SentimentMethods.Reanalyze.self, .init()).job
        for round in 1...20 {
            let before = server.state.completions.count
            let worker = try WorkerProcess(daemon)
            becomes("worker \(round) asks: \(worker.output)") { server.state.completions.count > before || !worker.isRunning }
            // Each time a little later: before, while and after the answer is brought home.
            usleep(UInt32(round) * 1_500)
            worker.kill9()
        }
        let last = [try WorkerProcess(daemon), try WorkerProcess(daemon)]
        try becomes("the job is done") { try client.call(Jobs.Get.self, .init(job: job)).state == "done" }
        let over = try client.call(Jobs.Get.self, .init(job: job))
        #expect(over.total == 1_000 && over.done == 1_000 && over.failed == 0 && over.skipped == 0)
        let entries = try client.allEntries()
        #expect(entries.count == 1_000)
        #expect(entries.allSatisfy { $0.sentiment.optional?.provider == "openai" && $0.analysis == .done })
        #expect(server.state.violations.isEmpty)
        #expect(server.state.completions.count <= 60, "\(server.state.completions.count) requests")
        // What is counted is what is there: the day's sums agree with the entries.
        let report = try client.call(Analytics.Report.self, .init(name: "mood-distribution"))
        let counted = report.frames.first { $0.name == "labels" }
        let labels = try #require(counted)
        let column = try #require(labels.columns.firstIndex { $0.name == "entries" })
        let sum = labels.rows.reduce(Int64(0)) { total, row in
            if case .integer(let number) = row[column] { total + number } else { total }
        }
        #expect(sum == 1_000)
        #expect(report.notes.contains("Scores are by openai."))
        for worker in last { #expect(worker.stop() == 0) }
    }

    /// The daemon is killed while a worker reads: the worker finds the next one, and what it was paid for counts once.
    @Test func aKilledDaemonLosesNoScoreAndNoJob() async throws {
        let server = try await ModelServer.start(.plain)
        let daemon = try DaemonProcess.withModel(
            server.url, workers: true, more: ["JOURNALD_WORKERS_LEASESECONDS": "10"])
        try daemon.start()
        var client = try daemon.connect()
        try client.write(600)
        try client.consent()
        let job = try client.call(SentimentMethods.Reanalyze.self, .init()).job
        let worker = try WorkerProcess(daemon)
        for round in 1...3 {
            let before = server.state.completions.count
            becomes("the worker asks in round \(round): \(worker.output)") { server.state.completions.count > before }
            daemon.kill9()
            try daemon.start()
        }
        client = try daemon.connect()
        try becomes("the job is done") { try client.call(Jobs.Get.self, .init(job: job)).state == "done" }
        let over = try client.call(Jobs.Get.self, .init(job: job))
        #expect(over.total == 600 && over.done == 600 && over.failed == 0 && over.skipped == 0)
        #expect(try client.allEntries().allSatisfy { $0.sentiment.optional?.provider == "openai" })
        #expect(worker.stop() == 0)
    }

    @Test func withoutConsentNoByteIsSent() async throws {
        let server = try await ModelServer.start(.plain)
        let daemon = try DaemonProcess.withModel(server.url, workers: false)
        try daemon.start()
        let client = try daemon.connect()
        try client.write(20)
        _ = try client.call(SentimentMethods.Reanalyze.self, .init())
        let job = try client.call(Jobs.List.self, .init()).items[0].id
        try becomes("the job is over") { try client.call(Jobs.Get.self, .init(job: job)).state == "done" }
        #expect(try client.allEntries().allSatisfy { $0.sentiment.optional?.provider == "lexicon" && $0.analysis == .done })
        try client.consent()
        var draft = EntryDraft(body: "A page that stays here, whatever comes.")
        draft.isPrivate = true
        _ = try client.call(Entries.Create.self, draft)
        #expect(daemon.stop() == 0)
        #expect(server.state.connections == 0 && server.state.requests.isEmpty)
    }

    /// In personal mode the daemon asks the model itself, and what leaves is what the preview shows.
    @Test func theDaemonItselfAsksWhereThereAreNoWorkers() async throws {
        let server = try await ModelServer.start(.plain)
        let daemon = try DaemonProcess.withModel(server.url, workers: false)
        try daemon.start()
        let client = try daemon.connect()
        try client.consent()
        let body = "Wrote a letter to ana@example.com about the awful concert in town."
        let made = try client.call(Entries.Create.self, EntryDraft(body: body))
        #expect(made.analysis == .pending && made.sentiment.optional?.provider == "lexicon")
        let preview = try daemon.control("sentiment", "preview", "1")
        #expect(preview.status == 0 && preview.output.hasPrefix("Wrote a letter to [email] about the awful concert in town.\n\nPOST "))
        #expect(preview.output.contains("POST \(server.url)/chat/completions\n"))
        let raw = try daemon.control("sentiment", "preview", "1", "--raw").output
        try becomes("the model has answered", limit: 30) {
            try client.call(Entries.Get.self, .init(entry: .number(1))).analysis == .done
        }
        #expect(try client.call(Entries.Get.self, .init(entry: .number(1))).sentiment.optional?.provider == "openai")
        // Byte for byte, but for the id that is drawn anew for each request.
        let real = try #require(server.state.completions.first)
        #expect(Self.withoutIDs(raw) == Self.withoutIDs(real.text) && raw.utf8.count == real.body.count)
        #expect(raw != Self.withoutIDs(raw))
        let sent = server.state.completions.map { String(decoding: $0.body, as: UTF8.self) }.joined()
        #expect(sent.contains("Wrote a letter to [email] about") && !sent.contains("ana@example.com"))
        let list = try daemon.control("sentiment", "providers")
        #expect(list.status == 0 && list.output.contains("USD"))
        let again = try daemon.control("sentiment", "reanalyze")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.contains("1 entries have a new score by openai"))
        var draft = EntryDraft(body: "A page that stays here.")
        draft.isPrivate = true
        _ = try client.call(Entries.Create.self, draft)
        let report = try client.call(Analytics.Report.self, .init(name: "mood-distribution"))
        #expect(report.notes.contains { $0.hasPrefix("Scores are by lexicon (1), openai (1)") }, "\(report.notes)")
        // The answer was kept: nothing is asked twice.
        #expect(server.state.completions.count == 1)
        #expect(daemon.stop() == 0)
    }

    /// A request whose ids are all alike.
    private static func withoutIDs(_ body: String) -> String {
        body.replacing(/\\"id\\":\\"[a-z0-9]{6}\\"/, with: "ID")
    }

    /// Nothing listens at the model's address: entries are taken and scored as ever, and wait.
    @Test func withTheNetworkGoneEntriesAreTakenAsBefore() async throws {
        let server = try await ModelServer.start(.plain)
        let url = server.url
        try await server.stop()
        let daemon = try DaemonProcess.withModel(url, workers: false)
        try daemon.start()
        let client = try daemon.connect()
        try client.consent()
        for number in 1...50 {
            let made = try client.call(Entries.Create.self, EntryDraft(body: "Page \(number), a lovely day without a net."))
            #expect(made.sentiment.optional?.provider == "lexicon" && made.analysis == .pending)
        }
        let health = try client.call(System.Health.self, NoParams())
        #expect(health.status != "failing")
        // It comes back.
        let again = try await ModelServer.start(.plain, port: server.port)
        try becomes("the model has answered all", limit: 60) {
            try client.allEntries().allSatisfy { $0.sentiment.optional?.provider == "openai" }
        }
        #expect(try client.call(Jobs.List.self, .init()).items.isEmpty)
        #expect(daemon.stop() == 0)
        try await again.stop()
    }

    /// A worker holds no key of the journal and no file of its state.
    @Test func aWorkerOpensNothingOfTheJournal() async throws {
        let server = try await ModelServer.start(.plain)
        let daemon = try DaemonProcess.withModel(server.url, workers: true)
        try daemon.start()
        let client = try daemon.connect()
        try client.consent()
        let worker = try WorkerProcess(daemon)
        _ = try client.call(Entries.Create.self, EntryDraft(body: "Bernsteinzimmer was a lovely word for a page."))
        try becomes("the model has answered") { try client.call(Entries.Get.self, .init(entry: .number(1))).analysis == .done }
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker.id)/fd").compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(worker.id)/fd/\($0)")
        }
        #expect(!files.contains { $0.hasPrefix(daemon.state) })
        #expect(worker.stop() == 0)
        #expect(!worker.output.contains("Bernsteinzimmer"))
    }
}
