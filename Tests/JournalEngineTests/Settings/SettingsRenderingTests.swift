import Foundation
import PluginAPI
import Testing

@testable import JournalEngine

@Suite("Settings shown")
struct SettingsRenderingTests {
    @Test func theDefaultFileChangesNothing() throws {
        let folder = try SettingsFolder()
        let loaded = try SettingsLoader(testSchema).load(
            SettingsSources(file: try folder.write(testSchema.defaultConfiguration)))
        #expect(try loaded.keys(changedFrom: SettingsLoader(testSchema).load(SettingsSources())).isEmpty)
    }

    @Test func theDefaultFileUncommentedGivesEveryDefault() throws {
        let folder = try SettingsFolder()
        let schema = SettingsSchema(CoreSettings.specs)
        let text = schema.defaultConfiguration.replacing("#: ", with: "")
        let file = try folder.write(text.split(separator: "\n").dropFirst(3).joined(separator: "\n"))
        let loaded = try SettingsLoader(schema).load(SettingsSources(file: file))
        #expect(try loaded.keys(changedFrom: SettingsLoader(schema).load(SettingsSources())).isEmpty)
        for spec in schema.specs {
            guard case .file = loaded.origin(ofKey: spec.key) else {
                Issue.record("\(spec.key) is not in the default file")
                continue
            }
        }
    }

    @Test func secretsAreMasked() throws {
        let folder = try SettingsFolder()
        try folder.write("hunter2", to: secretSpec.key)
        let loaded = try SettingsLoader(testSchema).load(SettingsSources(credentialsDirectory: folder.path))
        let json = loaded.json()
        #expect(!json.contains("hunter2"))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [String: Any]])
        #expect(object[secretSpec.key]?["value"] as? String == LoadedSettings.mask)
        #expect(object[secretSpec.key]?["origin"] as? String == "credential sentiment.test.apiKey")
        #expect(object["limits.requestsPerSecond"]?["value"] as? Int == 10)
        #expect(object.count == testSchema.specs.count)
    }

    @Test func theManualNamesEverySetting() {
        let manual = testSchema.manualSection
        for spec in testSchema.specs {
            #expect(manual.contains(".B \(spec.key)\n"))
        }
        #expect(!manual.contains("JOURNALD_SENTIMENT_TEST_APIKEY"))
    }

    @Test func providersAreChoicesAmongWhatIsBuiltIn() throws {
        let schema = SettingsSchema(Plugs().catalog)
        #expect(schema["storage.provider"]?.kind == .choice(["first"]))
        #expect(schema["storage.provider"]?.fallback == .text("first"))
        #expect(schema["cache.provider"]?.kind == .choice(["quick", "none"]))
        #expect(
            issues(SettingsSources(environment: ["JOURNALD_STORAGE_PROVIDER": "frist"]), schema: schema)
                == ["environment: JOURNALD_STORAGE_PROVIDER: storage.provider: must be one of first (did you mean first?)"])
    }
}
