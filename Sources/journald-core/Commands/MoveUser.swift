import ArgumentParser
import JournalEngine
import Logging
import PluginAPI

/// Moves one user's journal to another region.
struct MoveUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move a user's journal to another region.",
        discussion: """
            Daemons may run meanwhile: the user's writes fail as unavailable until the journal has arrived, reads go on. A move \
            that was cut goes on when the same command is given again, and is taken back by naming the region where the user \
            was. The regions are those of storage.postgres.regions, and home.
            """)

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "The login or the id of the user.")
    var user: String

    @Option(name: .long, help: ArgumentHelp("The region to move to.", valueName: "region"))
    var to: String

    func run() async throws {
        let environment = ConfigurationOptions.environment
        let settings = try options.load(environment)
        let state = try StateDirectory.open(settings, environment)
        let made = try StoreOpening.storage(
            BuiltinPlugins.catalog, settings: settings, stateDirectory: state, time: SystemTime(),
            logger: Logger(label: "journald.move") { _ in SwiftLogNoOpLogHandler() })
        guard let store = made as? any RegionalStoragePlugin else {
            throw ExitWithMessage(.configuration, ["the storage has no regions: set storage.postgres.regions"])
        }
        guard store.regionNames.contains(to) else {
            throw ExitWithMessage(.configuration, ["there is no region \(to): there are \(store.regionNames.joined(separator: ", "))"])
        }
        do {
            try await store.start()
            let id = try await find(in: store)
            let from = try await store.region(of: id)
            try await store.moveUser(id, to: to)
            await store.stop()
            print(from == to ? "\(user) is in \(to)." : "Moved \(user) from \(from) to \(to), every row compared.")
        } catch {
            await store.stop()
            throw exit(error)
        }
    }

    private func find(in store: any StoragePlugin) async throws -> UserID {
        if let found = try await store.user(login: user) { return found.id }
        if let id = UserID(user), let found = try await store.user(id) { return found.id }
        throw ExitWithMessage(.data, ["there is no user \(user)"])
    }

    private func exit(_ error: any Error) -> ExitWithMessage {
        switch error {
        case let error as ExitWithMessage: error
        case let error as PluginStartError: ExitWithMessage(error.isLasting ? .data : .failure, [error.description])
        default: ExitWithMessage(.failure, ["the move was cut (\(error)); give the same command again to go on"])
        }
    }
}
