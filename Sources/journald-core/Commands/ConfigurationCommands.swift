import ArgumentParser
import JournalEngine

struct CheckConfiguration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Check the settings. Prints file:line:column and the reason of everything that is wrong; status 78.")

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let loaded = try options.load(ConfigurationOptions.environment)
        print("\(LineEscape.escaped(loaded.file ?? "defaults")): ok")
    }
}

struct PrintConfiguration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-config",
        abstract: "Print the settings in force and where each comes from, as JSON. Secrets are masked.")

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let json = try options.load(ConfigurationOptions.environment).json()
        print(json, terminator: json.hasSuffix("\n") ? "" : "\n")
    }
}

struct PrintDefaultConfiguration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-default-config", abstract: "Print a settings file with every setting at its default.")

    static var text: String { ConfigurationOptions.schema.defaultConfiguration }

    func run() { print(Self.text, terminator: "") }
}

/// For whoever builds the manual.
struct PrintSettingsManual: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-settings-manual", abstract: "Print the settings as a section of a manual page.",
        shouldDisplay: false)

    func run() { print(ConfigurationOptions.schema.manualSection, terminator: "") }
}
