import PluginAPI
import Synchronization

/// A plugin that is in service, with what the host needs to run and end it.
final class HostedPlugin: Sendable {
    /// `kind.id`
    let name: String
    let kind: PluginKind
    let id: String
    let plugin: any Plugin
    let probe: HealthProbe
    /// The keys of its settings; it is given no others.
    let keys: Set<String>
    private let ending: AsyncStream<Never>
    private let end: AsyncStream<Never>.Continuation

    init(_ record: PluginRecord, _ plugin: any Plugin) {
        name = record.name
        kind = record.kind
        id = record.id
        keys = Set(record.specs.map(\.key))
        self.plugin = plugin
        probe = HealthProbe(plugin)
        (ending, end) = AsyncStream.makeStream()
    }

    /// Runs the background work until it ends, the task is cancelled, or `stop` is called.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.plugin.run() }
            group.addTask {
                for await _ in self.ending {}
                throw CancellationError()
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Ends the background work and releases what the plugin holds.
    func stop() async {
        end.finish()
        await plugin.stop()
    }
}

extension PluginKind {
    /// Whether the daemon cannot do without a plugin of this kind.
    var isRequired: Bool {
        switch self {
        case .storage, .sentiment: true
        case .cache, .analytics: false
        }
    }
}
