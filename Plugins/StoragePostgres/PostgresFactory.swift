public import PluginAPI

extension PostgresStorage {
    /// What an executable lists among its storage plugins.
    public static let factory = PluginFactory<any StoragePlugin>(
        id: "postgres", version: "1.0.0", summary: "Keeps journals in a PostgreSQL database, which several daemons may share.",
        settings: PostgresOptions.specs,
        make: { context throws(PluginConfigurationError) in
            PostgresStorage(options: try PostgresOptions(context), logger: context.logger)
        })
}
