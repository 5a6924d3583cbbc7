import Glibc
import PluginAPI
import Testing

@testable import SentimentOpenAI

/// Settings, prices and the key.
@Suite struct SettingTests {
    private func options(_ settings: [String: SettingValue]) throws -> OpenAIOptions {
        try OpenAIOptions(SettingValues(settings), stateDirectory: "/state")
    }

    private func key(at settings: [String: SettingValue]) -> String? {
        do throws(PluginConfigurationError) {
            _ = try OpenAIOptions(SettingValues(settings), stateDirectory: "/state")
            return nil
        } catch {
            return error.key
        }
    }

    /// Prices change: none is guessed, and a budget that would count nothing is refused.
    @Test func needsThePriceOfAModelElsewhereAndNothingElse() throws {
        #expect(key(at: [:]) == "sentiment.openai.prices")
        let options = try options(["sentiment.openai.prices": .text("gpt-4.1-mini 0.40 1.60 0.10")])
        #expect(options.endpoint.base == "https://api.openai.com/v1")
        #expect(options.price == Price(input: 400_000, output: 1_600_000, cachedInput: 100_000))
        #expect(!SentimentOpenAI.factory.settings.filter(\.isSecret).isEmpty)
        #expect(Set(SentimentOpenAI.factory.settings.map(\.key)).count == SentimentOpenAI.factory.settings.count)
    }

    @Test func refusesWhatCannotWork() {
        #expect(key(at: ["sentiment.openai.url": .text("http://model.example")]) == "sentiment.openai.url")
        #expect(key(at: ["sentiment.openai.model": .text("a b")]) == "sentiment.openai.model")
        #expect(key(at: ["sentiment.openai.currency": .text("usd")]) == "sentiment.openai.currency")
        #expect(key(at: ["sentiment.openai.prices": .text("gpt 1")]) == "sentiment.openai.prices")
        // Away from this machine a budget needs a price.
        #expect(key(at: ["sentiment.openai.model": .text("unknown")]) == "sentiment.openai.prices")
        let local: [String: SettingValue] = [
            "sentiment.openai.model": .text("unknown"), "sentiment.openai.url": .text("http://localhost:11434/v1"),
        ]
        #expect(key(at: local) == nil)
    }

    @Test func readsPrices() throws {
        let list = try #require(Price.list("a 0.15 0.60; b/c:d 1 2 0.000001;"))
        #expect(list.map(\.model) == ["a", "b/c:d"])
        #expect(list[0].price == Price(input: 150_000, output: 600_000, cachedInput: 150_000))
        #expect(list[1].price == Price(input: 1_000_000, output: 2_000_000, cachedInput: 1))
        for bad in [
            "a", "a 1", "a 1 2 3 4", "a -1 2", "a 1e9 2", "a 1 2.0000001", "a 99999 1", "a . 1", "a 1.2.3 4", "a ½ 1",
        ] {
            #expect(Price.list(bad) == nil, "\(bad)")
        }
    }

    @Test func countsCostsRoundedUp() {
        let price = Price(input: 400_000, output: 1_600_000, cachedInput: 100_000)
        #expect(price.cost(input: 0, cached: 0, output: 0) == 0)
        #expect(price.cost(input: 1, cached: 0, output: 0) == 1)
        #expect(price.cost(input: 1_000_000, cached: 0, output: 0) == 400_000)
        #expect(price.cost(input: 1_000_000, cached: 1_000_000, output: 1_000_000) == 1_700_000)
        let dear = Price(input: .max, output: .max, cachedInput: .max)
        #expect(dear.cost(input: .max, cached: .max, output: .max) > 0)
    }

    @Test func neverShowsAKey() throws {
        let key = try #require(APIKey("sk-secret-4711"))
        var dumped = ""
        dump(key, to: &dumped)
        for shown in [
            "\(key)", String(describing: key), String(reflecting: key), dumped, "\([key])", "\(Optional(key) as Any)",
        ] {
            #expect(!shown.contains("4711"))
        }
        #expect(key.header.value == "Bearer sk-secret-4711")
        for bad in ["", "a b", "a\r\nX-Evil: 1", "ключ", String(repeating: "k", count: 513)] {
            #expect(APIKey(bad) == nil)
        }
    }

    @Test func readsAKeyFromAFileThatIsItsOwnersOnly() throws {
        let path = "/tmp/journald-key-\(UInt64.random(in: 0 ... .max))"
        defer { unlink(path) }
        let file = try #require(fopen(path, "w"))
        fputs("  sk-file-4711\n", file)
        fclose(file)
        let settings = SettingValues(["sentiment.openai.keyFile": .text(path)])
        func load() throws -> APIKey? { try APIKey.load(settings, stateDirectory: "/nonexistent") }
        chmod(path, 0o600)
        #expect(try load()?.header.value == "Bearer sk-file-4711")
        chmod(path, 0o640)
        #expect(throws: PluginConfigurationError.self) { try load() }
        chmod(path, 0o600)
        let link = path + ".link"
        defer { unlink(link) }
        symlink(path, link)
        #expect(throws: PluginConfigurationError.self) {
            try APIKey.load(SettingValues(["sentiment.openai.keyFile": .text(link)]), stateDirectory: "/nonexistent")
        }
        unlink(path)
        #expect(throws: PluginConfigurationError.self) { try load() }
        #expect(try APIKey.load(SettingValues(), stateDirectory: "/nonexistent") == nil)
    }
}
