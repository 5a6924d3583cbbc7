import Foundation
import JournalRPC
import Testing

/// What lets somebody in is found nowhere: not in arguments, environment, log, database, write-ahead log, nor after a crash.
@Suite(.serialized) struct SecretCanaryTests {
    @Test func noSecretOnDiskInLogsOrArguments() throws {
        let daemon = try DaemonProcess(settings: ["JOURNALD_LIMITS_REQUESTSPERSECOND": "0", "JOURNALD_LOG_LEVEL": "trace"])
        try daemon.start()
        let canaries = try Self.use(try daemon.connect(), daemon)
        #expect(canaries.count > 40)
        let arguments = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemon.process.processIdentifier)/cmdline"))
        let environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemon.process.processIdentifier)/environ"))
        try Self.check(daemon, canaries, more: [("arguments", arguments), ("environment", environment)])
        #expect(daemon.stop() == 0)
        try Self.check(daemon, canaries, more: [])
        // A crash leaves neither a core file nor a report with anything in it.
        try daemon.start()
        #expect(try daemon.connect().refusal { _ = try $0.login("ada", code: "000000") } == .unauthenticated)
        kill(daemon.process.processIdentifier, SIGABRT)
        daemon.process.waitUntilExit()
        #expect(daemon.process.terminationReason == .uncaughtSignal)
        try Self.check(daemon, canaries, more: [])
        let cores = try FileManager.default.contentsOfDirectory(atPath: FileManager.default.currentDirectoryPath)
            .filter { $0 == "core" || $0.hasPrefix("core.") }
        #expect(cores.isEmpty)
    }

    /// Does with secrets what can be done with them, rightly and wrongly; every secret that there was, in each form.
    private static func use(_ client: RPCClient, _ daemon: DaemonProcess) throws -> [(String, Data)] {
        let wrong = "Bernsteinfalle-falsch-99"
        var texts: [(String, String)] = [("password", RPCClient.password), ("wrong password", wrong)]
        try client.setPassword("ada")
        let (secret, codes) = try client.enrol(at: Int(Date().timeIntervalSince1970) - 30)
        texts.append(("seed", secret))
        texts += codes.map { ("recovery code", $0.revealed) }
        texts += codes.map { ("bare recovery code", $0.revealed.filter { $0 != "-" }) }
        let tokens = try client.login("ada", code: AuthenticatorApp.code(secret))
        let renewed = try client.call(Sessions.Refresh.self, .init(refreshToken: tokens.refreshToken))
        try client.attach(renewed.accessToken)
        let token = try client.call(Account.Tokens.Create.self, .init(label: "Kaltfrontnotiz", scopes: ["read"])).secret
        texts.append(("label", "Kaltfrontnotiz"))
        let link = try client.call(Account.UIDs.Link.self, .init(uid: 4_711)).code
        for pair in [tokens, renewed] {
            texts += [("access token", pair.accessToken.revealed), ("refresh token", pair.refreshToken.revealed)]
        }
        texts += [("API token", token.revealed), ("link code", link.revealed)]
        _ = client.refusal { _ = try $0.call(Sessions.Login.self, .init(login: "ada", password: SecretString(wrong))) }
        _ = client.refusal { _ = try $0.call(Sessions.Refresh.self, .init(refreshToken: SecretString(wrong + wrong))) }
        _ = client.refusal { _ = try $0.call(Account.SetPassword.self, .init(current: SecretString(wrong), password: SecretString(wrong))) }
        _ = try client.call(Account.Activity.self, .init())
        try client.attach(token)
        var found = texts.map { ($0.0, Data($0.1.utf8)) }
        found.append(("raw seed", Data(AuthenticatorApp.seed(secret))))
        // The parts of tokens that decide: the random bits, and the signature.
        for (name, text) in texts where name.hasSuffix("token") {
            for part in text.split(separator: ".") where part.utf8.count > 40 { found.append((name + " part", Data(part.utf8))) }
            let body = String(text.dropFirst(4)).replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
            if !text.contains("."), let raw = Data(base64Encoded: body + "==") ?? Data(base64Encoded: body + "=") {
                found.append((name + " bits", raw.suffix(32)))
            }
        }
        let key = try String(contentsOfFile: daemon.state + "/master.key", encoding: .utf8)
            .split(separator: "\n").first { !$0.hasPrefix("#") }.map(String.init) ?? ""
        found.append(("master key", Data(key.utf8)))
        found.append(("raw master key", Data(hex: key)))
        return found
    }

    private static func check(_ daemon: DaemonProcess, _ canaries: [(String, Data)], more: [(String, Data)]) throws {
        var places = more
        places.append(("log", Data(try daemon.log.text().utf8)))
        let files = try #require(FileManager.default.enumerator(atPath: daemon.folder)).compactMap { $0 as? String }
        #expect(files.contains("state/journal.db"))
        for file in files where !file.hasSuffix("master.key") {
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: daemon.folder + "/" + file)) else { continue }
            places.append((file, data))
        }
        for (place, data) in places {
            for (name, canary) in canaries where !canary.isEmpty {
                #expect(data.range(of: canary) == nil, "\(place) holds a \(name)")
            }
        }
    }
}

extension Data {
    init(hex: String) {
        self.init()
        var digits = hex.utf8.makeIterator()
        while let high = digits.next(), let low = digits.next() {
            append(UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16) ?? 0)
        }
    }
}
