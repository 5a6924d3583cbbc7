import JournalRPC
import PluginAPI

/// What the daemon is made of.
struct PluginService: Sendable {
    let host: PluginHost

    func list() async -> ItemList<Plugins.Info> {
        let health = await host.health()
        return ItemList(items: host.records.map { record in Self.wire(record, health) })
    }

    func describe(_ name: String) async throws(ServiceError) -> Plugins.Describe.Result {
        let matches = host.records.filter { record in
            record.id.utf8.elementsEqual(name.utf8) || "\(record.kind.rawValue)/\(record.id)".utf8.elementsEqual(name.utf8)
        }
        guard let record = matches.first else { throw .notFound("plugin") }
        guard matches.count == 1 else {
            throw .invalid(path: "/id", rule: "enum", message: "stands for several plugins; write kind/id")
        }
        let settings = host.settings(ofPluginNamed: record.name).map { setting in
            Plugins.Describe.SettingInfo(
                key: setting.spec.key, help: setting.spec.help, value: setting.value.map(Self.wire),
                reloadable: setting.spec.isReloadable)
        }
        return .init(plugin: Self.wire(record, await host.health()), settings: settings)
    }

    private static func wire(_ record: PluginRecord, _ health: [(plugin: String, health: PluginHealth)]) -> Plugins.Info {
        let state = health.first { $0.plugin == record.name }?.health
        return Plugins.Info(
            kind: record.kind.rawValue, id: record.id, version: record.version, summary: record.summary,
            state: record.state.rawValue, required: record.kind.isRequired, health: state?.status.rawValue,
            detail: record.error ?? state?.detail)
    }

    private static func wire(_ value: SettingValue) -> JSONValue {
        switch value {
        case .text(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        }
    }
}
