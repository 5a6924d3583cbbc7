import Logging
import PluginAPI

/// Makes and starts plugins one after the other, and remembers them for the way back.
struct PluginStarter {
    let surroundings: PluginSurroundings
    let settings: LoadedSettings
    let ledger: PluginLedger
    /// What was started, in order.
    private(set) var hosted: [HostedPlugin] = []

    init(_ surroundings: PluginSurroundings, settings: LoadedSettings, ledger: PluginLedger) {
        self.surroundings = surroundings
        self.settings = settings
        self.ledger = ledger
    }

    /// Makes and starts one plugin. After a failure it is recorded as failed, and stopped.
    mutating func start<Instance>(_ factory: PluginFactory<Instance>) async throws(PluginFailure) -> Instance {
        try await launch(try make(factory), factory)
    }

    /// Makes a plugin from its settings; no I/O.
    func make<Instance>(_ factory: PluginFactory<Instance>) throws(PluginFailure) -> Instance {
        let record = PluginRecord(factory)
        do {
            let instance = try factory.make(surroundings.context(for: record, settings: settings))
            ledger.set(record.name, .configured)
            return instance
        } catch {
            throw failed(record, error)
        }
    }

    /// Starts a plugin that was made.
    mutating func launch<Instance>(
        _ instance: Instance, _ factory: PluginFactory<Instance>
    ) async throws(PluginFailure) -> Instance {
        let record = PluginRecord(factory)
        do {
            guard let plugin = instance as? any Plugin else { throw PluginStartError("it is not a plugin") }
            do {
                try await plugin.start()
            } catch {
                await plugin.stop()
                throw error
            }
            ledger.set(record.name, .started)
            hosted.append(HostedPlugin(record, plugin))
            return instance
        } catch {
            throw failed(record, error)
        }
    }

    private func failed(_ record: PluginRecord, _ error: any Error) -> PluginFailure {
        var failure = PluginFailure(kind: record.kind, id: record.id, reason: Self.reason(error))
        failure.isLasting = (error as? PluginStartError)?.isLasting ?? false
        ledger.set(record.name, .failed, error: failure.reason)
        if !record.kind.isRequired {
            surroundings.logger.error(
                "a plugin did not start; the daemon goes on without it",
                metadata: ["plugin": "\(record.name)", "reason": "\(failure.reason)"])
        }
        return failure
    }

    /// The plugin with the id that the settings name.
    mutating func startChosen<Instance>(
        _ factories: [PluginFactory<Instance>], kind: PluginKind, id: String
    ) async throws(PluginFailure) -> Instance {
        try await start(try Self.factory(factories, kind: kind, id: id))
    }

    static func factory<Instance>(
        _ factories: [PluginFactory<Instance>], kind: PluginKind, id: String
    ) throws(PluginFailure) -> PluginFactory<Instance> {
        guard let factory = factories.first(where: { $0.id == id }) else {
            let known = factories.map(\.id).joined(separator: ", ")
            throw PluginFailure(kind: kind, id: id, reason: "it is not built in; there are: \(known)")
        }
        return factory
    }

    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as PluginConfigurationError: "\(error.key): \(error.description)"
        case let error as PluginStartError: error.description
        case is CancellationError: "the start was cancelled"
        default: "\(error)"
        }
    }
}

/// What every plugin is given.
struct PluginSurroundings: Sendable {
    let time: any TimeSource
    let stateDirectory: String
    let traces: [String]
    let logger: Logger

    /// A plugin sees its own settings only, so that no plugin reads another's secret.
    func context(for record: PluginRecord, settings: LoadedSettings) -> PluginContext {
        PluginContext(
            settings: settings.values(of: Set(record.specs.map(\.key))),
            logger: Logger(label: "journald.plugin.\(record.name)"), time: time, stateDirectory: stateDirectory,
            traces: traces)
    }
}
