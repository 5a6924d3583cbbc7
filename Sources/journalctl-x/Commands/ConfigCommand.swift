import ArgumentParser
import JournalRPC

/// The client's own settings.
struct ConfigCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show this client's settings.", subcommands: [ConfigShow.self],
        defaultSubcommand: ConfigShow.self)
}

struct ConfigShow: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the settings that hold, and where each came from.",
        discussion: "Flags beat the environment, which beats your file, which beats the system's.")
    static let examples = [Example("journalctl-x config show --origin", "Which file or variable set what.")]

    @Flag(help: "Say where each value came from.")
    var origin = false

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let settings = invocation.settings
        if format.json {
            return try invocation.json(
                JSONValue.object(
                    Settings.Key.allCases.map { key in
                        .init(key.rawValue, [
                            "value": settings[key].map { .string($0.text) } ?? .null,
                            "origin": .string((settings[key]?.origin ?? .standard).text),
                        ])
                    }))
        }
        let width = Settings.Key.allCases.map { $0.rawValue.utf8.count }.max() ?? 0
        let lines = Settings.Key.allCases.map { key in
            var line = Line(key.rawValue, .category)
            line.pad(to: width)
            let value = settings[key]
            line.append(" = ")
            line.append(value?.text ?? standard(key, invocation), value == nil ? .dim : .plain)
            if origin { line.append("   # " + (value?.origin ?? .standard).text, .dim) }
            return line
        }
        try invocation.show(lines)
    }

    private func standard(_ key: Settings.Key, _ invocation: Invocation) -> String {
        switch key {
        case .socket: SocketLocation.candidates(environment: invocation.host.environment).joined(separator: ", ")
        case .color: "auto"
        case .pager: invocation.host.environment["PAGER"] ?? "less -FIRX"
        case .editor: invocation.host.environment["VISUAL"] ?? invocation.host.environment["EDITOR"] ?? ""
        case .tz: invocation.zone.name
        case .output: "short"
        case .lines: String(PageOptions.standardLength)
        case .timeout: "30s"
        case .plain: "no"
        }
    }
}
