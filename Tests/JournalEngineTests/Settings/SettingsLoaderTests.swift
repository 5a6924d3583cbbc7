import Foundation
import PluginAPI
import Testing

@testable import JournalEngine

/// A settings file in a folder of its own, removed at the end.
final class SettingsFolder {
    let path = NSTemporaryDirectory() + "journald-settings-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ text: String, to name: String = "journald.yaml", mode: Int = 0o600) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }
}

let secretSpec = SettingSpec(
    key: "sentiment.test.apiKey", kind: .text, fallback: nil, help: "A key.", isSecret: true)
let testSchema = SettingsSchema(CoreSettings.specs + [secretSpec])

/// The lines of the error, or none when the settings load.
func issues(_ sources: SettingsSources, schema: SettingsSchema = testSchema) -> [String] {
    do {
        _ = try SettingsLoader(schema).load(sources)
        return []
    } catch {
        return error.issues.map(\.description)
    }
}

@Suite("Settings")
struct SettingsLoaderTests {
    let folder: SettingsFolder

    init() throws { folder = try SettingsFolder() }

    @Test func defaultsHoldWithoutAnySource() throws {
        let loaded = try SettingsLoader(testSchema).load(SettingsSources())
        #expect(loaded.values[CoreSettings.requestsPerSecond] == 10)
        #expect(loaded.values[CoreSettings.storageProvider] == "sqlite")
        #expect(loaded.origin(ofKey: "log.level") == .builtIn)
        #expect(loaded.file == nil)
        #expect(loaded.values.value(forKey: secretSpec.key) == nil)
    }

    @Test func eachSourceWinsOverTheNext() throws {
        let file = try folder.write("log:\n  level: error\nlimits:\n  requestsPerSecond: 20\nserver:\n  maxConnections: 7\n")
        try folder.write("from-credential\n", to: secretSpec.key)
        var sources = SettingsSources(
            file: file,
            environment: ["JOURNALD_LOG_LEVEL": "debug", "JOURNALD_LIMITS_REQUESTSPERSECOND": "30", "PATH": "/bin"],
            credentialsDirectory: folder.path, options: ["log.level": ("--log-level", "trace")])
        let loaded = try SettingsLoader(testSchema).load(sources)
        #expect(loaded.values[CoreSettings.logLevel] == "trace")
        #expect(loaded.origin(ofKey: "log.level") == .option("--log-level"))
        #expect(loaded.values[CoreSettings.requestsPerSecond] == 30)
        #expect(loaded.origin(ofKey: "limits.requestsPerSecond") == .environment("JOURNALD_LIMITS_REQUESTSPERSECOND"))
        #expect(loaded.values[CoreSettings.maxConnections] == 7)
        #expect(
            loaded.origin(ofKey: "server.maxConnections")
                == .file(path: file, position: SettingsPosition(line: 6, column: 19)))
        #expect(loaded.values.value(forKey: secretSpec.key) == .text("from-credential"))
        #expect(loaded.origin(ofKey: secretSpec.key) == .credential(secretSpec.key))

        sources.file = try folder.write("sentiment:\n  test:\n    apiKey: from-file\n", to: "other.yaml")
        let other = try SettingsLoader(testSchema).load(sources)
        #expect(other.values.value(forKey: secretSpec.key) == .text("from-file"))
    }

    @Test func theFirstDefaultFileThatIsThereIsRead() throws {
        let file = try folder.write("log:\n  level: error\n")
        let loaded = try SettingsLoader(testSchema).load(SettingsSources(defaultFiles: [folder.path + "/none", file]))
        #expect(loaded.file == file)
        #expect(issues(SettingsSources(file: folder.path + "/none")) == ["\(folder.path)/none: there is no such file"])
    }

    @Test func everyMistakeIsNamedWithItsPlaceAtOnce() throws {
        let file = try folder.write(
            """
            log:
              levle: debug
            limits:
              requestsPerSecond: ten
            server:
              maxConnections: 0
              socketMode: 0644
              drainSeconds: [1, 2]
            accounts: off
            sqlite:
              path: x
            """)
        #expect(
            issues(SettingsSources(file: file, environment: ["JOURNALD_LOG_LEVLE": "x"])) == [
                "\(file):2:3: log.levle: no such setting (did you mean log.level?)",
                "\(file):4:22: limits.requestsPerSecond: must be a whole number",
                "\(file):6:19: server.maxConnections: must be from 1 to 65536",
                "\(file):7:15: server.socketMode: must be one of 0600, 0660, 0666",
                "\(file):8:3: server.drainSeconds: takes one value, not a list or a group",
                "\(file):9:1: accounts: is a group of settings, not one",
                "\(file):10:1: sqlite: no such setting",
                "environment: JOURNALD_LOG_LEVLE: no such setting (did you mean JOURNALD_LOG_LEVEL?)",
            ])
    }

    @Test func aWrongValueCoveredByABetterSourceIsStillNamed() throws {
        let file = try folder.write("log:\n  level: loud\n")
        let found = issues(SettingsSources(file: file, environment: ["JOURNALD_LOG_LEVEL": "debug"]))
        #expect(found.count == 1 && found[0].hasPrefix("\(file):2:10: log.level: must be one of trace, "))
    }

    @Test func secretsAreNotTakenFromTheEnvironmentNorFromAReadableFile() throws {
        let name = SettingsSchema.variable(for: secretSpec.key)
        let found = issues(SettingsSources(environment: [name: "hunter2"]))
        #expect(found.count == 1 && found[0].contains("secrets are not taken from the environment"))
        #expect(!found[0].contains("hunter2"))
        let file = try folder.write("sentiment:\n  test:\n    apiKey: hunter2\n", mode: 0o644)
        let readable = issues(SettingsSources(file: file))
        #expect(readable.count == 1 && readable[0].hasPrefix("\(file):3:13: sentiment.test.apiKey: is a secret"))
        #expect(!readable[0].contains("hunter2"))
    }

    @Test func aFileThatEverybodyMayChangeIsRefused() throws {
        let file = try folder.write("log:\n  level: error\n", mode: 0o666)
        #expect(issues(SettingsSources(file: file)) == ["\(file): everybody may change it; chmod o-w"])
    }

    @Test(arguments: [
        ("", 0), ("# only a comment\n", 0), ("log:\n", 0), ("log:\n  # level: error\n", 0), ("---\n{}\n", 0),
        ("log.level: error\n", 0), ("log:\n  level:\n", 1), ("[1]\n", 1), ("text\n", 1), ("log: {level: error\n", 1),
        ("log: {level: error}\nlog: {level: info}\n", 1), ("log: {level: error}\nlog.level: info\n", 1),
        ("log:\n  level: &a error\n", 1), ("? [a]\n: 1\n", 1), ("\u{1}: 1\n", 1),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", 1), ("log:\n  level: \"de\\u0000bug\"\n", 1),
        (String(repeating: "[", count: 100_000), 1), (String(repeating: "# x\n", count: 100_000), 1),
    ])
    func oddFilesAreJudged(_ text: String, _ count: Int) throws {
        let file = try folder.write(text)
        let found = issues(SettingsSources(file: file))
        #expect(found.count == count, "\(found)")
        #expect(found.allSatisfy { !$0.contains("\n") && $0.hasPrefix(file) })
    }

    @Test func aFileThatIsNoTextOrNoFileIsRefused() throws {
        let file = folder.path + "/bytes"
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: file))
        #expect(issues(SettingsSources(file: file)) == ["\(file): is not UTF-8"])
        #expect(issues(SettingsSources(file: folder.path)) == ["\(folder.path): is not a file"])
    }

    @Test(arguments: [
        ("server.maxMessageBytes", "1MiB", 1_048_576), ("server.maxMessageBytes", "512KiB", 524_288),
        ("server.drainSeconds", "10s", 10), ("server.drainSeconds", "2min", 120), ("server.drainSeconds", "7", 7),
    ])
    func unitsAreTaken(_ key: String, _ text: String, _ number: Int64) throws {
        let loaded = try SettingsLoader(testSchema).load(
            SettingsSources(options: [key: ("--option", text)]))
        #expect(loaded.values.value(forKey: key) == .integer(number))
    }

    @Test(arguments: [
        "", "-", "1.5", "1e3", "0x10", " 5", "5 ", "9223372036854775808", "9999999999999GiB", "MiB", "1mib", "٣",
    ])
    func wrongNumbersAreRefused(_ text: String) {
        #expect(issues(SettingsSources(options: ["server.maxMessageBytes": ("--option", text)])).count == 1)
    }

    @Test func aReloadTakesWhatIsReloadableAndNamesTheRest() throws {
        let old = try SettingsLoader(testSchema).load(SettingsSources())
        let new = try SettingsLoader(testSchema).load(
            SettingsSources(environment: ["JOURNALD_LOG_LEVEL": "error", "JOURNALD_SERVER_MAXCONNECTIONS": "5"]))
        let (settings, waiting) = old.reloaded(with: new)
        #expect(settings.values[CoreSettings.logLevel] == "error")
        #expect(settings.values[CoreSettings.maxConnections] == 1_024)
        #expect(waiting == ["server.maxConnections"])
    }
}
