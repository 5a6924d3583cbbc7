import Foundation
import JournalRPC
import Testing

/// `journald-core migrate-store` as an operator uses it.
@Suite(.serialized) struct MigrateStoreTests {
    private static func migrate(_ daemon: DaemonProcess, to place: String, limit: Double = 120) throws -> Programs.Outcome {
        try Programs.run(
            Programs.daemon, ["migrate-store", "--state-directory", daemon.state, "--from", "sqlite", "--to", place],
            environment: daemon.environment, limit: limit)
    }

    /// What the daemon must be told to use a database there.
    private static func settings(_ place: String) -> [String: String] {
        [
            "JOURNALD_LIMITS_REQUESTSPERSECOND": "0", "JOURNALD_STORAGE_SQLITE_PATH": place,
            "JOURNALD_STORAGE_SQLITE_KEYSHARES": place + ".keys",
        ]
    }

    private static func fill(_ daemon: DaemonProcess, entries: Int) throws {
        let client = try daemon.connect()
        for start in stride(from: 0, to: entries, by: 250) {
            let drafts = (start..<min(start + 250, entries)).map {
                EntryDraft(body: "Entry \($0) was a fine day by the sea. #health", at: "2025-01-\(10 + $0 % 20)T20:00:00Z")
            }
            let items = try client.call(Entries.CreateMany.self, .init(entries: drafts)).items
            #expect(items.allSatisfy { $0.entry != nil })
        }
    }

    /// What a person sees of a journal.
    private static func view(_ daemon: DaemonProcess) throws -> [String] {
        let commands = [
            ["list", "-n", "4000", "-o", "json"], ["search", "sea", "-n", "20", "-o", "json"], ["categories", "--json"],
            ["mood", "--from", "2025-01-01", "--json"],
        ]
        return try commands.map {
            let outcome = try Programs.run(
                Programs.client, ["--socket", daemon.socket] + $0, environment: daemon.environment)
            #expect(outcome.status == 0, "\($0): \(outcome.errors)")
            return outcome.output
        }
    }

    @Test func movesAJournalThroughKillsAndServesItUnchanged() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        try Self.fill(daemon, entries: 3_000)
        let before = try Self.view(daemon)
        let running = try Self.migrate(daemon, to: "sqlite:" + daemon.folder + "/state/new.db")
        #expect(running.status == 1 && running.errors.contains("already uses"), "\(running.errors)")
        #expect(daemon.stop() == 0)

        let place = daemon.folder + "/state/moved.db"
        for limit in [0.05, 0.1, 0.2, 0.3, 0.4] {
            // Killed when the time is over; nothing is said of how far it came.
            let cut = try Self.migrate(daemon, to: "sqlite:" + place, limit: limit)
            #expect(cut.status == 137 || cut.status == 0)
        }
        let moved = try Self.migrate(daemon, to: "sqlite:" + place)
        // 65: one of those above came to its end after all.
        #expect(moved.status == 0 || (moved.status == 65 && moved.errors.contains("in use")), "\(moved.errors)")

        let after = try DaemonProcess(
            settings: Self.settings(place), folder: daemon.folder)
        try after.start()
        #expect(try Self.view(after) == before)
        #expect(try after.connect().call(Entries.Create.self, EntryDraft(body: "after the move")).number == 3_001)
    }

    @Test func noticesThatTheOldStoreWasUsedMeanwhile() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        try Self.fill(daemon, entries: 2_000)
        #expect(daemon.stop() == 0)
        let place = "sqlite:" + daemon.folder + "/state/moved.db"
        var cuts = 0
        for limit in [0.3, 0.2, 0.1] where cuts == 0 {
            cuts += try Self.migrate(daemon, to: place, limit: limit).status == 137 ? 1 : 0
        }
        try #require(cuts > 0)
        try daemon.start()
        _ = try daemon.connect().call(Entries.Delete.self, .init(entry: .number(1)))
        #expect(daemon.stop() == 0)
        let outcome = try Self.migrate(daemon, to: place)
        // It was cut before it had read the entry, or it finds the difference.
        #expect(outcome.status == 0 || (outcome.status == 65 && outcome.errors.contains("Was the old store used meanwhile?")), "\(outcome.errors)")
    }

    @Test func halfOfAJournalIsNotServed() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        try Self.fill(daemon, entries: 3_000)
        #expect(daemon.stop() == 0)
        let place = daemon.folder + "/state/half.db"
        var isCut = false
        for limit in [0.5, 0.3, 0.2, 0.15, 0.1, 0.8, 1.2, 2] where !isCut {
            for name in try FileManager.default.contentsOfDirectory(atPath: daemon.state) where name.hasPrefix("half.db") {
                try FileManager.default.removeItem(atPath: daemon.state + "/" + name)
            }
            // It says so when the first page is on disk; before that there may be an empty store, which serves.
            let cut = try Self.migrate(daemon, to: "sqlite:" + place, limit: limit)
            isCut = cut.status == 137 && cut.errors.contains("Moving")
        }
        try #require(isCut)
        let half = try DaemonProcess(settings: Self.settings(place), folder: daemon.folder)
        try half.launch()
        let status = half.waitForExit()
        let text = try half.log.text()
        #expect(status == 65 && text.contains("migrate-store"), "\(status) \(text)")
    }

    @Test(arguments: [
        (["--from", "sqlite", "--to", "nosuch"], Int32(78), "storage.provider"),
        (["--from", "sqlite", "--to", "sqlite"], 78, "the same store"),
        (["--from", "sqlite:/nowhere/journal.db", "--to", "sqlite"], 65, "no database"),
        (["--from", "", "--to", "sqlite"], 64, "--from"),
    ])
    func saysWhatIsWrong(_ arguments: [String], _ status: Int32, _ words: String) throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        try Self.fill(daemon, entries: 1)
        #expect(daemon.stop() == 0)
        let outcome = try Programs.run(
            Programs.daemon, ["migrate-store", "--state-directory", daemon.state] + arguments, environment: daemon.environment)
        #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.status) \(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: "/nowhere"))
    }
}
