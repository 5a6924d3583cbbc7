import Foundation
import JournalRPC
import Testing

/// A user's own lexicon in the real daemon: read at the start, read again on SIGHUP, and kept as it was if the file is bad.
@Suite(.serialized) struct LexiconReloadTests {
    @Test func scoresByTheNewFileAfterAHangupAndByTheOldIfItIsBad() throws {
        let daemon = try DaemonProcess()
        let words = daemon.folder + "/words.txt"
        let configuration = daemon.folder + "/journald.yaml"
        try "sentiment:\n  lexicon:\n    file: \(words)\n".write(toFile: configuration, atomically: true, encoding: .utf8)
        try "zorbly\t3.0\t0.5\n".write(toFile: words, atomically: true, encoding: .utf8)
        try daemon.start(["--config", configuration])
        let client = try daemon.connect()
        func analyze() throws -> SentimentResult {
            try #require(try client.call(SentimentMethods.Analyze.self, .init(texts: ["A zorbly day."])).items.first)
        }
        let first = try analyze()
        #expect(first.label == "positive" && first.score > 0.3)

        try "zorbly\t-3.0\t0.5\n".write(toFile: words, atomically: true, encoding: .utf8)
        kill(daemon.process.processIdentifier, SIGHUP)
        try waitUntil { try analyze().score < 0 }
        let second = try analyze()
        #expect(second.label == "negative" && second.score < -0.3)
        #expect(second.model != first.model)

        try "zorbly\t2.0\nblimp\tmuch\n".write(toFile: words, atomically: true, encoding: .utf8)
        kill(daemon.process.processIdentifier, SIGHUP)
        try waitUntil { try daemon.log.text().contains("line 2: the rating is no number") }
        #expect(try daemon.log.text().contains(words))
        let third = try analyze()
        #expect(third.score == second.score && third.model == second.model)
        #expect(daemon.stop() == 0)
    }

    @Test func doesNotStartWithABadFileAndSaysWhere() throws {
        let daemon = try DaemonProcess()
        let words = daemon.folder + "/words.txt"
        let configuration = daemon.folder + "/journald.yaml"
        try "sentiment:\n  lexicon:\n    file: \(words)\n".write(toFile: configuration, atomically: true, encoding: .utf8)
        try "zorbly\t2.0\n\nblimp\t5\n".write(toFile: words, atomically: true, encoding: .utf8)
        try daemon.launch(["--config", configuration])
        #expect(daemon.waitForExit() > 0)
        #expect(try daemon.log.text().contains("line 3: the rating is no number from -4 to 4"))
    }

    private func waitUntil(_ condition: () throws -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: 15)
        while Date() < deadline {
            if try condition() { return }
            usleep(20_000)
        }
        Issue.record("it did not happen in time")
    }
}
