import ArgumentParser

/// The options of every command.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The daemon's socket.", valueName: "path"), completion: .file())
    var socket: String?

    @Option(help: ArgumentHelp("How long a call may take, such as 10s.", valueName: "span"))
    var timeout: String?

    @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"), completion: .list(["auto", "always", "never"]))
    var color: String?

    @Option(help: ArgumentHelp("Show and read times in this zone.", valueName: "zone"), completion: .custom(completeZones))
    var tz: String?

    @Flag(help: "Show and read times in UTC.")
    var utc = false

    @Flag(help: "Tables instead of charts, no decoration.")
    var plain = false

    @Flag(help: "Never start a pager.")
    var noPager = false

    @Flag(help: "Never ask; fail where an answer is needed.")
    var noInput = false

    @Flag(name: .shortAndLong, help: "Say nothing when all went well.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say each step on standard error.")
    var verbose = false

    @Flag(help: "Show the frames of the wire on standard error, with texts masked.")
    var debug = false

    /// Makes the settings say what the flags say.
    func override(_ settings: inout Settings) {
        settings.override(.socket, socket)
        settings.override(.timeout, timeout)
        settings.override(.color, color)
        settings.override(.tz, utc ? "UTC" : tz)
        if plain { settings.override(.plain, "yes") }
        if noPager { settings.override(.pager, "") }
    }
}

/// `--json` of commands that show no entries.
struct JSONFlag: ParsableArguments {
    @Flag(help: "Print the daemon's answer as JSON.")
    var json = false
}
