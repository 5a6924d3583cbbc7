import Foundation
import JournalRPC
import Testing

/// The real daemon over its real socket: start, write, stop, kill, damage.
@Suite(.serialized) struct LifeTests {
    @Test func keepsWhatItAnsweredAcrossRestarts() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        let made = try daemon.connect().call(Entries.Create.self, EntryDraft(body: "Walked by the sea. #health"))
        #expect(daemon.stop() == 0)
        try daemon.start()
        let client = try daemon.connect()
        let got = try client.call(Entries.Get.self, .init(entry: .number(1)))
        #expect(got.id == made.id && got.body == made.body && got.categories == ["health"])
        #expect(try client.call(Entries.Search.self, .init(query: "sea")).total == 1)
    }

    @Test func losesNothingThatItAnsweredWhenKilled() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        var acknowledged: Set<String> = []
        for round in 0..<5 {
            let client = try daemon.connect()
            let limit = Date(timeIntervalSinceNow: 0.4)
            let pid = daemon.process.processIdentifier
            let killer = Thread {
                Thread.sleep(until: limit)
                kill(pid, SIGKILL)
            }
            killer.start()
            acknowledged.formUnion(Self.writeUntilItFails(client, round))
            daemon.process.waitUntilExit()
            try daemon.start()
        }
        let client = try daemon.connect()
        var found: Set<String> = []
        var params = Entries.List.Params()
        params.page.limit = 500
        params.fields = ["id"]
        repeat {
            let page = try client.call(Entries.List.self, params)
            found.formUnion(page.items.map(\.id))
            params.page.cursor = page.next
        } while params.page.cursor != nil
        #expect(!acknowledged.isEmpty)
        #expect(acknowledged.isSubset(of: found))
        // At most the one request of each round that was under way may be there without an answer.
        #expect(found.count <= acknowledged.count + 5)
        // The sums agree with the entries.
        let words = try client.call(Categories.List.self, NoParams()).items.reduce(0) { $0 + $1.entries }
        #expect(words == Int64(found.count))
    }

    /// The ids of the entries that were answered before the connection broke.
    private static func writeUntilItFails(_ client: RPCClient, _ round: Int) -> [String] {
        var ids: [String] = []
        while ids.count < 100_000 {
            let draft = EntryDraft(body: "round \(round) entry \(ids.count)")
            guard let made = try? client.call(Entries.Create.self, draft) else { return ids }
            ids.append(made.id)
        }
        return ids
    }

    @Test func refusesASecondDaemonAndLeavesTheFirstUnharmed() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        let second = try Programs.run(
            Programs.daemon, ["serve", "--state-directory", daemon.state, "--socket", daemon.socket + "2"],
            environment: daemon.environment)
        #expect(second.status != 0 && second.status < 128)
        #expect(second.errors.contains("already"))
        let sameSocket = try Programs.run(
            Programs.daemon, ["serve", "--state-directory", daemon.folder + "/other", "--socket", daemon.socket],
            environment: daemon.environment)
        #expect(sameSocket.status != 0 && sameSocket.status < 128)
        #expect(sameSocket.errors.contains("is listening on \(daemon.socket)"))
        #expect(!FileManager.default.fileExists(atPath: daemon.folder + "/other"), "a daemon turned away leaves nothing")
        #expect(try daemon.connect().call(Entries.Create.self, EntryDraft(body: "still here")).number == 1)
    }

    @Test func takesOverAStaleSocket() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        daemon.kill9()
        #expect(FileManager.default.fileExists(atPath: daemon.socket))
        try daemon.start()
        #expect(daemon.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: daemon.socket))
    }

    @Test func refusesToBeginAnewInPlaceOfAMissingDatabase() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        _ = try daemon.connect().call(Entries.Create.self, EntryDraft(body: "x"))
        #expect(daemon.stop() == 0)
        for file in ["journal.db", "journal.db-wal", "journal.db-shm"] {
            try? FileManager.default.removeItem(atPath: daemon.state + "/" + file)
        }
        try daemon.launch()
        #expect(daemon.waitForExit() > 0)
        #expect(!FileManager.default.fileExists(atPath: daemon.state + "/journal.db"))
    }

    /// Whatever is left of a journal: without its database the daemon says what is missing and begins no other.
    @Test(arguments: ["master.key", "key-shares", "journal.db.state"])
    func anyTraceOfAJournalKeepsItFromBeginningAnew(_ trace: String) throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        _ = try daemon.connect().call(Entries.Create.self, EntryDraft(body: "x"))
        #expect(daemon.stop() == 0)
        for file in try FileManager.default.contentsOfDirectory(atPath: daemon.state) where file != trace {
            try FileManager.default.removeItem(atPath: daemon.state + "/" + file)
        }
        for _ in 0..<2 {
            try daemon.launch()
            #expect(daemon.waitForExit() == 65)
            let line = try daemon.log.text().split(separator: "\n").last ?? ""
            #expect(line.contains("journal.db is missing") && line.contains("move away \(daemon.state)/\(trace)."))
            #expect(!FileManager.default.fileExists(atPath: daemon.state + "/journal.db"))
        }
        try FileManager.default.moveItem(atPath: daemon.state + "/" + trace, toPath: daemon.folder + "/" + trace)
        try daemon.start()
        #expect(try daemon.connect().call(Entries.List.self, .init()).items.isEmpty)
    }

    @Test func refusesAKeyThatOthersMayRead() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        _ = try daemon.connect().call(Entries.Create.self, EntryDraft(body: "x"))
        #expect(daemon.stop() == 0)
        chmod(daemon.state + "/master.key", 0o644)
        try daemon.launch()
        #expect(daemon.waitForExit() == 65)
        #expect(try daemon.log.text().split(separator: "\n").last?.contains("chmod 600") == true)
        chmod(daemon.state + "/master.key", 0o600)
        try daemon.start()
        #expect(daemon.stop() == 0)
    }

    @Test func refusesADamagedDatabaseWithOneLine() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        _ = try daemon.connect().call(Entries.Create.self, EntryDraft(body: "x"))
        #expect(daemon.stop() == 0)
        let path = daemon.state + "/journal.db"
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
        try handle.close()
        try daemon.launch()
        let status = daemon.waitForExit()
        #expect(status > 0 && status < 128)
        #expect(try daemon.log.text().split(separator: "\n").last?.contains("journal.db") == true)
    }

    @Test func refusesAMissingOrWrongKey() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        _ = try daemon.connect().call(Entries.Create.self, EntryDraft(body: "x"))
        #expect(daemon.stop() == 0)
        let key = daemon.state + "/master.key"
        let right = try Data(contentsOf: URL(fileURLWithPath: key))
        try FileManager.default.removeItem(atPath: key)
        try daemon.launch()
        #expect(daemon.waitForExit() > 0)
        #expect(!FileManager.default.fileExists(atPath: key), "a new key must not be made for an old journal")
        try Data(String(repeating: "ab", count: 32).utf8).write(to: URL(fileURLWithPath: key))
        chmod(key, 0o600)
        try daemon.launch()
        #expect(daemon.waitForExit() > 0)
        #expect(try daemon.log.text().split(separator: "\n").last?.contains("does not open this journal") == true)
        try right.write(to: URL(fileURLWithPath: key))
        try daemon.start()
        #expect(try daemon.connect().call(Entries.Get.self, .init(entry: .number(1))).body == "x")
    }

    @Test func answersWhatItTookOnBeforeItStops() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        let client = try daemon.connect()
        let drafts = (0..<20).map { EntryDraft(body: "entry \($0)") }
        let ids = try (0..<50).map { _ in try client.begin(Entries.CreateMany.self, .init(entries: drafts)) }
        let outcomes = ids.enumerated().map { index, id in
            let outcome = Result { try client.finish(Entries.CreateMany.self, id) }
            if index == 0 { daemon.process.terminate() }
            return outcome
        }
        #expect(daemon.waitForExit() == 0)
        var stored = 0
        for outcome in outcomes {
            switch outcome {
            case .success(let result): stored += result.items.count
            // Refused whole and safe to send again, or never read.
            case .failure(let error): #expect(Self.code(of: error) == .unavailable || Self.code(of: error) == nil)
            }
        }
        // What was not answered was not done.
        try daemon.start()
        let categories = try daemon.connect().call(Categories.List.self, NoParams()).items
        #expect(stored >= 20 && categories.first?.entries == Int64(stored))
    }

    @Test func goesOnWithTheOldSettingsWhenAReloadIsBad() throws {
        let daemon = try DaemonProcess(settings: [:])
        let file = daemon.folder + "/journald.yaml"
        try "limits:\n  requestsPerSecond: 0\n".write(toFile: file, atomically: true, encoding: .utf8)
        try daemon.start(["--config", file])
        let client = try daemon.connect()
        func isLimited() -> Bool {
            let outcomes = (0..<40).map { _ in Result { try client.call(Account.Get.self, NoParams()) } }
            return outcomes.contains { outcome in
                if case .failure(let error) = outcome { Self.code(of: error) == .rateLimited } else { false }
            }
        }
        #expect(!isLimited())
        try "limits:\n  requestsPerSecnd: 5\n".write(toFile: file, atomically: true, encoding: .utf8)
        kill(daemon.process.processIdentifier, SIGHUP)
        try waitUntil { try daemon.log.text().contains("requestsPerSecnd") }
        #expect(!isLimited())
        try "limits:\n  requestsPerSecond: 5\n".write(toFile: file, atomically: true, encoding: .utf8)
        kill(daemon.process.processIdentifier, SIGHUP)
        try waitUntil { isLimited() }
        #expect(daemon.stop() == 0)
    }

    private static func code(of error: any Error) -> RPCErrorCode? {
        if case .remote(let remote)? = error as? RPCClientError { remote.code } else { nil }
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
