import Logging
import PluginAPI
import Testing

@testable import SentimentLexicon

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file of its own for each test, removed with it.
private final class TemporaryFile: Sendable {
    let path: String

    init(_ text: String) throws {
        var template = Array("/tmp/lexicon-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        close(descriptor)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try replace(with: text)
    }

    func replace(with text: String) throws {
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
    }

    deinit { unlink(path) }
}

private struct NoTime: TimeSource {
    func now() -> Instant { Instant(microseconds: 0) }
    func uptime() -> Duration { .zero }
}

@Suite struct LexiconPluginTests {
    private func plugin(_ settings: [String: SettingValue] = [:], state: String = "/tmp") throws -> any SentimentPlugin {
        try SentimentLexicon.factory.make(
            PluginContext(
                settings: SettingValues(settings), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, time: NoTime(),
                stateDirectory: state))
    }

    private func file(_ path: String, mode: String = "add") -> [String: SettingValue] {
        ["sentiment.lexicon.file": .text(path), "sentiment.lexicon.mode": .text(mode)]
    }

    @Test func answersInOrderAtOnce() async throws {
        let plugin = try plugin()
        try await plugin.start()
        #expect(plugin.delivery == .immediate)
        let answers = try await plugin.analyze([
            SentimentRequest(text: "What a lovely day"), SentimentRequest(text: "I am so sad"), SentimentRequest(text: "The bus came"),
        ])
        #expect(answers.map(\.label) == [.positive, .negative, .unknown])
        #expect(answers.allSatisfy { $0.model == plugin.model })
        await plugin.stop()
        await plugin.stop()
    }

    @Test func termsAndSentencesExplainTheScore() async throws {
        let text = "I’m not calm. But the tea was lovely!"
        let answer = try #require(try await plugin().analyze([SentimentRequest(text: text)]).first)
        #expect(Set(answer.terms.map(\.text)) == ["calm", "lovely"])
        #expect(answer.terms.count <= 16)
        #expect(answer.sentences.count == 2)
        #expect(answer.sentences[0].score < 0 && answer.sentences[1].score > 0)
        let bytes = Array(text.utf8)
        let first = String(decoding: bytes[answer.sentences[0].start..<answer.sentences[0].end], as: UTF8.self)
        #expect(first == "I’m not calm.")
    }

    @Test func otherLanguagesAreUnknown() async throws {
        let answers = try await plugin().analyze([
            SentimentRequest(text: "happy", language: "de"), SentimentRequest(text: "happy", language: "en-GB"),
            SentimentRequest(text: "happy", language: "EN"), SentimentRequest(text: "happy", language: "enm"),
        ])
        #expect(answers.map(\.label) == [.unknown, .positive, .positive, .unknown])
        #expect(answers[0].positive + answers[0].neutral + answers[0].negative == 0)
    }

    @Test func readsTheUsersFileAndSwapsItOnReload() async throws {
        let own = try TemporaryFile("harbour\t2\n")
        let plugin = try plugin(file(own.path))
        let request = SentimentRequest(text: "the harbour")
        try await plugin.start()
        #expect(try await plugin.analyze([request]).first?.label == .positive)
        let model = plugin.model
        try own.replace(with: "harbour\t-2\n")
        try await plugin.reload(SettingValues(file(own.path)))
        #expect(try await plugin.analyze([request]).first?.label == .negative)
        #expect(plugin.model != model)
        try await plugin.reload(SettingValues())
        #expect(try await plugin.analyze([request]).first?.label == .unknown)
    }

    @Test func aBadFileChangesNothingAndNamesTheLine() async throws {
        let own = try TemporaryFile("harbour\t2\n")
        let plugin = try plugin(file(own.path))
        try await plugin.start()
        try own.replace(with: "harbour\t2\nquay\tmuch\n")
        let error = try await #require(throws: PluginConfigurationError.self) { try await plugin.reload(SettingValues(file(own.path))) }
        #expect(error.key == "sentiment.lexicon.file")
        #expect(error.description.contains("line 2"))
        #expect(try await plugin.analyze([SentimentRequest(text: "the harbour")]).first?.label == .positive)
    }

    @Test(arguments: ["/nowhere/lexicon.txt", "/dev/null", "/tmp"])
    func aFileThatCannotBeReadEndsTheStart(_ path: String) async throws {
        let plugin = try plugin(file(path))
        let error = try await #require(throws: PluginStartError.self) { try await plugin.start() }
        #expect(error.description.contains(path))
    }

    @Test func aRelativePathIsMeantFromTheStateDirectory() async throws {
        let own = try TemporaryFile("harbour\t2\n")
        let name = String(own.path.dropFirst("/tmp/".count))
        let plugin = try plugin(file(name), state: "/tmp")
        try await plugin.start()
        #expect(try await plugin.analyze([SentimentRequest(text: "the harbour")]).first?.label == .positive)
    }
}
