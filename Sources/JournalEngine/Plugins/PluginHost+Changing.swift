import PluginAPI

extension PluginHost {
    /// Hands new settings to every plugin in service. A plugin takes over those that are reloadable.
    /// - Throws: `PluginFailure` of the first that refuses; those before it are given the old ones again.
    public func reload(_ settings: LoadedSettings) async throws(PluginFailure) {
        let (old, hosted) = withState { ($0.settings, $0.hosted) }
        var done: [HostedPlugin] = []
        for plugin in hosted {
            do {
                try await plugin.plugin.reload(settings.values(of: plugin.keys))
                done.append(plugin)
            } catch {
                for earlier in done.reversed() { try? await earlier.plugin.reload(old.values(of: earlier.keys)) }
                throw PluginFailure(kind: plugin.kind, id: plugin.id, reason: PluginStarter.reason(error))
            }
        }
        withState { $0.settings = settings }
    }

    /// Makes and starts another sentiment provider and puts it in the place of the one in use, which is then ended.
    /// The setting stays as it is: after a restart its provider is back.
    /// - Throws: when the new one does not start; then the old one stays.
    public func useSentiment(id: String) async throws(PluginFailure) {
        guard id != sentimentID else { return }
        let settings = withState { $0.settings }
        var starter = PluginStarter(surroundings, settings: settings, ledger: ledger)
        let provider = try await starter.startChosen(catalog.sentiment, kind: .sentiment, id: id)
        guard let arrived = starter.hosted.first else { return }
        let replaced: HostedPlugin? = withState { state in
            let place = state.hosted.firstIndex { $0.kind == .sentiment }
            let old = place.map { state.hosted[$0] }
            if let place { state.hosted[place] = arrived } else { state.hosted.append(arrived) }
            state.sentiment = provider
            state.sentimentID = id
            return old
        }
        enlist(arrived)
        guard let replaced else { return }
        await replaced.stop()
        ledger.set(replaced.name, .registered)
    }
}
