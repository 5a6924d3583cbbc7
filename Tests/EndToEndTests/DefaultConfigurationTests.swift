import Foundation
import Testing

@testable import journald_core

@Suite("What the executable ships")
struct DefaultConfigurationTests {
    @Test func theFileInTheRepositoryIsTheGeneratedDefault() throws {
        let repository = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let shipped = try String(contentsOf: repository.appending(path: "systemd/journald.yaml"), encoding: .utf8)
        #expect(
            shipped == PrintDefaultConfiguration.text,
            "run: journald-core print-default-config >systemd/journald.yaml")
    }

    @Test func theBuiltInPluginsFitTogether() {
        #expect(BuiltinPlugins.problems.isEmpty)
    }
}
