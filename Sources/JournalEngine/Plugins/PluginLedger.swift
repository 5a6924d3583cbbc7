import PluginAPI
import Synchronization

/// The records of all plugins, built in or in service.
final class PluginLedger: Sendable {
    private let records: Mutex<[PluginRecord]>

    init(_ catalog: PluginCatalog) { records = Mutex(catalog.records) }

    /// In the order of the catalog.
    var all: [PluginRecord] { records.withLock { $0 } }

    func set(_ name: String, _ state: PluginState, error: String? = nil) {
        records.withLock { records in
            guard let index = records.firstIndex(where: { $0.name == name }) else { return }
            records[index].state = state
            records[index].error = error.map(LineEscape.escaped)
        }
    }

    func state(of name: String) -> PluginState? { all.first { $0.name == name }?.state }
}
