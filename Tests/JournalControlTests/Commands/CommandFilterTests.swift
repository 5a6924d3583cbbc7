import JournalRPC
import Testing

@testable import journalctl_x

/// Filters become params exactly.
@Suite struct CommandFilterTests {
    private func params(_ arguments: [String]) throws -> JSONValue {
        let daemon = try Sample.daemon("entries.list", .result(Sample.list([])))
        let run = ClientRun(arguments + ["--json", "number"], daemon: daemon)
        #expect(run.status == .success)
        return try #require(daemon.params(of: "entries.list"))
    }

    @Test func everyFilterHasItsMember() throws {
        let params = try params([
            "list", "-S", "2026-10-01", "-U", "yesterday", "-t", "sport,family", "-t", "#work", "--all-categories", "a,b", "--mood", "1..3",
            "--score", "..-0.2", "--label", "negative", "--starred", "--not", "-t", "draft", "-n", "7",
        ])
        #expect(params["since"] == "2026-10-01")
        #expect(params["until"] == "2026-10-29")
        #expect(params["anyCategories"] == ["sport", "family", "work"])
        #expect(params["categories"] == ["a", "b"])
        #expect(params["notCategories"] == ["draft"])
        #expect(params["mood"] == ["min": 1, "max": 3])
        #expect(params["score"] == ["max": -0.2])
        #expect(params["labels"] == ["negative"])
        #expect(params["starred"] == true)
        #expect(params["order"] == "newest")
        #expect(params["limit"] == 8)
        #expect(params["fields"] == ["number", "id", "at"])
        #expect(params["trashed"] == nil)
    }

    @Test(arguments: [
        (["list", "--since", "-3h"], "2026-10-30T15:17:00+01:00"), (["-S", "-3h"], "2026-10-30T15:17:00+01:00"),
        (["-S-3h"], "2026-10-30T15:17:00+01:00"), (["list", "--since=18:00"], "2026-10-30T18:00:00+01:00"),
        (["--since", "may 16", "list"], "2026-05-16"), (["list", "-S", "2026-W40"], "2026-09-28"),
        (["list", "-S", "18:00", "--utc"], "2026-10-29T18:00:00Z"),
    ])
    func timesAreReadInTheZone(arguments: [String], expected: String) throws {
        let since = try params(arguments)["since"]?.stringValue
        // A time of day that is to come may mean today or yesterday; the time command says the same.
        if arguments.contains("--utc") {
            let said = ClientRun(["time", "18:00", "--utc"]).output
            #expect(since.map { said.hasPrefix($0) } == true)
        } else {
            #expect(since == .some(expected))
        }
    }

    @Test(arguments: [
        (["--not", "--starred"], "starred", JSONValue.boolean(false)), (["--not", "--mood", "3.."], "mood", ["max": 2]),
        (["--not", "--label", "positive,mixed"], "labels", ["neutral", "negative", "unknown"]), (["--not", "work"], "notCategories", ["work"]),
        (["--score", "0.5.."], "score", ["min": 0.5]), (["--score", "-0.5..0.5"], "score", ["min": -0.5, "max": 0.5]),
        (["--mood", "4"], "mood", ["min": 4, "max": 4]),
    ] as [([String], String, JSONValue)])
    func negationAndRanges(arguments: [String], member: String, expected: JSONValue) throws {
        #expect(try params(["list"] + arguments)[member] == expected)
    }

    @Test func plusPartsGroups() throws {
        let daemon = try FakeDaemon { call, _ in
            guard call.method == "entries.list" else { return Sample.unknownMethod }
            return call.params["starred"] == true
                ? .result(Sample.list([Sample.entry(3, at: "2026-10-29T12:00:00+01:00"), Sample.entry(1, at: "2026-10-27T12:00:00+01:00")]))
                : .result(Sample.list([Sample.entry(3, at: "2026-10-29T12:00:00+01:00"), Sample.entry(2, at: "2026-10-28T12:00:00+01:00")]))
        }
        let run = ClientRun(["list", "--starred", "+", "--mood", "5", "--json", "number"], daemon: daemon)
        #expect(run.lines == ["{\"number\":1}", "{\"number\":2}", "{\"number\":3}"])
        #expect(daemon.calls.map { $0.params["mood"] } == [nil, ["min": 5, "max": 5]])
        #expect(daemon.calls.map { $0.params["starred"] } == [true, nil])
    }

    @Test func pagesAreFollowedToTheEnd() throws {
        let daemon = try FakeDaemon { call, _ in
            guard call.method == "entries.list" else { return Sample.unknownMethod }
            return call.params["cursor"] == nil
                ? .result(Sample.list([Sample.entry(2)], next: "page2")) : .result(Sample.list([Sample.entry(1)]))
        }
        let run = ClientRun(["list", "-n", "all", "-r", "-o", "id"], daemon: daemon)
        #expect(run.lines == [Sample.id(2), Sample.id(1)])
        #expect(daemon.calls.map { $0.params["cursor"] } == [nil, "page2"])
    }

    @Test(arguments: [("Lisbon", nil), ("lisbon", nil), ("Lisbon", true)] as [(String, Bool?)])
    func grepIsAPhraseAndStatusOneWithoutMatch(pattern: String, flag: Bool?) throws {
        let daemon = try Sample.daemon("entries.search", .result(["items": [], "total": 0, "totalIsExact": true]))
        let run = ClientRun(["list", "--grep", pattern] + (flag == true ? ["--case-sensitive"] : []), daemon: daemon)
        #expect(run.status == .noMatch)
        #expect(daemon.params(of: "entries.search")?["query"] == .string("\"\(pattern)\""))
        #expect(daemon.params(of: "entries.search")?["caseSensitive"] == flag.map { .boolean($0) })
    }

    @Test func emptyListIsSuccessAndEmptySearchIsNot() throws {
        let list = try Sample.daemon("entries.list", .result(Sample.list([])))
        #expect(ClientRun(["list", "-t", "x"], daemon: list).status == .success)
        let search = try Sample.daemon("entries.search", .result(["items": [], "total": 0, "totalIsExact": true]))
        #expect(ClientRun(["search", "a", "b"], daemon: search).status == .noMatch)
        #expect(search.params(of: "entries.search")?["query"] == "a b")
    }

    @Test func cursorFileGoesOnExactlyAfterTheLast() throws {
        let daemon = try FakeDaemon { call, count in
            guard call.method == "entries.list" else { return Sample.unknownMethod }
            let at = "2026-10-29T09:00:00+01:00"
            let first = [Sample.entry(1, at: at), Sample.entry(2, at: at)]
            return .result(Sample.list(count == 0 ? first : first + [Sample.entry(3, at: at)]))
        }
        let file = daemon.path + ".cursor"
        let arguments = ["list", "--cursor-file", file, "-o", "id"]
        #expect(ClientRun(arguments, daemon: daemon).lines == [Sample.id(1), Sample.id(2)])
        #expect(ClientRun(arguments, daemon: daemon).lines == [Sample.id(3)])
        #expect(daemon.calls[1].params["since"] == "2026-10-29T09:00:00+01:00")
        #expect(daemon.calls.allSatisfy { $0.params["order"] == "oldest" })
        let cursor = "2026-10-29T09:00:00+01:00/" + Sample.id(2)
        #expect(ClientRun(["list", "--cursor", cursor, "-o", "id"], daemon: daemon).lines == [Sample.id(2), Sample.id(3)])
        #expect(ClientRun(["list", "--after-cursor", cursor, "-o", "id"], daemon: daemon).lines == [Sample.id(3)])
        #expect(ClientRun(["list", "--after-cursor", "abc"], daemon: daemon).status == .usage)
    }

    @Test func optionTableAgreesWithTheCommands() throws {
        func check(_ arguments: [JSONValue], _ command: String) {
            for argument in arguments {
                for name in (argument["names"]?.arrayValue ?? []).compactMap({ $0["name"]?.stringValue }) where name.utf8.count > 1 {
                    let takesValue = argument["kind"] == "option"
                    // --json takes fields in some commands and none in others; the reader knows by the command.
                    if name == "json" { continue }
                    #expect(OptionTable.withValue.contains("--" + name) == takesValue, "\(command) --\(name)")
                }
                let names = (argument["names"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
                for short in names where short.utf8.count == 1 {
                    let long = short.first.flatMap { OptionTable.short[$0] }
                    #expect(long.map { names.contains(String($0.dropFirst(2))) } == true, "\(command) -\(short)")
                }
            }
        }
        func walk(_ command: JSONValue) {
            check(command["arguments"]?.arrayValue ?? [], command["commandName"]?.stringValue ?? "")
            (command["subcommands"]?.arrayValue ?? []).forEach(walk)
        }
        walk(try #require(CommandShape.declared(JournalControl.self)))
    }

    @Test(arguments: [
        ["add", "-t", "", "hello", "there"], ["add", "--title", "", "x"], ["add", "--title=", "x"], ["list", "-S", ""], ["list", "-t="],
        ["list", "--not", ""], ["--socket", "", "list"], ["list", "-t"],
    ])
    func optionsNeedTheirValues(_ arguments: [String]) throws {
        let daemon = try Sample.daemon("entries.list", .result(Sample.list([])))
        let run = ClientRun(arguments, daemon: daemon)
        #expect(run.status == .usage && daemon.calls.isEmpty, "\(arguments): \(run.errors)")
        #expect(run.errors.contains(" needs a "), "\(run.errors)")
        if arguments[1] == "-t" { #expect(run.errors.contains("-t needs a value")) }
    }

    @Test func aFilterWithoutANameDoesNotChooseEverything() throws {
        let daemon = try Sample.daemon("entries.list", .result(Sample.list([])))
        #expect(ClientRun(["list", "-t", ","], daemon: daemon).status == .usage)
        #expect(daemon.calls.isEmpty)
    }

    @Test func todayEndsToday() throws {
        let daemon = try Sample.daemon("entries.list", .result(Sample.list([])))
        #expect(ClientRun(["today"], daemon: daemon).status == .success)
        #expect(daemon.params(of: "entries.list")?["since"] == "2026-10-30")
        #expect(daemon.params(of: "entries.list")?["until"] == "2026-10-30")
    }
}
