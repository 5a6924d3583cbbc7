import Logging
import PluginAPI
import Synchronization
import Testing

@testable import JournalEngine

private struct StillTime: TimeSource {
    func now() -> Instant { Instant(microseconds: 0) }
    func uptime() -> Duration { .zero }
}

/// Waits until the task is cancelled.
@Sendable private func untilCancelled() async throws {
    for await _ in AsyncStream<Never>.makeStream().stream {}
    throw CancellationError()
}

@Suite("Plugin host")
struct PluginHostTests {
    private func start(
        _ plugs: Plugs, options: [String: String] = [:],
        sleep: @escaping PluginHost.Sleep = { _ in try await untilCancelled() }
    ) async throws -> PluginHost {
        let settings = try settings(plugs, options)
        return try await PluginHost.start(
            plugs.catalog, settings: settings, stateDirectory: "/nowhere", time: StillTime(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, sleep: sleep)
    }

    private func settings(_ plugs: Plugs, _ options: [String: String] = [:]) throws -> LoadedSettings {
        try SettingsLoader(SettingsSchema(plugs.catalog)).load(
            SettingsSources(options: options.mapValues { (name: "--option", text: $0) }))
    }

    private func states(_ host: PluginHost) -> [String: PluginState] {
        Dictionary(host.records.map { ($0.name, $0.state) }) { first, _ in first }
    }

    @Test func startsInOrderAndStopsInReverse() async throws {
        let plugs = Plugs()
        let host = try await start(plugs)
        #expect(states(host)["storage.first"] == .started)
        #expect(states(host)["sentiment.clever"] == .registered)
        await host.stop()
        await host.stop()
        #expect(
            plugs.diary.all == [
                "start storage.first", "cache sees no foreign secret", "start cache.quick", "start sentiment.plain",
                "start analytics.one", "start analytics.two", "stop analytics.two", "stop analytics.one",
                "stop sentiment.plain", "stop cache.quick", "stop storage.first",
            ])
        #expect(states(host)["storage.first"] == .stopped)
        #expect(states(host)["sentiment.clever"] == .registered)
    }

    @Test(arguments: [true, false])
    func aRequiredPluginThatFailsEndsTheStart(_ atStart: Bool) async throws {
        var plugs = Plugs()
        plugs.manners["sentiment.plain"] = Manner(refusesSettings: !atStart, failsToStart: atStart)
        let failure = await #expect(throws: PluginFailure.self) { try await start(plugs) }
        #expect(
            failure?.description
                == (atStart
                    ? "sentiment plugin plain: no disk"
                    : "sentiment plugin plain: sentiment.plain.x: it does not fit"))
        #expect(plugs.diary.all.suffix(2) == ["stop cache.quick", "stop storage.first"])
        #expect(!plugs.diary.all.contains("start analytics.one"))
        #expect(plugs.diary.all.contains("stop sentiment.plain") == atStart)
    }

    @Test func anOptionalPluginThatFailsIsLeftOut() async throws {
        var plugs = Plugs()
        plugs.manners["cache.quick"] = Manner(failsToStart: true)
        plugs.manners["analytics.one"] = Manner(refusesSettings: true)
        let host = try await start(plugs)
        #expect(host.cache is NoCache)
        #expect(host.analytics.count == 1)
        #expect(host.analyticsByID.map(\.id) == ["two"])
        #expect(states(host)["cache.quick"] == .failed)
        #expect(host.records.first { $0.name == "cache.quick" }?.error == "no disk")
        #expect(states(host)["analytics.one"] == .failed)
        #expect(await host.health().map(\.plugin) == ["storage.first", "sentiment.plain", "analytics.two"])
        await host.stop()
        #expect(states(host)["cache.quick"] == .failed)
    }

    @Test func noCacheIsAChoice() async throws {
        let plugs = Plugs()
        let host = try await start(plugs, options: ["cache.provider": "none"])
        #expect(host.cache is NoCache)
        #expect(states(host)["cache.quick"] == .registered)
        #expect(!plugs.diary.all.contains("start cache.quick"))
    }

    @Test func anOptionalPluginWhoseWorkFailsLeavesTheOthersRunning() async throws {
        var plugs = Plugs()
        let failed = AsyncStream<Void>.makeStream()
        plugs.manners["analytics.two"] = Manner(work: {
            failed.continuation.finish()
            throw WorkFailed()
        })
        plugs.manners["storage.first"] = Manner(work: untilCancelled)
        let host = try await start(plugs)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await host.run() }
            for await _ in failed.stream {}
            while states(host)["analytics.two"] != .failed { await Task.yield() }
            while states(host)["storage.first"] != .running { await Task.yield() }
            tasks.cancelAll()
            try await tasks.waitForAll()
        }
        #expect(host.records.first { $0.name == "analytics.two" }?.error == #"the work\nfailed"#)
        await host.stop()
        #expect(states(host)["storage.first"] == .stopped)
    }

    @Test func aRequiredPluginWhoseWorkFailsEndsTheRun() async throws {
        var plugs = Plugs()
        plugs.manners["storage.first"] = Manner(work: { throw WorkFailed() })
        plugs.manners["analytics.one"] = Manner(work: untilCancelled)
        let host = try await start(plugs)
        let failure = await #expect(throws: PluginFailure.self) { try await host.run() }
        #expect(failure?.description == #"storage plugin first: the work\nfailed"#)
    }

    @Test func aPluginThatDoesNotAnswerIsFailingAndHoldsNobody() async throws {
        var plugs = Plugs()
        let release = AsyncStream<Void>.makeStream()
        let asked = Counter()
        plugs.manners["cache.quick"] = Manner(health: {
            asked.add()
            await Task { for await _ in release.stream {} }.value  // Deaf to cancellation.
            return PluginHealth(.degraded)
        })
        // No time at all for an answer, once the question is there.
        let host = try await start(plugs, sleep: { _ in while asked.value == 0 { await Task.yield() } })
        for _ in 0..<3 {
            let answer = await host.health().first { $0.plugin == "cache.quick" }
            #expect(answer?.health.status == .failing)
        }
        #expect(asked.value == 1)
        release.continuation.finish()
    }

    @Test func healthIsWhatThePluginSays() async throws {
        var plugs = Plugs()
        plugs.manners["storage.first"] = Manner(health: { PluginHealth(.degraded, detail: "slow") })
        let host = try await start(plugs)
        let health = await host.health()
        #expect(health.map(\.health.status) == [.degraded, .ok, .ok, .ok, .ok])
        #expect(health.first?.health.detail == "slow")
    }

    @Test func aReloadReachesEveryPluginOrNone() async throws {
        var plugs = Plugs()
        let host = try await start(plugs)
        try await host.reload(settings(plugs, ["log.level": "debug"]))
        #expect(plugs.diary.all.filter { $0.hasPrefix("reload") }.count == 5)

        plugs = Plugs()
        plugs.manners["sentiment.plain"] = Manner(refusesReload: true)
        let other = try await start(plugs)
        let failure = await #expect(throws: PluginFailure.self) { try await other.reload(settings(plugs)) }
        #expect(failure?.reason == "sentiment.plain.x: it does not fit")
        #expect(
            plugs.diary.all.filter { $0.hasPrefix("reload") } == [
                "reload storage.first", "reload cache.quick", "reload cache.quick", "reload storage.first",
            ])
    }

    @Test func theSentimentProviderIsChangedWhileRunning() async throws {
        var plugs = Plugs()
        plugs.manners["sentiment.plain"] = Manner(work: untilCancelled)
        let host = try await start(plugs)
        try await host.useSentiment(id: "clever")
        #expect(host.sentiment.model == "sentiment.clever")
        #expect(host.sentimentID == "clever")
        #expect(states(host)["sentiment.plain"] == .registered)
        #expect(plugs.diary.all.suffix(2) == ["start sentiment.clever", "stop sentiment.plain"])
        await #expect(throws: PluginFailure.self) { try await host.useSentiment(id: "nosuch") }
        #expect(host.sentimentID == "clever")
        await host.stop()
        #expect(plugs.diary.all.filter { $0 == "stop sentiment.plain" }.count == 1)
        #expect(plugs.diary.all.contains("stop sentiment.clever"))
    }

    @Test func secretsOfAPluginAreMasked() async throws {
        let plugs = Plugs()
        let folder = try SettingsFolder()
        try folder.write("hunter2", to: "storage.first.token")
        let settings = try SettingsLoader(SettingsSchema(plugs.catalog)).load(
            SettingsSources(credentialsDirectory: folder.path))
        let host = try await PluginHost.start(
            plugs.catalog, settings: settings, stateDirectory: "/nowhere", time: StillTime(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let shown = host.settings(ofPluginNamed: "storage.first")
        #expect(shown.map(\.value) == [.text(LoadedSettings.mask)])
        #expect(plugs.diary.all.contains("cache sees no foreign secret"))
        #expect(host.settings(ofPluginNamed: "nosuch").isEmpty)
    }

    @Test func mistakesInACatalogAreNamed() {
        #expect(Plugs().catalog.problems.isEmpty)
        let twice = PluginCatalog(
            storage: Plugs().catalog.storage + Plugs().catalog.storage, sentiment: Plugs().catalog.sentiment)
        #expect(
            twice.problems == [
                "storage.first: the id is taken", "storage.first: the key storage.first.token is taken",
            ])
    }
}
