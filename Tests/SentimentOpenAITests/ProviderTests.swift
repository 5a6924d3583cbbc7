import ModelTestServer
import PluginAPI
import PluginTestKit
import StrictJSON
import Testing

@testable import SentimentOpenAI

/// The provider against a server that holds it to OpenAI's schema.
@Suite(.timeLimit(.minutes(3))) struct ProviderTests {
    @Test(arguments: SentimentContract.checks) func keeps(_ check: ContractCheck<any SentimentPlugin>) async throws {
        let server = try await ModelServer.start(.plain)
        try await check.run { try await Provider.start(server) }
        #expect(server.state.violations.isEmpty)
        try await server.stop()
    }

    @Test func asksForManyTextsAtOnce() async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        let outcomes = await plugin.outcomes(for: Provider.texts(1_000))
        #expect(outcomes.scores == Array(repeating: -0.4, count: 1_000))
        #expect(server.state.completions.count == 25)
        #expect(server.state.violations.isEmpty)
        #expect(outcomes.usage.calls == 25)
        try await server.stop()
    }

    @Test func asksWithTemperatureZeroAndAStrictSchema() async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        _ = await plugin.outcomes(for: [SentimentRequest(text: "a \"quoted\" {text}\n\u{1}", language: "de")])
        let root = try #require(JSONDocument(server.state.completions[0].body).root)
        #expect(root["temperature"]?.integer() == 0)
        #expect(root["model"]?.isString("test-model") == true)
        #expect(root["response_format"]?["json_schema"]?["strict"]?.boolean() == true)
        let messages = try #require(root["messages"]).elements.map { $0 }
        let content = try #require(messages[1]["content"]?.string())
        let texts = try #require(JSONDocument(Array(content.utf8)).root?["texts"])
        #expect(texts.count == 1)
        #expect(texts.elements.first { _ in true }?["text"]?.string() == "a \"quoted\" {text}\n\u{1}")
        #expect(texts.elements.first { _ in true }?["language"]?.string() == "de")
        try await server.stop()
    }

    @Test func cutsALongTextBetweenCharacters() async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server, ["sentiment.openai.textBytes": .integer(256)])
        let outcomes = await plugin.outcomes(for: [
            SentimentRequest(text: "sad" + String(repeating: "é", count: 10_000))
        ])
        #expect(outcomes.failures.isEmpty)
        #expect(server.state.completions[0].body.count < 6_000)
        try await server.stop()
    }

    @Test func answersKnownTextsWithoutACall() async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        let texts = ["", "  \n", "...", "Good day.", "so SAD", "sad", "Terrible!", ":-)", "ok"]
        let outcomes = await plugin.outcomes(for: texts.map { SentimentRequest(text: $0) })
        #expect(outcomes.scores == [0, 0, 0, 0.6, -0.4, -0.6, -0.85, 0.6, 0])
        #expect(try outcomes[0].result.get().label == .unknown)
        // “so sad” is not in the table, so that it was asked for; nothing else was.
        #expect(server.state.completions.count == 1)
        #expect(plugin.known(SentimentRequest(text: "Good day."))?.score == 0.6)
        #expect(plugin.known(SentimentRequest(text: "so SAD")) == nil)
        let german = await plugin.outcomes(for: [SentimentRequest(text: "bad", language: "de")])
        #expect(german.usage.calls == 1)
        try await server.stop()
    }

    @Test func findsTheFormThatTheServerTakes() async throws {
        let server = try await ModelServer.start(.plain)
        server.state.refuse(formats: "json_schema", "json_object")
        let plugin = try await Provider.start(server)
        #expect(await plugin.outcomes(for: Provider.texts(3)).failures.isEmpty)
        #expect(server.state.completions.count == 3)
        // It is remembered.
        #expect(await plugin.outcomes(for: Provider.texts(3, "a glad day")).failures.isEmpty)
        #expect(server.state.completions.count == 4)
        try await server.stop()
    }

    @Test(arguments: [
        #"{"answers": []} and so on"#, "```json\n{\"answers\": [1, {}]}\n```", "no JSON", "{", "[]", #"{"answers": 5}"#,
        #"{"answers":[],"answers":[]}"#, "",
    ]) func failsOnAnswersOfAnotherForm(content: String) async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        server.state.fail(.content(content), times: 2)
        let outcomes = await plugin.outcomes(for: Provider.texts(1))
        guard case .failed = try #require(outcomes.failures.first) else {
            Issue.record("\(outcomes)")
            return
        }
        try await server.stop()
    }

    @Test(arguments: [
        "{}", "no JSON", #"{"choices":[]}"#, #"{"choices":[{"message":5}]}"#,
        "{\"a\":\"" + String(repeating: "e\u{301}", count: 9_000) + "\"}",
    ])
    func failsOnRepliesOfAnotherForm(body: String) async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        server.state.fail(.body(body))
        #expect(
            await plugin.outcomes(for: Provider.texts(1)).failures == [
                .failed(reason: "the reply is no chat completion")
            ])
        try await server.stop()
    }

    @Test func sharesOutWhatTheServerCounted() async throws {
        let server = try await ModelServer.start(.plain)
        let plugin = try await Provider.start(server)
        let requests = Provider.texts(7)
        let outcomes = await plugin.outcomes(for: requests)
        let usage = outcomes.usage
        let request = try #require(server.state.completions.first)
        #expect(usage.calls == 1)
        #expect(usage.inputTokens == Int64(request.body.count / 4))
        // One unit for a million tokens in, four out.
        #expect(usage.cost == usage.inputTokens + 4 * usage.outputTokens)
        #expect(usage.cost <= plugin.costLimit(of: requests))
        #expect(plugin.currency == "USD")
        try await server.stop()
    }

    @Test func saysWhetherTheKeyIsThere() async throws {
        let server = try await ModelServer.start(.plain)
        server.state.expect(key: "sk-test-4711")
        let without = try await Provider.start(server)
        #expect(await without.health() == PluginHealth(.ok, detail: "no key"))
        let refused = await without.outcomes(for: Provider.texts(1))
        #expect(refused.failures.first?.isRetryable == true)
        #expect(await without.health().status == .degraded)
        let with = try await Provider.start(server, ["sentiment.openai.key": .text("sk-test-4711")])
        #expect(await with.outcomes(for: Provider.texts(1)).failures.isEmpty)
        #expect(await with.health() == PluginHealth(.ok, detail: "key present"))
        try await server.stop()
    }

    @Test func asksNobodyAwayWithoutAKey() async throws {
        let plugin = OpenAISentimentPlugin(
            options: try OpenAIOptions(
                SettingValues(["sentiment.openai.prices": .text("gpt-4.1-mini 1 4")]), stateDirectory: "/nonexistent"),
            context: Provider.context([:]))
        try await plugin.start()
        #expect(await plugin.health().status == .failing)
        let outcomes = await plugin.outcomes(for: Provider.texts(1))
        #expect(outcomes.failures == [.unavailable(reason: "there is no API key", retryAfter: .seconds(300))])
        await plugin.stop()
    }
}
