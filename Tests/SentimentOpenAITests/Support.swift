import Logging
import ModelTestServer
import PluginAPI
import PluginTestKit
import Synchronization

@testable import SentimentOpenAI

/// Sleeps that take no time: they are noted, and move the clock.
final class QuickSleep: Sendable {
    let clock = ManualClock()
    private let taken = Mutex<[Duration]>([])

    /// What was slept, in order.
    var sleeps: [Duration] { taken.withLock { $0 } }

    var pacing: Pacing {
        Pacing(time: clock) { [self] duration in
            try Task.checkCancellation()
            taken.withLock { $0.append(duration) }
            clock.advance(by: duration)
        }
    }
}

/// Sleeps that end when the test says so, or when they are cancelled.
final class HeldSleep: Sendable {
    private let end = Promise<Bool>()

    func release() { end.resolve(true) }

    var pacing: Pacing {
        Pacing(time: ManualClock()) { [end] _ in
            guard await end.value() != nil else { throw CancellationError() }
        }
    }
}

enum Provider {
    static let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func context(_ settings: [String: SettingValue], state: String = "/nonexistent") -> PluginContext {
        PluginContext(
            settings: SettingValues(settings), logger: quietLogger, time: ManualClock(), stateDirectory: state)
    }

    /// A started provider that asks a server.
    static func start(
        _ server: ModelServer, _ settings: [String: SettingValue] = [:], pacing: Pacing = QuickSleep().pacing
    ) async throws -> OpenAISentimentPlugin {
        let all: [String: SettingValue] = [
            "sentiment.openai.url": .text(server.url), "sentiment.openai.model": .text("test-model"),
            "sentiment.openai.prices": .text("test-model 1 4"),
        ].merging(settings) { $1 }
        let context = context(all)
        let options = try OpenAIOptions(context.settings, stateDirectory: context.stateDirectory)
        let plugin = OpenAISentimentPlugin(options: options, context: context, pacing: pacing)
        try await plugin.start()
        return plugin
    }

    /// Texts that are no known ones, each with a number of its own.
    static func texts(_ count: Int, _ words: String = "the bus came late and it was rainy") -> [SentimentRequest] {
        (0..<count).map { SentimentRequest(text: "\(words), day \($0)") }
    }
}

extension [SentimentOutcome] {
    var scores: [Double?] { map { try? $0.result.get().score } }
    var usage: SentimentUsage { reduce(.none) { $0 + $1.usage } }
    var failures: [SentimentError] {
        compactMap { outcome in
            guard case .failure(let error) = outcome.result else { return nil }
            return error
        }
    }
}

/// Waits until something holds, without a guess how long that takes.
func until(_ holds: @Sendable () -> Bool) async throws {
    while !holds() {
        try Task.checkCancellation()
        await Task.yield()
    }
}
