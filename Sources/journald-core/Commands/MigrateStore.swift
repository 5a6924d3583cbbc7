import ArgumentParser
import Glibc
import JournalEngine
import Logging
import PluginAPI

/// Moves every journal from one storage provider to another.
struct MigrateStore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move everything from one store to another, and check that it arrived.",
        discussion: """
            Stop the daemon first. The old store is only read and stays as it is; the new one must be empty. A move that was \
            cut goes on where it was when the same command is given again; until it is checked, no daemon serves the new store.

            A store is the id of a storage provider, with where it is if that is another place than the settings say: \
            sqlite, sqlite:/srv/journal.db, postgres, postgres:postgresql:///journal. Passwords come from the settings.
            """)

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: ArgumentHelp("The store to move from.", valueName: "store"))
    var from: StorePlace

    @Option(name: .long, help: ArgumentHelp("The store to move to.", valueName: "store"))
    var to: StorePlace

    func run() async throws {
        // Plugins may log while they open; a progress bar is no place for it.
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .error
            return handler
        }
        do {
            try await move()
        } catch let error as ExitWithMessage {
            throw error
        } catch let error as PluginStartError {
            throw ExitWithMessage(error.isLasting ? .data : .failure, [error.description])
        } catch let error as StoreMoveError {
            throw ExitWithMessage(.data, [error.description])
        } catch let error as StorageError {
            throw ExitWithMessage(.failure, ["the move was cut (\(error)); give the same command again to go on"])
        } catch {
            throw ExitWithMessage(.failure, ["\(error)"])
        }
    }

    private func move() async throws {
        guard from != to else { throw ExitWithMessage(.configuration, ["--from and --to name the same store"]) }
        let environment = ConfigurationOptions.environment
        let old = try StoreEnd.open(from, named: "--from", options, environment)
        let new = try StoreEnd.open(to, named: "--to", options, environment)
        let samples = try SampleOpening(
            stateDirectory: old.state, credentialsDirectory: environment["CREDENTIALS_DIRECTORY"])
        do {
            try await old.store.startGiving()
            try await new.store.start(receiving: old.transfer)
            try await move(old, new, samples)
        } catch {
            await new.store.stop()
            await old.store.stop()
            throw error
        }
        await new.store.stop()
        await old.store.stop()
    }

    private func move(_ old: StoreEnd, _ new: StoreEnd, _ samples: SampleOpening) async throws {
        let bar = ProgressBar()
        let mover = StoreMover(from: old.store, to: new.store) { bar.show($0) }
        try await mover.move()
        var outcome = try await mover.check()
        outcome.opened = try await samples.open(new.store)
        bar.end()
        try await new.store.finishReceiving()
        print(
            """
            Moved \(Self.count(outcome.users, "account")) with \(Self.count(outcome.entries, "entry", "entries")): \
            \(Self.count(outcome.rows, "row")), every byte compared, \(Self.count(Int64(outcome.opened), "text")) opened.
            To use it, set storage.provider to \(to.provider)\(new.advice), and start the daemon.
            The old store is as it was: keep it until you are sure, then remove it.
            """)
    }

    private static func count(_ number: Int64, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}

/// What an operator calls a store: a provider and, if they say so, where.
struct StorePlace: ExpressibleByArgument, Hashable {
    let provider: String
    let location: String?

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty else { return nil }
        provider = String(first)
        location = parts.count > 1 ? String(parts[1]) : nil
    }

    static var allValueStrings: [String] { BuiltinPlugins.catalog.storage.map(\.id) }
}

/// One end of a move.
struct StoreEnd {
    let store: any TransferringStorage
    let state: String
    /// What a move from here is called: the same for the same place.
    let transfer: [UInt8]
    /// What else the settings must say to use this store.
    let advice: String

    /// Makes the store; it is not started.
    /// - Parameter option: the option that names it.
    static func open(
        _ place: StorePlace, named option: String, _ options: ConfigurationOptions, _ environment: [String: String]
    ) throws -> StoreEnd {
        let (settings, advice) = try settings(place, option, options, environment)
        let state = try StateDirectory.open(settings, environment)
        let store = try StoreOpening.make(
            BuiltinPlugins.catalog, settings: settings, stateDirectory: state, time: SystemTime(),
            logger: Logger(label: "journald.migrate"))
        return StoreEnd(
            store: store, state: state, transfer: StoreMover.transfer(from: [state, place.provider, place.location ?? ""]),
            advice: advice)
    }

    private static func settings(
        _ place: StorePlace, _ option: String, _ options: ConfigurationOptions, _ environment: [String: String]
    ) throws(ExitWithMessage) -> (LoadedSettings, advice: String) {
        var sources = options.sources(environment)
        sources.options[CoreSettings.storageProvider.spec.key] = (option, place.provider)
        var advice = ""
        if let location = place.location {
            guard let settings = BuiltinPlugins.settings(of: place.provider, at: location) else {
                throw ExitWithMessage(.configuration, ["\(option): \(place.provider) takes no place"])
            }
            for (key, value) in settings {
                sources.options[key] = (option, value)
                advice += ", \(key) to \(value)"
            }
        }
        return (try ConfigurationOptions.load(sources), advice)
    }
}
