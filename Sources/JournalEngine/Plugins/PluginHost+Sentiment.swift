import Logging
public import PluginAPI

/// The sentiment providers in service.
struct SentimentSlots: Sendable {
    /// The one in use.
    var id: String
    var plugin: any SentimentPlugin
    /// Whether it runs in this process. A deferred one may be the workers', or have failed to start.
    var isStarted: Bool
    /// What scores at once when the one in use does not.
    var immediate: Immediate?

    struct Immediate: Sendable {
        let id: String
        let plugin: any SentimentPlugin
    }
}

extension PluginStarter {
    /// The provider with this id, and what scores at once meanwhile if it is a deferred one.
    ///
    /// A deferred provider is made, for what it says of itself, and started only where no workers are: what talks to the
    /// network is then theirs. One that does not start is recorded as failed, and its jobs wait.
    mutating func startSentiment(
        _ factories: [PluginFactory<any SentimentPlugin>], id: String, immediate: SentimentSlots.Immediate? = nil
    ) async throws(PluginFailure) -> SentimentSlots {
        let factory = try Self.factory(factories, kind: .sentiment, id: id)
        let made = try make(factory)
        guard made.delivery == .deferred else {
            return SentimentSlots(
                id: id, plugin: try await launch(made, factory), isStarted: true, immediate: immediate)
        }
        var slots = SentimentSlots(id: id, plugin: made, isStarted: false, immediate: immediate)
        if settings.values[AnalysisSettings.workerUsers].isEmpty {
            do throws(PluginFailure) {
                slots.plugin = try await launch(made, factory)
                slots.isStarted = true
            } catch {
                surroundings.logger.error(
                    "a sentiment provider did not start; its jobs wait", metadata: ["reason": "\(error.reason)"])
            }
        }
        if immediate == nil { slots.immediate = try await startImmediate(factories) }
        return slots
    }

    private mutating func startImmediate(
        _ factories: [PluginFactory<any SentimentPlugin>]
    ) async throws(PluginFailure) -> SentimentSlots.Immediate? {
        let id = settings.values[AnalysisSettings.immediateProvider]
        guard id != CoreSettings.noProvider else { return nil }
        let plugin = try await startChosen(factories, kind: .sentiment, id: id)
        guard plugin.delivery == .immediate else {
            throw PluginFailure(kind: .sentiment, id: id, reason: "it does not answer at once: choose another one as sentiment.immediate")
        }
        return .init(id: id, plugin: plugin)
    }
}

extension PluginHost {
    /// What scores an entry at once: the provider in use, or what stands in until that has answered. Nil for nothing.
    var immediateSentiment: SentimentSlots.Immediate? {
        withState { state in
            let slots = state.sentiment
            return slots.plugin.delivery == .immediate ? .init(id: slots.id, plugin: slots.plugin) : slots.immediate
        }
    }

    /// Whether the provider in use runs in this process.
    public var sentimentIsStarted: Bool { withState { $0.sentiment.isStarted } }

    /// Makes and starts another sentiment provider and puts it in the place of the one in use, which is then ended unless it
    /// scores at once for the new one. The setting stays as it is.
    /// - Throws: when the new one does not start; then the old one stays.
    public func useSentiment(id: String) async throws(PluginFailure) {
        let (settings, old) = withState { ($0.settings, $0.sentiment) }
        guard id != old.id else { return }
        var starter = PluginStarter(surroundings, settings: settings, ledger: ledger)
        let slots: SentimentSlots
        if let immediate = old.immediate, immediate.id == id {
            slots = SentimentSlots(id: id, plugin: immediate.plugin, isStarted: true, immediate: nil)
        } else {
            let isStandIn = old.plugin.delivery == .immediate && old.id == settings.values[AnalysisSettings.immediateProvider]
            let standIn = old.immediate ?? (isStandIn ? .init(id: old.id, plugin: old.plugin) : nil)
            do throws(PluginFailure) {
                slots = try await starter.startSentiment(catalog.sentiment, id: id, immediate: standIn)
            } catch {
                for arrived in starter.hosted.reversed() { await arrived.stop() }
                throw error
            }
        }
        let arrived = starter.hosted
        let left: [HostedPlugin] = withState { state in
            let kept = Set([slots.id, slots.plugin.delivery == .deferred ? slots.immediate?.id : nil].compactMap { $0 })
            let left = state.hosted.filter { $0.kind == .sentiment && !kept.contains($0.id) }
            let place = state.hosted.firstIndex { $0.kind == .sentiment } ?? state.hosted.count
            state.hosted.removeAll { $0.kind == .sentiment && !kept.contains($0.id) }
            state.hosted.insert(contentsOf: arrived, at: min(place, state.hosted.count))
            state.sentiment = slots
            if slots.plugin.delivery == .immediate { state.sentiment.immediate = nil }
            return left
        }
        for plugin in arrived { enlist(plugin) }
        for plugin in left {
            await plugin.stop()
            ledger.set(plugin.name, .registered)
        }
        if !old.isStarted { ledger.set("\(PluginKind.sentiment.rawValue).\(old.id)", .registered) }
    }
}

/// The provider that was chosen at run time, which outlives a restart until the operator changes the setting.
enum SentimentChoice {
    static let name = "sentiment.provider"

    /// The id to start with.
    static func provider(_ values: SettingValues, store: any StoragePlugin, _ catalog: PluginCatalog) async -> String {
        let setting = values[CoreSettings.sentimentProvider]
        // A store that cannot say now will say so itself when it is needed.
        guard let kept = try? await store.choice(name), let choice = decode(kept), choice.setting == setting,
            catalog.sentiment.contains(where: { $0.id == choice.provider })
        else { return setting }
        return choice.provider
    }

    static func encode(_ provider: String, setting: String) -> String { setting + "\n" + provider }

    private static func decode(_ text: String) -> (setting: String, provider: String)? {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}
