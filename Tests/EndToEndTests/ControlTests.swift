import Foundation
import JournalRPC
import Testing

/// The control client against the real daemon, as a person would use it.
@Suite(.serialized) struct ControlTests {
    @Test func writesFindsAndShows() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        let added = try daemon.control("add", "A wonderful, happy day by the sea with Ana. #health")
        #expect(added.status == 0, "\(added)")
        #expect(added.output.split(separator: "\n").count == 1 && added.output.contains("1"))
        let piped = try daemon.control("add", "-", input: "A terrible, sad evening.\nSecond line.\n")
        #expect(piped.status == 0, "\(piped)")
        let list = try daemon.control("list", "-o", "json")
        #expect(list.status == 0 && list.output.split(separator: "\n").count == 2, "\(list)")
        let found = try daemon.control("search", "sea", "-o", "id")
        #expect(found.status == 0 && found.output.split(separator: "\n").count == 1, "\(found)")
        #expect(try daemon.control("search", "nothinglikethis").status == 1)
        #expect(try daemon.control("show", "99").status == 3)
        #expect(try daemon.control("show", "1").output.contains("Ana"))
        #expect(try daemon.control("show", "1", "--explain").output.contains("wonderful"))
    }

    @Test(arguments: [["mood"], ["heatmap"], ["categories"], ["streak"], ["stats"], ["today"], ["on-this-day"], ["words"], ["status"], ["health"], ["doctor"], ["plugins", "ls"], ["rpc", "list"], ["account", "show"], ["keys", "status"]])
    func answersWithAnEmptyAndAFullJournal(_ command: [String]) throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        for round in 0..<2 {
            let outcome = try Programs.run(
                Programs.client, ["--socket", daemon.socket] + command, environment: daemon.environment)
            #expect(outcome.status == 0, "round \(round): \(outcome)")
            #expect(!outcome.output.contains("\u{1B}"), "escape bytes in a pipe")
            let drafts = (0..<60).map { day in
                EntryDraft(
                    body: day % 3 == 0 ? "An awful day #work" : "A lovely day #home",
                    at: "2026-0\(day % 6 + 1)-1\(day % 10)T1\(day % 9):00:00Z", zone: "Europe/Madrid")
            }
            _ = try daemon.connect().call(Entries.CreateMany.self, .init(entries: drafts))
        }
    }

    @Test func waitAsksOnceEvenWithoutTime() throws {
        let daemon = try DaemonProcess()
        #expect(try daemon.control("wait", "--timeout", "0s").status == 69)
        try daemon.start()
        #expect(try daemon.control("wait", "--timeout", "0s").status == 0)
    }

    @Test func saysWhereTheDaemonShouldBe() throws {
        let daemon = try DaemonProcess()
        let outcome = try daemon.control("list")
        #expect(outcome.status == 69)
        #expect(outcome.output.isEmpty && outcome.errors.contains(daemon.socket))
    }

    @Test func waitsOutARateLimit() throws {
        let daemon = try DaemonProcess(settings: [:])
        try daemon.start()
        let client = try daemon.connect()
        for _ in 0..<10 { _ = try client.call(Entries.List.self, .init()) }
        #expect(try daemon.control("list").status == 0)
    }

    @Test func anEntryCannotWriteToTheTerminal() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        _ = try daemon.connect().call(
            Entries.Create.self, EntryDraft(body: "red \u{1B}[31mtext\u{9B}2J\u{202E}evil", title: "t"))
        for command in [["list"], ["show", "1"], ["list", "-o", "json"], ["search", "red"]] {
            let outcome = try Programs.run(
                Programs.client, ["--socket", daemon.socket, "--color", "never"] + command, environment: daemon.environment)
            #expect(outcome.status == 0, "\(outcome)")
            #expect(!outcome.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" || $0 == "\u{202E}" })
        }
    }
}
