import ArgumentParser
import FoundationEssentials
import Glibc
import JournalEngine
import PluginAPI

/// Options that say where the settings are, shared by the commands.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Settings file.",
            discussion: "Default: $XDG_CONFIG_HOME/journald-core/journald.yaml, else /etc/journald-core/journald.yaml.",
            valueName: "file"))
    var config: String?

    @Option(name: .long, help: ArgumentHelp("Folder of the data.", valueName: "folder"))
    var stateDirectory: String?

    @Option(name: .long, help: ArgumentHelp("Path of the socket.", valueName: "path"))
    var socket: String?

    static let schema = SettingsSchema(BuiltinPlugins.catalog)

    /// Where to look; the same at the start and at each reload.
    func sources(_ environment: [String: String]) -> SettingsSources {
        var options: [String: (name: String, text: String)] = [:]
        if let stateDirectory {
            options[CoreSettings.stateDirectory.spec.key] = ("--state-directory", Self.absolute(stateDirectory))
        }
        if let socket { options[CoreSettings.socket.spec.key] = ("--socket", Self.absolute(socket)) }
        return SettingsSources(
            file: config.map(Self.absolute), defaultFiles: Self.defaultFiles(environment), environment: environment,
            credentialsDirectory: environment["CREDENTIALS_DIRECTORY"], options: options)
    }

    func load(_ environment: [String: String]) throws(ExitWithMessage) -> LoadedSettings {
        try Self.load(sources(environment))
    }

    static func load(_ sources: SettingsSources) throws(ExitWithMessage) -> LoadedSettings {
        do {
            return try SettingsLoader(schema).load(sources)
        } catch {
            throw ExitWithMessage(error)
        }
    }

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    private static func defaultFiles(_ environment: [String: String]) -> [String] {
        let personal: String? =
            if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { folder } else {
                environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.config" : nil }
            }
        return [personal, "/etc"].compactMap { $0.map { "\($0)/journald-core/journald.yaml" } }
    }

    /// Meant from the working directory, as everywhere on a command line.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), !path.isEmpty, let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return "\(String(cString: here))/\(path)"
    }
}
