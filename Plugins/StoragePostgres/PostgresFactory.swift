public import PluginAPI

extension PostgresStorage {
    /// What an executable lists among its storage plugins.
    public static let factory = PluginFactory<any StoragePlugin>(
        id: "postgres", version: "1.0.0", summary: "Keeps journals in a PostgreSQL database, which several daemons may share.",
        settings: PostgresOptions.specs,
        make: { context throws(PluginConfigurationError) in
            let options = try PostgresOptions(context)
            guard !options.regions.connections.isEmpty else { return PostgresStorage(options: options, logger: context.logger) }
            return RegionalStorage(options, logger: context.logger)
        })
}
