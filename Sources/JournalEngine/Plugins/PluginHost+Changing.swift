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
}
