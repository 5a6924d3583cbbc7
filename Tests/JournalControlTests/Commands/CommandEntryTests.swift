import Foundation
import JournalRPC
import Testing

@testable import journalctl_x

/// Writing, showing, changing and removing entries.
@Suite struct CommandEntryTests {
    /// A folder of the test's own, with an editor that does what the script says.
    private struct Desk {
        let folder: String
        /// In memory, as a person's runtime folder is.
        let runtime: String
        let environment: [String: String]

        init(editor script: String) throws {
            let name = "jx-desk-" + UUID().uuidString
            folder = NSTemporaryDirectory() + name
            runtime = "/dev/shm/" + name
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.createDirectory(atPath: runtime, withIntermediateDirectories: true)
            chmod(runtime, 0o700)
            let editor = folder + "/editor.sh"
            try ("#!/bin/sh\n" + script + "\n").write(toFile: editor, atomically: true, encoding: .utf8)
            chmod(editor, 0o755)
            environment = [
                "EDITOR": "/nonexistent/wrong", "VISUAL": editor, "HOME": folder, "XDG_RUNTIME_DIR": runtime,
                "XDG_STATE_HOME": folder + "/state",
            ]
        }

        var drafts: [String] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/state/journalctl-x/drafts")) ?? []
            return names.compactMap { try? String(contentsOfFile: folder + "/state/journalctl-x/drafts/" + $0, encoding: .utf8) }
        }

        /// Files that an editing session left in memory-backed storage.
        var leftovers: [String] {
            FileManager.default.subpaths(atPath: runtime) ?? []
        }
    }

    private func journal(_ entry: JSONValue = Sample.entry(42), update: FakeDaemon.Answer? = nil) throws -> FakeDaemon {
        try FakeDaemon { call, _ in
            switch call.method {
            case "entries.get": .result(entry)
            case "entries.create", "entries.update": update ?? .result(entry)
            case "entries.delete", "entries.restore", "entries.purge": .result(["entry": .string(Sample.id(42))])
            default: Sample.unknownMethod
            }
        }
    }

    @Test func addSaysNumberTimeAndMood() throws {
        let daemon = try journal()
        let run = ClientRun(["add", "Ran", "10", "km", "#sport", "--at", "yesterday 9am", "--mood", "4", "-t", "sport,fun", "--starred"], daemon: daemon)
        #expect(run.status == .success)
        #expect(run.lines.count == 1)
        #expect(run.output.hasPrefix("42  Thu 2026-10-29 09:00  ") && run.output.contains("+0.42") && run.output.contains("positive"))
        let params = try #require(daemon.params(of: "entries.create"))
        #expect(params["body"] == "Ran 10 km #sport")
        #expect(params["at"] == "2026-10-29T09:00:00+01:00")
        #expect(params["zone"] == "Europe/Madrid")
        #expect(params["mood"] == 4)
        #expect(params["categories"] == ["sport", "fun"])
        #expect(params["starred"] == true)
    }

    @Test func datesInTheTextAreNotGuessed() throws {
        let daemon = try journal()
        #expect(ClientRun(["add", "met Bob at 15:42: great"], daemon: daemon).status == .success)
        #expect(daemon.params(of: "entries.create")?["body"] == "met Bob at 15:42: great")
        #expect(daemon.params(of: "entries.create")?["at"] == nil)
    }

    @Test(arguments: [["add", "-"], ["add"]])
    func addTakesStandardInput(arguments: [String]) throws {
        let daemon = try journal()
        #expect(ClientRun(arguments, daemon: daemon, input: "two\nlines\n").status == .success)
        #expect(daemon.params(of: "entries.create")?["body"] == "two\nlines\n")
    }

    @Test func wordsMayBeginWithAMinus() throws {
        let daemon = try journal()
        #expect(ClientRun(["add", "It", "was", "-3", "degrees", "--mood", "2"], daemon: daemon).status == .success)
        #expect(daemon.params(of: "entries.create")?["body"] == "It was -3 degrees")
    }

    @Test func editorWritesAnEntryAndLeavesNothing() throws {
        let desk = try Desk(editor: "printf 'from the editor\\n' > \"$1\"; stat -c %a \"$1\" > \"${0%/*}/mode\"")
        let daemon = try journal()
        let run = ClientRun(["add"], daemon: daemon, environment: desk.environment, terminal: true)
        #expect(run.status == .success)
        #expect(daemon.params(of: "entries.create")?["body"] == "from the editor")
        #expect(try String(contentsOfFile: desk.folder + "/mode", encoding: .utf8) == "600\n")
        #expect(desk.leftovers.filter { $0.hasSuffix(".md") }.isEmpty)
        #expect(desk.drafts.isEmpty)
    }

    @Test(arguments: ["true", ": > \"$1\"", "printf '  \\n' > \"$1\""])
    func emptyTextStoresNothing(script: String) throws {
        let desk = try Desk(editor: script)
        let daemon = try journal()
        #expect(ClientRun(["add"], daemon: daemon, environment: desk.environment, terminal: true).status == .usage)
        #expect(daemon.calls.isEmpty)
    }

    @Test func textOfAFailedAddIsKept() throws {
        let desk = try Desk(editor: "printf 'precious\\n' > \"$1\"")
        let run = ClientRun(["add"], environment: desk.environment, terminal: true)
        #expect(run.status == .unreachable)
        #expect(desk.drafts == ["precious"])
        #expect(run.errors.contains("journalctl-x drafts resume "))
        let list = ClientRun(["drafts"], environment: desk.environment)
        #expect(list.output.contains("precious") && list.output.contains("a new entry"))
    }

    @Test func editWithoutChangeChangesNothing() throws {
        let desk = try Desk(editor: "true")
        let daemon = try journal()
        let run = ClientRun(["edit", "42"], daemon: daemon, environment: desk.environment, terminal: true)
        #expect(run.status == .success)
        #expect(run.errors.contains("no change"))
        #expect(daemon.calls.map(\.method) == ["entries.get"])
    }

    @Test func editSendsTheRevisionThatWasSeen() throws {
        let desk = try Desk(editor: "printf 'new text\\n' > \"$1\"")
        let daemon = try journal()
        #expect(ClientRun(["edit", "42"], daemon: daemon, environment: desk.environment, terminal: true).status == .success)
        let params = try #require(daemon.params(of: "entries.update"))
        #expect(params["revision"] == 1 && params["body"] == "new text" && params["entry"] == .string(Sample.id(42)))
    }

    @Test func conflictKeepsTheTextAndSaysHowToCompare() throws {
        let desk = try Desk(editor: "printf 'mine\\n' > \"$1\"")
        let daemon = try journal(update: Sample.error(-32006, "conflict", "Stale.", [.init("currentRevision", 2)]))
        let run = ClientRun(["edit", "42"], daemon: daemon, environment: desk.environment, terminal: true)
        #expect(run.status == .conflict)
        #expect(desk.drafts == ["mine"])
        #expect(run.errors.contains("journalctl-x show 42 -o cat | diff - ") && run.errors.contains("drafts resume"))
    }

    @Test(arguments: [("n", ["entries.get"]), ("y", ["entries.get", "entries.delete"])])
    func emptiedTextAsksBeforeTheTrash(answer: String, methods: [String]) throws {
        let desk = try Desk(editor: ": > \"$1\"")
        let daemon = try journal()
        let run = ClientRun(["edit", "42"], daemon: daemon, environment: desk.environment, terminal: true) { _ in answer }
        #expect(run.status == .success)
        #expect(daemon.calls.map(\.method) == methods)
    }

    @Test func removeAsksOrNeedsYes() throws {
        let daemon = try journal()
        #expect(ClientRun(["rm", "42"], daemon: daemon).status == .usage)
        #expect(ClientRun(["rm", "42", "--no-input"], daemon: daemon, terminal: true) { _ in "y" }.status == .usage)
        #expect(ClientRun(["rm", "42"], daemon: daemon, terminal: true) { _ in "n" }.status == .success)
        #expect(!daemon.calls.map(\.method).contains("entries.delete"))
        #expect(ClientRun(["rm", "42", "--yes"], daemon: daemon).errors.contains("restore 42"))
        #expect(ClientRun(["restore", "#42"], daemon: daemon).status == .success)
        #expect(daemon.calls.suffix(2).map(\.method) == ["entries.delete", "entries.restore"])
    }

    @Test func massRemovalNeedsItsNumber() throws {
        let daemon = try FakeDaemon { call, _ in
            switch call.method {
            case "entries.list": .result(Sample.list([Sample.entry(1), Sample.entry(2)]))
            case "entries.delete": .result(["entry": .string(Sample.id(1))])
            default: Sample.unknownMethod
            }
        }
        let deleted = { daemon.calls.filter { $0.method == "entries.delete" }.count }
        #expect(ClientRun(["rm", "--where", "-t", "draft", "--dry-run"], daemon: daemon).lines.count == 2)
        #expect(ClientRun(["rm", "--where", "-t", "draft", "--confirm", "3"], daemon: daemon).status == .usage)
        #expect(ClientRun(["rm", "--where", "-t", "draft", "--yes"], daemon: daemon).status == .usage)
        #expect(deleted() == 0)
        #expect(ClientRun(["rm", "--where", "-t", "draft", "--confirm", "2"], daemon: daemon).status == .success)
        #expect(deleted() == 2)
        #expect(ClientRun(["rm", "--where", "-t", "draft"], daemon: daemon, terminal: true) { $0.contains("2 entries") ? "2" : "" }.status == .success)
        #expect(deleted() == 4)
    }

    @Test func explainShowsSentencesAndWords() throws {
        let run = ClientRun(["show", "--explain", "42"], daemon: try journal())
        #expect(run.output.contains("+0.42") && run.output.contains("Ran 10 km") && run.output.contains("ran") && run.output.contains("lexicon"))
        guard case .object(var members) = Sample.entry(7) else { return }
        members.removeAll { ["sentiment", "analysis"].contains($0.name) }
        members += [.init("sentiment", nil), .init("analysis", "pending")]
        let waiting = ClientRun(["show", "--explain", "7"], daemon: try journal(.object(members)))
        #expect(waiting.status == .pending)
    }

    @Test func followingEndsAtTheFirstMatch() throws {
        let notices = ["calm day", "so much Burnout", "more"].enumerated().map { index, body -> JSONValue in
            ["subscription": .string(Sample.id(9)), "kind": "created", "entry": Sample.entry(index + 1, body: body)]
        }
        let daemon = try FakeDaemon { call, _ in
            switch call.method {
            case "entries.watch": .resultThen(["subscription": .string(Sample.id(9))], notifications: notices)
            case "entries.search": .result(["items": [], "total": 0, "totalIsExact": true])
            default: Sample.unknownMethod
            }
        }
        let found = ClientRun(["-f", "--grep", "burnout", "--count", "1", "-o", "id"], daemon: daemon)
        #expect(found.status == .success)
        #expect(found.lines == [Sample.id(2)])
        let none = ClientRun(["-f", "--grep", "Unicorn", "--count", "1", "--timeout", "100ms"], daemon: daemon)
        #expect(none.status == .noMatch)
    }
}
