public import PluginAPI

extension PluginHost {
    /// How long a plugin may take to say how it is.
    static let healthLimit = Duration.seconds(2)

    /// Every plugin that is built in, in service or not.
    public var records: [PluginRecord] { ledger.all }

    /// The settings of a plugin as they may be shown.
    /// - Parameter name: `kind.id`
    public func settings(ofPluginNamed name: String) -> [PluginSetting] {
        let loaded = withState { $0.settings }
        let specs = ledger.all.first { $0.name == name }?.specs ?? []
        return specs.map {
            PluginSetting(spec: $0, value: loaded.shownValue(forKey: $0.key), origin: loaded.origin(ofKey: $0.key))
        }
    }

    /// Whether the store answers at all, well or badly: the daemon's sign of life.
    public func storageAnswers() async -> Bool {
        guard let storage = withState({ $0.hosted.first { $0.kind == .storage } }) else { return false }
        let sleep = sleep
        return await storage.probe.ask { try await sleep(Self.healthLimit) } != nil
    }

    /// The health of every plugin in service, asked at the same time. One that does not answer in two seconds is
    /// failing.
    public func health() async -> [(plugin: String, health: PluginHealth)] {
        let hosted = withState { $0.hosted }
        let sleep = sleep
        return await withTaskGroup(of: (Int, PluginHealth?).self) { group in
            for (index, plugin) in hosted.enumerated() {
                group.addTask { (index, await plugin.probe.ask { try await sleep(Self.healthLimit) }) }
            }
            var answers: [Int: PluginHealth] = [:]
            for await (index, health) in group { answers[index] = health }
            return hosted.enumerated().map { index, plugin in
                (plugin.name, answers[index] ?? PluginHealth(.failing, detail: "it does not answer"))
            }
        }
    }
}
