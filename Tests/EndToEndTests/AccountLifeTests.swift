import Foundation
import JournalRPC
import Testing

/// Accounts and keys of the real daemon: clocks that jump, kills, and what is left of a deleted account.
@Suite(.serialized) struct AccountLifeTests {
    /// A clock that the test moves under the running daemon, by libfaketime.
    private struct Clock {
        let file: String
        static let library = "/usr/lib/\(machine)-linux-gnu/faketime/libfaketime.so.1"

        /// The library changes the environment when it is loaded first, and a Swift program then no longer finds its arguments;
        /// so env(1) loads it first and becomes the daemon.
        static let launcher = "/usr/bin/env"

        private static var machine: String {
            #if arch(arm64)
                "aarch64"
            #else
                "x86_64"
            #endif
        }

        init() throws {
            try #require(FileManager.default.fileExists(atPath: Self.library), "libfaketime is needed: scripts/test installs it")
            file = NSTemporaryDirectory() + "/journald-clock-" + UUID().uuidString
            try move(by: 0)
        }

        /// Sets the wall clock so many seconds away from the real one. The monotonic clock goes on.
        func move(by seconds: Int) throws {
            try "\(seconds < 0 ? "" : "+")\(seconds)".write(toFile: file, atomically: true, encoding: .utf8)
        }

        var environment: [String: String] {
            [
                "LD_PRELOAD": Self.library, "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1", "JOURNALD_LIMITS_REQUESTSPERSECOND": "0",
            ]
        }
    }

    @Test func stepsOfTheClockReviveNothing() throws {
        let clock = try Clock()
        defer { try? FileManager.default.removeItem(atPath: clock.file) }
        let daemon = try DaemonProcess(settings: clock.environment, launcher: Clock.launcher)
        try daemon.start()
        let client = try daemon.connect()
        try client.setPassword("ada")
        let start = Int(Date().timeIntervalSince1970)
        let (secret, _) = try client.enrol(at: start - 30)
        let code = AuthenticatorApp.code(secret, at: start)
        let tokens = try client.login("ada", code: code)
        // Back by a minute and by a day: the code was used, whatever the clock says.
        for step in [-60, -86_400] {
            try clock.move(by: step)
            let old = AuthenticatorApp.code(secret, at: Int(Date().timeIntervalSince1970) + step)
            #expect(client.refusal { _ = try $0.login("ada", code: old) } == .unauthenticated)
        }
        try clock.move(by: 0)
        let attached = try daemon.connect()
        try attached.attach(tokens.accessToken)
        _ = try attached.call(Account.Get.self, NoParams())
        // A session that was revoked stays so after a step back.
        let other = try client.call(Sessions.Refresh.self, .init(refreshToken: tokens.refreshToken))
        _ = try client.call(Sessions.Revoke.self, .init(session: tokens.session))
        try clock.move(by: -7_200)
        #expect(attached.refusal { _ = try $0.call(Account.Get.self, NoParams()) } == .unauthenticated)
        #expect(client.refusal { try $0.attach(other.accessToken) } == .unauthenticated)
        #expect(client.refusal { _ = try $0.call(Sessions.Refresh.self, .init(refreshToken: other.refreshToken)) } == .unauthenticated)
        #expect(daemon.stop() == 0)
    }

    @Test func stepsForwardEndTokensAndNothingElse() throws {
        let clock = try Clock()
        defer { try? FileManager.default.removeItem(atPath: clock.file) }
        let daemon = try DaemonProcess(settings: clock.environment, launcher: Clock.launcher)
        try daemon.start()
        let client = try daemon.connect()
        try client.setPassword("ada")
        _ = try client.call(Entries.Create.self, EntryDraft(body: "kept"))
        let tokens = try client.login("ada")
        let attached = try daemon.connect()
        try attached.attach(tokens.accessToken)
        try clock.move(by: 3_700)
        #expect(attached.refusal { _ = try $0.call(Account.Get.self, NoParams()) } == .unauthenticated)
        #expect(try daemon.connect().refusal { try $0.attach(tokens.accessToken) } == .unauthenticated)
        let next = try client.call(Sessions.Refresh.self, .init(refreshToken: tokens.refreshToken))
        try attached.attach(next.accessToken)
        try clock.move(by: 3_700 + 15 * 86_400)
        #expect(client.refusal { _ = try $0.call(Sessions.Refresh.self, .init(refreshToken: next.refreshToken)) } == .unauthenticated)
        #expect(try client.call(Entries.Get.self, .init(entry: .number(1))).body == "kept")
        // Guesses are slowed on the monotonic clock: a step does not shorten the wait.
        let wrong = Sessions.Login.Params(login: "ada", password: SecretString("Bernsteinfalle-falsch-99"))
        for _ in 0..<5 { #expect(client.refusal { _ = try $0.call(Sessions.Login.self, wrong) } == .unauthenticated) }
        _ = client.refusal { _ = try $0.call(Sessions.Login.self, wrong) }
        try clock.move(by: 40 * 86_400)
        #expect(client.refusal { _ = try $0.call(Sessions.Login.self, wrong) } == .rateLimited)
        #expect(daemon.stop() == 0)
    }

    @Test func aRotationGoesOnAfterAKill() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        let client = try daemon.connect()
        _ = try client.call(Entries.Create.self, EntryDraft(body: "kept"))
        for uid in 1...400 { _ = try client.call(Users.Create.self, .init(uid: UInt32(100_000 + uid))) }
        var written = 1
        for round in 0..<6 {
            let writing = try daemon.connect()
            let socket = daemon.socket
            let pid = daemon.process.processIdentifier
            let killer = Thread {
                Thread.sleep(forTimeInterval: 0.002 * Double(1 + round * round))
                kill(pid, SIGKILL)
            }
            let rotator = Thread { _ = try? RPCClient(path: socket).call(Keys.Rotate.self, NoParams()) }
            killer.start()
            rotator.start()
            // Others write meanwhile.
            while (try? writing.call(Entries.Create.self, EntryDraft(body: "kept"))) != nil { written += 1 }
            daemon.process.waitUntilExit()
            try daemon.start()
            let after = try daemon.connect()
            let count = try after.call(Categories.List.self, NoParams()).items.reduce(0) { $0 + $1.entries }
            #expect(count >= Int64(written) && count <= Int64(written + 1))
            written = Int(count)
            #expect(try after.call(Entries.Get.self, .init(entry: .number(1))).body == "kept")
        }
        let root = try daemon.connect()
        let done = try root.call(Keys.Rotate.self, NoParams()).status
        #expect(done.wrappedByOlder == 0 && done.wrappedByCurrent == 401 && done.known == [done.current])
        #expect(daemon.stop() == 0)
        try daemon.start()
        #expect(try daemon.connect().call(Entries.Get.self, .init(entry: .number(Int64(written)))).body == "kept")
        #expect(daemon.stop() == 0)
    }

    /// Once an account is deleted, an old copy of the database is no use, though the master key is the same; all others in it are
    /// as they were. Nothing was rotated for that.
    @Test func anOldDatabaseDoesNotBringADeletedAccountBack() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        let admin = try daemon.connect()
        _ = try admin.call(Entries.Create.self, EntryDraft(body: "the admin's own"))
        let doomed = try daemon.connect()
        let user = try doomed.makeAccount("ada", over: admin)
        try doomed.attach(try doomed.login("ada").accessToken)
        _ = try doomed.call(Entries.Create.self, EntryDraft(body: "Zwitscherkasten"))
        // A copy while it runs, with the log.
        let names = ["journal.db", "journal.db-wal"]
        let copies = try names.map { try Data(contentsOf: URL(fileURLWithPath: daemon.state + "/" + $0)) }
        _ = try admin.call(Users.Delete.self, .init(user: "ada", confirm: user.id))
        #expect(daemon.stop() == 0)
        for file in try FileManager.default.contentsOfDirectory(atPath: daemon.state) where file.hasPrefix("journal.db") {
            try FileManager.default.removeItem(atPath: daemon.state + "/" + file)
        }
        for (name, copy) in zip(names, copies) { try copy.write(to: URL(fileURLWithPath: daemon.state + "/" + name)) }

        // It needs the shares, and says so.
        let shares = daemon.state + "/key-shares"
        try FileManager.default.moveItem(atPath: shares, toPath: daemon.folder + "/shares")
        try daemon.launch()
        #expect(daemon.waitForExit() == 65)
        #expect(try daemon.log.text().split(separator: "\n").last?.contains("key-shares is missing") == true)
        try FileManager.default.moveItem(atPath: daemon.folder + "/shares", toPath: shares)

        try daemon.start()
        let root = try daemon.connect()
        #expect(try root.call(Entries.Get.self, .init(entry: .number(1))).body == "the admin's own")
        #expect(try root.call(Users.List.self, .init()).items.contains { $0.login == "ada" })
        let back = try daemon.connect()
        let error = Self.refusal { _ = try back.login("ada") }
        #expect(error?.code == .unavailable && error?.data.retryable == false)
        #expect(error?.message.contains("key of this account") == true)
        #expect(try daemon.log.text().contains("key-shares"))
        #expect(try daemon.log.text().contains("accounts=1"))
        // A rotation keeps what might still be needed, and says what to do.
        let half = Self.refusal { _ = try root.call(Keys.Rotate.self, NoParams()) }
        #expect(half?.code == .conflict && half?.data.hint?.contains("key-shares") == true)
        _ = try root.call(Users.Delete.self, .init(user: "ada", confirm: user.id))
        #expect(try root.call(Keys.Rotate.self, NoParams()).status.wrappedByOlder == 0)
        #expect(try root.call(Entries.Get.self, .init(entry: .number(1))).body == "the admin's own")
        #expect(daemon.stop() == 0)
    }

    /// The key of a deleted account is in no file of the daemon any more; and once the master key was rotated, an old copy of the
    /// database is no use even with the key shares of that time.
    @Test func aDeletedAccountCannotBeReadAgain() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        let client = try daemon.connect()
        _ = try client.call(Entries.Create.self, EntryDraft(body: "the admin's own"))
        let doomed = try daemon.connect()
        let user = try doomed.makeAccount("ada", over: client)
        try doomed.attach(try doomed.login("ada").accessToken)
        _ = try doomed.call(Entries.Create.self, EntryDraft(body: "Zwitscherkasten"))
        #expect(daemon.stop() == 0)
        let database = daemon.state + "/journal.db"
        let copy = try Data(contentsOf: URL(fileURLWithPath: database))
        let key = try #require(try Self.wrappedKey(of: user.id, in: database))
        #expect(copy.range(of: key) != nil)
        let shares = try Data(contentsOf: URL(fileURLWithPath: daemon.state + "/key-shares"))
        let share = try #require(Self.share(of: user.id, in: shares))
        try daemon.start()
        let admin = try daemon.connect()
        _ = try admin.call(Users.Delete.self, .init(user: "ada", confirm: user.id))
        for file in try FileManager.default.contentsOfDirectory(atPath: daemon.state) {
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: daemon.state + "/" + file)) else { continue }
            #expect(data.range(of: key) == nil, "\(file) holds the wrapped key of a deleted account")
            #expect(data.range(of: share) == nil, "\(file) holds the key share of a deleted account")
        }
        _ = try admin.call(Keys.Rotate.self, NoParams())
        #expect(daemon.stop() == 0)
        // Somebody brings the old file back.
        for file in try FileManager.default.contentsOfDirectory(atPath: daemon.state) where file.hasPrefix("journal.db") {
            try FileManager.default.removeItem(atPath: daemon.state + "/" + file)
        }
        try copy.write(to: URL(fileURLWithPath: database))
        try shares.write(to: URL(fileURLWithPath: daemon.state + "/key-shares"))
        try daemon.launch()
        #expect(daemon.waitForExit() != 0)
        #expect(try daemon.log.text().contains("does not open this journal"))
    }

    /// What the daemon said against a call.
    private static func refusal(_ body: () throws -> Void) -> RPCError? {
        do {
            try body()
        } catch RPCClientError.remote(let error) {
            return error
        } catch {
            Issue.record(error)
        }
        return nil
    }

    /// The bytes that follow a user's id in the file of key shares.
    private static func share(of user: String, in file: Data) -> Data? {
        let id = Data(hex: user.replacingOccurrences(of: "-", with: ""))
        return file.range(of: id).map { file[$0.upperBound..<$0.upperBound + 32] }
    }

    /// The bytes of a wrapped key, as SQLite keeps them.
    private static func wrappedKey(of user: String, in database: String) throws -> Data? {
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            print(db.execute("SELECT hex(wrappedKey) FROM users WHERE login = 'ada'").fetchone()[0])
            """
        let outcome = try Programs.run("/usr/bin/env", ["python3", "-c", script, database], environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"])
        let hex = outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
        return hex.isEmpty ? nil : Data(hex: hex.lowercased())
    }
}
