import Foundation
import JournalRPC
import Testing

@testable import JournalEngine

@Suite struct ReferenceTests {
    /// `docs/rpc.md` is what the method table says. To write it anew: `UPDATE_REFERENCE=1 swift test --filter ReferenceTests`.
    @Test func thePageIsWhatTheTableSays() async throws {
        let text = Reference.markdown(of: try await TestEngine().engine.methods.methods)
        let source = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let page = source.deletingLastPathComponent().appendingPathComponent("../../../docs/rpc.md").standardized
        if ProcessInfo.processInfo.environment["UPDATE_REFERENCE"] != nil {
            try text.write(to: page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == text)
    }

    @Test func everyMethodSaysWhatItIsFor() async throws {
        let methods = try await TestEngine().engine.methods.methods
        #expect(methods.count >= 30)
        for method in methods {
            #expect(method.help.hasSuffix("."), "\(method.name)")
            guard case .object(let properties, _) = method.params.kind else {
                Issue.record("\(method.name): params are no object")
                continue
            }
            for property in properties { #expect(!property.help.isEmpty, "\(method.name) \(property.name)") }
        }
    }
}
