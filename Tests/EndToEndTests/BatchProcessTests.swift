import Foundation
import JournalRPC
import ModelTestServer
import Testing

/// Daemon, workers and a server with a Batch API, each as it is.
@Suite(.serialized) struct BatchProcessTests {
    /// Where a worker waits for the server when it is killed: the request, and whether the server did what it asks.
    struct Stage: Sendable, CustomTestStringConvertible {
        let name: String
        let method: String
        let path: String
        let happens: Bool

        var testDescription: String { name }

        static let all = [
            Stage(name: "before the upload", method: "POST", path: "/v1/files", happens: false),
            Stage(name: "after the upload", method: "POST", path: "/v1/files", happens: true),
            Stage(name: "before the batch is made", method: "POST", path: "/v1/batches", happens: false),
            Stage(name: "after the batch is made", method: "POST", path: "/v1/batches", happens: true),
            Stage(name: "while it polls", method: "GET", path: "/v1/batches/batch", happens: true),
            Stage(name: "while it downloads", method: "GET", path: "/v1/files/", happens: true),
            Stage(name: "while texts are deleted", method: "DELETE", path: "/v1/files/", happens: true),
        ]
    }

    private static let quick = [
        "JOURNALD_SENTIMENT_OPENAI_BULK": "true", "JOURNALD_WORKERS_BULKTEXTS": "100",
        "JOURNALD_WORKERS_BATCHSECONDS": "1", "JOURNALD_WORKERS_LEASESECONDS": "2",
    ]

    /// At each stage: every text is read once and paid once, every score counts once, and nothing is left at the server.
    @Test(arguments: Stage.all) func aKilledWorkerPaysNothingTwiceAndLosesNothing(_ stage: Stage) async throws {
        let server = try await ModelServer.start(.plain)
        let daemon = try DaemonProcess.withModel(server.url, workers: true, more: Self.quick)
        try daemon.start()
        let client = try daemon.connect()
        try client.write(300)
        try client.consent()
        server.state.stall(stage.method, stage.path, happens: stage.happens)
        let job = try client.call(SentimentMethods.Reanalyze.self, .init()).job
        let first = try WorkerProcess(daemon)
        becomes("the worker waits for the server: \(first.output)") { server.state.stalled == 1 || !first.isRunning }
        first.kill9()
        let second = try WorkerProcess(daemon)
        try becomes("the job is done: \(second.output)") { try client.call(Jobs.Get.self, .init(job: job)).state == "done" }
        let over = try client.call(Jobs.Get.self, .init(job: job))
        #expect(over.total == 300 && over.done == 300 && over.failed == 0 && over.skipped == 0)
        #expect(try client.allEntries().allSatisfy { $0.sentiment.optional?.provider == "openai" && $0.analysis == .done })
        // Forty texts a line, once.
        #expect(server.state.paidLines == 8 && server.state.completions.isEmpty)
        #expect(server.state.violations.isEmpty, "\(server.state.violations)")
        becomes("nothing is left at the server: \(server.state.files)") { server.state.files.isEmpty }
        let cost = try client.call(SentimentMethods.Providers.self, NoParams()).items.first { $0.id == "openai" }
        #expect(try #require(cost?.cost) > 0)
        #expect(second.stop() == 0)
        #expect(daemon.stop() == 0)
        try await server.stop()
    }

    /// With a worker, which has its own provider, and without one.
    @Test(arguments: [true, false]) func commonTextsAreAnsweredWithoutBeingHandedOver(workers: Bool) async throws {
        let server = try await ModelServer.start(.plain)
        let daemon = try DaemonProcess.withModel(server.url, workers: workers, more: Self.quick)
        try daemon.start()
        let client = try daemon.connect()
        try client.write(120)
        let common = ["Good day.", "tired", ":)", "OK", "so so", "Terrible day!"]
        for text in common { _ = try client.call(Entries.Create.self, EntryDraft(body: text)) }
        try client.consent()
        let job = try client.call(SentimentMethods.Reanalyze.self, .init()).job
        let worker = workers ? try WorkerProcess(daemon) : nil
        try becomes("the job is done") { try client.call(Jobs.Get.self, .init(job: job)).state == "done" }
        let over = try client.call(Jobs.Get.self, .init(job: job))
        #expect(over.done == 126 && over.failed == 0 && over.skipped == 0)
        // Forty texts a line: had the common ones been among them, there would be a fourth.
        #expect(server.state.paidLines == 3 && server.state.completions.isEmpty)
        let scores = try client.allEntries().filter { common.contains($0.body) }.map { $0.sentiment.optional }
        #expect(scores.count == common.count && scores.allSatisfy { $0?.provider == "openai" })
        #expect(Set(scores.compactMap { $0?.score }) == [0.6, -0.6, 0, -0.85])
        if let worker { #expect(worker.stop() == 0) }
        #expect(daemon.stop() == 0)
        try await server.stop()
    }

    @Test func partsThatFailAndWhatAnExpiredBatchDidNotReadAreAskedForOneByOne() async throws {
        for ending in [BatchEnding.expires(afterLines: 3), .fails, .completes] {
            let server = try await ModelServer.start(.plain)
            server.state.end(batches: ending)
            if ending == .completes { server.state.failBatchLines(every: 2) }
            let daemon = try DaemonProcess.withModel(server.url, workers: false, more: Self.quick)
            try daemon.start()
            let client = try daemon.connect()
            try client.write(200)
            try client.consent()
            let job = try client.call(SentimentMethods.Reanalyze.self, .init()).job
            try becomes("the job is done after \(ending)") { try client.call(Jobs.Get.self, .init(job: job)).state == "done" }
            #expect(try client.call(Jobs.Get.self, .init(job: job)).done == 200)
            let lines = server.state.paidLines
            #expect(lines == (ending == .fails ? 0 : 3), "\(ending)")
            // Texts that failed in the batch are asked for once more each, forty at a time.
            #expect(server.state.completions.count == 5 - lines, "\(ending): \(server.state.completions.count)")
            becomes("nothing is left at the server") { server.state.files.isEmpty }
            #expect(daemon.stop() == 0)
            try await server.stop()
        }
    }
}
