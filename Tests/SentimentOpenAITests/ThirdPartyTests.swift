import Foundation
import ModelTestServer
import PluginAPI
import Testing

@testable import SentimentOpenAI

/// A server that is not ours: LiteLLM's proxy, which `scripts/test-models` starts and whose address it hands over.
private struct Proxy: Sendable, CustomTestStringConvertible {
    let url: String
    /// Where the proxy forwards to.
    let upstreamPort: Int
    var testDescription: String { "LiteLLM" }

    /// None where the script did not start the tests.
    static let all: [Proxy] = {
        let environment = ProcessInfo.processInfo.environment
        guard let url = environment["LITELLM_URL"], let port = environment["LITELLM_UPSTREAM_PORT"].flatMap(Int.init)
        else {
            return []
        }
        return [Proxy(url: url, upstreamPort: port)]
    }()

    func provider(_ model: String) async throws -> OpenAISentimentPlugin {
        let settings: [String: SettingValue] = [
            "sentiment.openai.url": .text(url), "sentiment.openai.model": .text(model),
            "sentiment.openai.key": .text("sk-litellm-test"), "sentiment.openai.attempts": .integer(2),
            "sentiment.openai.prices": .text("\(model) 1 1"),
        ]
        let context = Provider.context(settings)
        let options = try OpenAIOptions(context.settings, stateDirectory: context.stateDirectory)
        let plugin = OpenAISentimentPlugin(options: options, context: context, pacing: QuickSleep().pacing)
        try await plugin.start()
        return plugin
    }
}

@Suite(.serialized, .timeLimit(.minutes(3))) struct ThirdPartyTests {
    @Test(arguments: Proxy.all) fileprivate func scoresTextsThroughIt(_ proxy: Proxy) async throws {
        let upstream = try await ModelServer.start(.plain, port: proxy.upstreamPort)
        let plugin = try await proxy.provider("forwarded")
        let outcomes = await plugin.outcomes(for: Provider.texts(100))
        #expect(outcomes.scores == Array(repeating: -0.4, count: 100))
        #expect(outcomes.usage.calls == 3)
        #expect(outcomes.usage.inputTokens > 0)
        // What it forwards is still what the schema asks for.
        #expect(upstream.state.violations.isEmpty)
        #expect(await plugin.health() == PluginHealth(.ok, detail: "key present"))
        await plugin.stop()
        try await upstream.stop()
    }

    @Test(arguments: Proxy.all) fileprivate func doesNotBelieveACannedAnswer(_ proxy: Proxy) async throws {
        let plugin = try await proxy.provider("canned")
        let outcomes = await plugin.outcomes(for: Provider.texts(1))
        #expect(outcomes.failures == [.failed(reason: "the model's answer has not the form that was asked for")])
        // It was paid for all the same.
        #expect(outcomes.usage.cost > 0)
        await plugin.stop()
    }

    @Test(arguments: Proxy.all) fileprivate func waitsWhenItIsTold(_ proxy: Proxy) async throws {
        let plugin = try await proxy.provider("limited")
        let error = try #require(await plugin.outcomes(for: Provider.texts(1)).failures.first)
        guard case .unavailable(let reason, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(reason == "the server answered 429")
        await plugin.stop()
    }

    @Test(arguments: Proxy.all) fileprivate func saysThatAModelIsUnknown(_ proxy: Proxy) async throws {
        let plugin = try await proxy.provider("nobody")
        #expect(await plugin.outcomes(for: Provider.texts(1)).failures == [.failed(reason: "the server answered 400")])
        await plugin.stop()
    }
}
