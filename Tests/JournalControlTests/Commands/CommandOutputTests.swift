import Foundation
import JournalRPC
import Testing

@testable import journalctl_x

/// What goes where, and in which form.
@Suite struct CommandOutputTests {
    private static let evil = "hi \u{1B}[31mred\u{1B}]52;c;AAAA\u{07} \u{9B}2J \u{202E}txet"

    private func journal(_ entries: [JSONValue]) throws -> FakeDaemon {
        try FakeDaemon { call, _ in
            switch call.method {
            case "entries.list", "entries.onThisDay": .result(Sample.list(entries))
            case "entries.get": .result(entries[0])
            case "entries.search":
                .result([
                    "items": .array(entries.map { ["entry": $0, "snippets": [["text": $0["body"] ?? "", "ranges": [[0, 2]]]]] }),
                    "total": .integer(Int64(entries.count)), "totalIsExact": true,
                ])
            case "entries.history":
                .result(["items": [["revision": 1, "savedAt": "2026-10-29T08:00:00Z", "body": entries[0]["body"] ?? ""]]])
            case "categories.list":
                .result([
                    "items": [
                        ["id": .string(Sample.id(1)), "name": .string(Self.evil), "entries": 3, "words": 9, "meanScore": 0.1, "createdAt": "2026-10-29T08:00:00Z"]
                    ]
                ])
            default: Sample.unknownMethod
            }
        }
    }

    @Test func dataAloneGoesToStandardOutput() throws {
        let run = ClientRun(["list", "--json", "number,title,score"], daemon: try journal([Sample.entry(2), Sample.entry(1)]))
        #expect(run.lines == ["{\"number\":1,\"title\":null,\"score\":0.42}", "{\"number\":2,\"title\":null,\"score\":0.42}"])
        #expect(run.errors.isEmpty)
    }

    @Test func jsonWithoutNamesSaysThem() throws {
        let daemon = try journal([])
        for arguments in [["list", "--json"], ["--json"], ["show", "--json", "42"], ["list", "--json="]] {
            let run = ClientRun(arguments, daemon: daemon)
            #expect(run.status == .usage, "\(arguments)")
            #expect(run.errors.contains("number,title,body,categories"), "\(arguments)")
        }
        #expect(daemon.calls.isEmpty)
    }

    @Test(arguments: EntryFormat.allCases)
    func everyFormatWritesBothEntries(format: EntryFormat) throws {
        let run = ClientRun(["list", "-o", format.rawValue], daemon: try journal([Sample.entry(2, body: "second"), Sample.entry(1, body: "first")]))
        #expect(run.status == .success)
        let first = try #require(run.output.range(of: format == .id ? Sample.id(1) : "first"))
        let second = try #require(run.output.range(of: format == .id ? Sample.id(2) : "second"))
        #expect(first.lowerBound < second.lowerBound)
        if format == .csv { #expect(run.output.hasPrefix("number,id,at,")) }
        if format == .jsonSeq { #expect(run.output.utf8.filter { $0 == 0x1E }.count == 2) }
    }

    @Test(arguments: [
        ["list"], ["list", "-o", "full"], ["show", "42"], ["show", "42", "--explain"], ["search", "hi"], ["history", "42"], ["categories"],
        ["on-this-day"], ["list", "-o", "cat"], ["list", "-o", "json"], ["list", "-o", "md"], ["list", "-o", "csv"],
    ])
    func nothingOfAnEntryReachesTheTerminalRaw(arguments: [String]) throws {
        let daemon = try journal([Sample.entry(42, body: Self.evil)])
        for width in [80, 140] {
            let run = ClientRun(arguments + ["--color", "never"], daemon: daemon, terminal: true, width: width)
            #expect(run.status == .success)
            #expect(!run.output.isEmpty)
            let controls = run.output.unicodeScalars.filter { Sanitizer.isControl($0) && $0 != "\n" && $0 != "\r" }
            #expect(controls.isEmpty, "\(arguments)")
        }
    }

    @Test func coloursFollowTheRules() throws {
        let daemon = try journal([Sample.entry(1)])
        func hasEscapes(_ arguments: [String], _ environment: [String: String], terminal: Bool) -> Bool {
            let run = ClientRun(arguments, daemon: daemon, environment: environment, terminal: terminal)
            return (run.output + run.errors).utf8.contains(0x1B)
        }
        #expect(hasEscapes([], [:], terminal: true))
        #expect(!hasEscapes([], [:], terminal: false))
        #expect(!hasEscapes([], ["NO_COLOR": "1"], terminal: true))
        #expect(!hasEscapes([], ["TERM": "dumb"], terminal: true))
        #expect(!hasEscapes(["--color", "never"], [:], terminal: true))
        #expect(!hasEscapes(["--color=never", "nope"], [:], terminal: true))
        #expect(hasEscapes(["--color", "always"], [:], terminal: false))
        #expect(hasEscapes([], ["CLICOLOR_FORCE": "1"], terminal: false))
    }

    @Test func linesFitTheTerminal() throws {
        let long = String(repeating: "word and ", count: 60)
        let daemon = try journal([Sample.entry(1, body: long), Sample.entry(12_345, body: long)])
        for width in [80, 140] {
            let run = ClientRun(["list", "--color", "never"], daemon: daemon, terminal: true, width: width)
            #expect(run.lines.count == 2)
            #expect(run.lines.allSatisfy { DisplayWidth.of($0) <= width })
        }
    }

    @Test func bareProgramListsTenAndHints() throws {
        let daemon = try journal([Sample.entry(1)])
        let run = ClientRun([], daemon: daemon)
        #expect(run.lines.count == 1)
        #expect(run.errors.contains("journalctl-x add"))
        #expect(daemon.params(of: "entries.list")?["limit"] == 11)
        #expect(ClientRun(["-q"], daemon: daemon).errors.isEmpty)
    }

    @Test func settingsHavePrecedence() throws {
        let folder = NSTemporaryDirectory() + "jx-conf-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/journalctl-x", withIntermediateDirectories: true)
        try "# mine\nlines = 3\ntz = UTC\noutput=id\n".write(toFile: folder + "/journalctl-x/config", atomically: true, encoding: .utf8)
        let environment = ["XDG_CONFIG_HOME": folder, "JOURNALCTL_X_LINES": "4"]
        let shown = ClientRun(["config", "show", "--origin", "-n5"], environment: environment)
        #expect(shown.status == .usage)
        let run = ClientRun(["config", "show", "--origin", "--color", "never"], environment: environment)
        #expect(run.output.contains("lines   = 4   # environment, JOURNALCTL_X_LINES"))
        #expect(run.output.contains("tz      = UTC   # \(folder)/journalctl-x/config:3"))
        #expect(run.output.contains("color   = never   # command line"))
        let daemon = try journal([Sample.entry(1)])
        #expect(ClientRun(["list", "-n", "5"], daemon: daemon, environment: environment).lines == [Sample.id(1)])
        #expect(daemon.params(of: "entries.list")?["limit"] == 6)
        try "colour = never\n".write(toFile: folder + "/journalctl-x/config", atomically: true, encoding: .utf8)
        let wrong = ClientRun(["config"], environment: environment)
        #expect(wrong.status == .usage)
        #expect(wrong.errors.contains("config:1: there is no setting \"colour\"") && wrong.errors.contains("did you mean \"color\"?"))
    }

    @Test func helpIsTheSameEverywhereAndExamplesComeFirst() {
        for path in ManualPrinter.all.map(\.path) {
            let short = ClientRun(path + ["-h"]).output
            #expect(short == ClientRun(["help"] + path).output)
            #expect(short == ClientRun(path + ["--help"]).output)
            #expect(!short.isEmpty)
        }
        let page = ManualPage(path: ["add"])
        let roff = ManualRoff(page: page).source
        let words = { (text: String) in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map { $0.lowercased() } }
        let manual = words(roff.replacing(/\\\((?:dq|aq|ga|ha|ti)/, with: " "))
        let text = ClientRun(["help", "add"]).output
        #expect(words(text).allSatisfy { manual.contains($0) })
        let examples = text.range(of: "Examples"), usage = text.range(of: "Usage")
        #expect(examples.flatMap { first in usage.map { first.lowerBound < $0.lowerBound } } == true)
        #expect(ClientRun(["man", "add"]).output == roff)
    }

    @Test func everyCommandHasSummaryAndEveryOptionHelp() {
        for page in ManualPrinter.all {
            #expect(page.summary.hasSuffix("."), "\(page.title)")
            for section in page.sections {
                for item in section.items { #expect(!item.term.isEmpty && !item.text.isEmpty, "\(page.title) \(item.term)") }
            }
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionScriptsAreMade(shell: String) {
        let run = ClientRun(["completion", shell])
        #expect(run.status == .success)
        #expect(run.output.contains("journalctl-x") && !run.output.utf8.contains(0x1B))
    }

    @Test func completionAsksTheDaemonAndGivesUpQuietly() throws {
        let daemon = try journal([Sample.entry(7), Sample.entry(8)])
        let names = ClientRun(["---completion", "list", "--", "--category", "0", "0"], daemon: daemon, terminal: true)
        #expect(names.status == .success)
        #expect(names.output.contains("^[[31m") && !names.output.utf8.contains(0x1B))
        let numbers = ClientRun(["---completion", "show", "--", "positional@0", "0", "0"], daemon: daemon)
        #expect(numbers.lines == ["7", "8"])
        let nobody = ClientRun(["---completion", "list", "--", "--category", "0", "0"])
        #expect(nobody.status == .success && nobody.errors.isEmpty)
        let silent = try Sample.daemon("categories.list", .silence)
        let start = ContinuousClock.now
        #expect(ClientRun(["---completion", "list", "--", "--category", "0", "0"], daemon: silent).output == "\n")
        #expect(ContinuousClock.now - start < .seconds(3))
    }
}
