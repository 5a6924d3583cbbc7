import PluginAPI
import Testing

@testable import JournalEngine

@Suite("Did you mean")
struct SpellingTests {
    @Test(arguments: [
        ("limits.requestPerSecond", "limits.requestsPerSecond"),
        ("log.levle", "log.level"),
        ("server.socketmode", "server.socketMode"),
    ])
    func findsTheNearest(_ typed: String, _ meant: String) {
        #expect(Spelling.nearest(to: typed, among: CoreSettings.specs.map(\.key)) == meant)
    }

    @Test func saysNothingWhenNothingIsNear() {
        #expect(Spelling.nearest(to: "colour.scheme", among: ["log.level", "server.socket"]) == nil)
        #expect(Spelling.nearest(to: "", among: ["log.level"]) == nil)
        #expect(Spelling.nearest(to: String(repeating: "x", count: 10_000), among: ["log.level"]) == nil)
    }
}
