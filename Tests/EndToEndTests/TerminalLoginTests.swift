import Foundation
import JournalRPC
import Testing

/// A person at a terminal, with the real client and the real daemon.
@Suite(.serialized) struct TerminalLoginTests {
    private let password = "Quellwolken-Rathaus-17"

    private func terminal(_ daemon: DaemonProcess, _ arguments: String..., columns: UInt16 = 80) throws -> TerminalProcess {
        try TerminalProcess(
            Programs.client, ["--socket", daemon.socket] + arguments, environment: daemon.environment, columns: columns)
    }

    private func setPassword(_ daemon: DaemonProcess) throws {
        let passwd = try terminal(daemon, "passwd")
        try passwd.wait(for: "log in with: ")
        passwd.type("maria")
        for question in ["New password: ", "Once more: "] {
            try passwd.wait(for: question)
            passwd.type(password)
        }
        try passwd.wait(for: "is set")
        #expect(try passwd.end() == 0)
        #expect(!passwd.screen.contains(password))
    }

    /// Turns the second factor on as a person would: types the key into the app, and what the app shows back. The code
    /// is that of the step before, so that the present one is still good for a login.
    private func enrol(_ daemon: DaemonProcess, columns: UInt16) throws -> (key: String, codes: [String]) {
        let enable = try terminal(daemon, "totp", "enable", columns: columns)
        try enable.wait(for: "Password: ")
        enable.type(password)
        try enable.wait(for: "an authenticator app:")
        let shown = try enable.wait(for: "the app shows: ").split(whereSeparator: \.isNewline)
        let line = try #require(shown.first { $0.contains(" ") && $0.utf8.count > 32 })
        let key = Self.plain(String(line)).filter { $0.isLetter || $0.isNumber }
        #expect(key.utf8.count == 32)
        // The picture can be seen at once in a window of 24 lines.
        #expect((15...23).contains(enable.screen.split(whereSeparator: \.isNewline).filter { $0.contains("48;5;231m") }.count))
        enable.type("000000")
        try enable.wait(for: "that code is not right")
        try enable.wait(for: "the app shows: ")
        enable.type(AuthenticatorApp.code(key, at: Int(Date().timeIntervalSince1970) - 30))
        try enable.wait(for: "the second factor is on")
        #expect(try enable.end() == 0)
        let codes = Self.plain(enable.screen).split(whereSeparator: \.isWhitespace).map(String.init)
            .filter { $0.split(separator: "-").count == 5 && $0.utf8.count == 30 }
        #expect(Set(codes).count == 10)
        return (key, codes)
    }

    /// The text without colours.
    private static func plain(_ text: String) -> String {
        text.replacingOccurrences(of: "\u{1B}\\[[0-9;]*m", with: "", options: .regularExpression)
    }

    private func logIn(_ daemon: DaemonProcess, code: String) throws -> (status: Int32, screen: String) {
        let login = try terminal(daemon, "login", "maria")
        try login.wait(for: "Password of maria: ")
        login.type(password)
        try login.wait(for: "or a recovery code: ")
        login.type(code)
        let isIn = (try? login.wait(for: "logged in as", limit: 5)) != nil
        if !isIn {
            for _ in 0..<2 {
                login.type("no")
                _ = try? login.wait(for: "or a recovery code: ", limit: 5)
            }
        }
        return (try login.end(), login.screen)
    }

    @Test(arguments: [80, 140] as [UInt16])
    func aPersonLosesThePhoneAndGetsIn(columns: UInt16) throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        try setPassword(daemon)
        let (key, codes) = try enrol(daemon, columns: columns)

        // With the phone.
        #expect(try logIn(daemon, code: AuthenticatorApp.code(key)).status == 0)
        #expect(try daemon.control("whoami", "-q").output == "maria\n")
        #expect(try daemon.control("add", "a quiet evening").status == 0)
        #expect(try daemon.control("logout").status == 0)

        // Without it: one of the ten, and only once.
        let lucky = try #require(codes.first)
        #expect(try logIn(daemon, code: lucky).status == 0)
        #expect(try daemon.control("list", "-o", "cat").output.contains("a quiet evening"))
        #expect(try daemon.control("totp").output.contains("9 of 10 left"))
        let again = try logIn(daemon, code: lucky)
        #expect(again.status == 4 && again.screen.contains("not right"))

        // A new phone: off with another code, and the password alone is enough until it is on again.
        #expect(try daemon.control("logout").status == 0)
        let second = try #require(codes.last)
        let disable = try daemon.control("totp", "disable", "--password-stdin", input: "\(password)\n\(second)\n")
        #expect(disable.status == 0, "\(disable.errors)")
        #expect(try daemon.control("login", "maria", "--password-stdin", input: password + "\n").status == 0)

        let activity = try daemon.control("account", "activity").output
        for event in ["second factor turned on", "recovery code used", "second factor turned off", "login", "logout"] {
            #expect(activity.contains(event), "\(event)")
        }
        #expect(daemon.stop() == 0)
    }

    /// A refused first password changes nothing.
    @Test func aCommonPasswordLeavesNoName() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        let refused = try daemon.control("passwd", "--login", "maria", "--password-stdin", input: "password\n")
        #expect(refused.status == 2 && !refused.errors.isEmpty)
        let account = try daemon.connect().call(Account.Get.self, NoParams())
        #expect(account.login == nil && account.hasPassword == false)
        #expect(daemon.stop() == 0)
    }

    /// Sixteen commands find the access token ended: one renews it, and nobody shows a used token, which would end the session.
    @Test func manyCommandsRenewOneLogin() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        #expect(try daemon.control("passwd", "--login", "maria", "--password-stdin", input: password + "\n").status == 0)
        #expect(try daemon.control("login", "maria", "--password-stdin", input: password + "\n").status == 0)
        let folder = daemon.folder + "/home/state/journalctl-x/logins/"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".json") })
        for _ in 0..<3 {
            let login = try String(contentsOfFile: folder + name, encoding: .utf8)
            let ended = login.replacingOccurrences(
                of: "\"expiresAt\":\"[^\"]*\"", with: "\"expiresAt\":\"2020-01-01T00:00:00Z\"", options: .regularExpression)
            #expect(ended != login)
            try ended.write(toFile: folder + name, atomically: false, encoding: .utf8)
            let (failed, socket, environment) = (Failed(), daemon.socket, daemon.environment)
            DispatchQueue.concurrentPerform(iterations: 16) { _ in
                let outcome = try? Programs.run(Programs.client, ["--socket", socket, "whoami", "-q"], environment: environment)
                if outcome?.output != "maria\n" { failed.add(outcome?.errors ?? "did not run") }
            }
            #expect(failed.all.isEmpty)
        }
        #expect(try daemon.control("sessions", "--json").output.contains("\"current\":true"))
        #expect(daemon.stop() == 0)
    }

    private final class Failed: @unchecked Sendable {
        // The lock is held wherever `texts` is touched.
        private let lock = NSLock()
        private var texts: [String] = []
        var all: [String] { lock.withLock { texts } }
        func add(_ text: String) { lock.withLock { texts.append(text) } }
    }

    /// A script's token does what its scopes say, and nothing after it was revoked.
    @Test func aScriptHasATokenOfItsOwn() throws {
        let daemon = try DaemonProcess()
        try daemon.start()
        #expect(try daemon.control("passwd", "--login", "maria", "--password-stdin", input: password + "\n").status == 0)
        let file = daemon.folder + "/home/token"
        let made = try daemon.control("tokens", "create", "backup", "--scope", "read", "--save", file, "--password-stdin", input: password + "\n")
        #expect(made.status == 0 && made.output.isEmpty, "\(made.errors)")
        let script = ["JOURNALCTL_X_TOKEN_FILE": file]
        #expect(try daemon.control("add", "written by the person").status == 0)
        #expect(try daemon.control("list", "-o", "cat", environment: script).output.contains("written by the person"))
        #expect(try daemon.control("add", "written by the script", environment: script).status == 5)
        #expect(try daemon.control("mood", environment: script).status == 5)
        #expect(try daemon.control("passwd", "--password-stdin", input: "\(password)\nanother-Password-18\n", environment: script).status == 5)
        let id = try #require(try daemon.connect().call(Account.Tokens.List.self, NoParams()).items.first?.id)
        #expect(try daemon.control("tokens", "revoke", String(id.suffix(8))).status == 0)
        let refused = try daemon.control("list", environment: script)
        #expect(refused.status == 4 && refused.output.isEmpty)
        #expect(daemon.stop() == 0)
    }
}
