import Foundation
import JournalRPC
import Synchronization

@testable import journalctl_x

/// One run of the client inside the test: its streams are buffers, its clock stands still, its questions are answered by the test.
struct ClientRun {
    let status: ExitStatus
    let output: String
    let errors: String
    /// Milliseconds that it asked to wait, in all.
    let waited: Int64

    /// Friday, 30 October 2026, 18:17 in Madrid.
    static let now = "2026-10-30T18:17:00+01:00"

    private final class Streams: Sendable {
        let output = Mutex<[UInt8]>([])
        let errors = Mutex<[UInt8]>([])
        let waited = Mutex<Int64>(0)
    }

    /// Runs `journalctl-x` with the arguments. Standard input is no terminal and holds `input`.
    init(
        _ arguments: [String], daemon: FakeDaemon? = nil, input: String = "", environment: [String: String] = [:],
        terminal: Bool = false, width: Int = 80, reallyWaits: Bool = false, answer: (@Sendable (String) -> String?)? = nil
    ) {
        let streams = Streams()
        var variables = ["TZ": "Europe/Madrid", "LANG": "C.UTF-8", "HOME": "/nonexistent", "TERM": "xterm-256color", "COLUMNS": "\(width)"]
        variables["JOURNALCTL_X_SOCKET"] = daemon?.path ?? "/nonexistent/journald.sock"
        variables.merge(environment) { $1 }
        let host = Host(
            environment: Environment(variables),
            facts: StreamFacts(inputIsTerminal: terminal, outputIsTerminal: terminal, errorIsTerminal: terminal, window: nil),
            readInput: { limit in input.utf8.count <= limit ? Array(input.utf8) : nil },
            writeOutput: { bytes in streams.output.withLock { $0 += bytes } },
            writeError: { bytes in streams.errors.withLock { $0 += bytes } },
            now: { Timestamp(rfc3339: Self.now) ?? Timestamp(microseconds: 0) },
            pause: { duration in
                if reallyWaits { usleep(2_000) }
                streams.waited.withLock { $0 += duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000 }
            },
            prompter: { _, noInput in
                answer.map { answer in Prompter(canAsk: !noInput, ask: answer) } ?? Prompter(canAsk: false) { _ in nil }
            }, mayPage: false)
        status = Program.run(arguments, host: host)
        output = String(decoding: streams.output.withLock { $0 }, as: UTF8.self)
        errors = String(decoding: streams.errors.withLock { $0 }, as: UTF8.self)
        waited = streams.waited.withLock { $0 }
    }

    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// What a daemon would say.
enum Sample {
    static func id(_ number: Int) -> String {
        let digits = String(number)
        return "01990000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    static func entry(_ number: Int, at: String = "2026-10-29T09:00:00+01:00", body: String = "Ran 10 km", score: Double = 0.42) -> JSONValue {
        [
            "id": .string(id(number)), "number": .integer(Int64(number)), "body": .string(body), "categories": ["sport"], "starred": false,
            "at": .string(at), "zone": "Europe/Madrid", "day": .string(String(at.prefix(10))), "words": 3, "revision": 1,
            "createdAt": .string(at), "updatedAt": .string(at), "sentiment": sentiment(score, body), "analysis": "done",
        ]
    }

    static func sentiment(_ score: Double, _ body: String) -> JSONValue {
        [
            "score": .number(score), "label": score < 0 ? "negative" : "positive", "positive": 0.5, "neutral": 0.5, "negative": 0.0,
            "confidence": 0.8, "sentences": [["start": 0, "end": .integer(Int64(body.utf8.count)), "score": .number(score)]],
            "terms": [["text": "ran", "weight": .number(score)]], "provider": "lexicon", "model": "en-1",
            "analysedAt": "2026-10-29T08:00:00Z",
        ]
    }

    static func list(_ entries: [JSONValue], next: String? = nil) -> JSONValue {
        var members: [JSONValue.Member] = [.init("items", .array(entries))]
        if let next { members.append(.init("next", .string(next))) }
        return .object(members)
    }

    static func error(_ code: Int, _ kind: String, _ message: String = "No.", _ more: [JSONValue.Member] = []) -> FakeDaemon.Answer {
        .error(["code": .integer(Int64(code)), "message": .string(message), "data": .object([.init("kind", .string(kind))] + more)])
    }

    static let unknownMethod = error(-32601, "method_not_found")

    /// A daemon that answers one method alone.
    static func daemon(_ method: String, _ answer: FakeDaemon.Answer) throws -> FakeDaemon {
        try FakeDaemon { call, _ in call.method == method ? answer : unknownMethod }
    }
}
