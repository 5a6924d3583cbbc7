import ArgumentParser
import JournalRPC

/// What the daemon is made of.
struct PluginsCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins", abstract: "List the daemon's plugins and their states.",
        subcommands: [PluginsList.self, PluginsDescribe.self], defaultSubcommand: PluginsList.self)
}

struct PluginsList: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the plugins: kind, id, version and status.",
        discussion: "The status is ok, skip (not in use) or error. Ends with status 75 when one that the daemon needs is in error. "
            + "-q prints the ids alone.",
        aliases: ["ls"])
    static let examples = [Example("journalctl-x plugins ls -d", "With what each is for and what is wrong.")]

    @Flag(name: [.customShort("d"), .customLong("details")], help: "With summaries, states and health.")
    var details = false

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let plugins = try invocation.call(Plugins.List.self, NoParams())
        if format.json {
            try invocation.json(plugins)
        } else if common.quiet {
            try invocation.show(plugins.items.map { Line("\($0.kind)/\($0.id)") })
        } else {
            try invocation.show(table(plugins.items))
        }
        if plugins.items.contains(where: { $0.required && Self.status($0) == "error" }) { throw Failure.silent(.temporary) }
    }

    private func table(_ plugins: [Plugins.Info]) -> Table {
        var columns: [Table.Column] = [.init("type", role: .dim), .init("id", role: .strong), .init("version", role: .dim), .init("status")]
        if details { columns += [.init("state", role: .dim), .init("summary", isFlexible: true)] }
        // What is well needs no words.
        let isAnyUnwell = plugins.contains { Self.status($0) != "ok" && $0.detail != nil }
        if isAnyUnwell { columns.append(.init("detail", isFlexible: true, role: .dim)) }
        var table = Table(columns)
        for plugin in plugins {
            let status = Self.status(plugin)
            var cells = [Line(plugin.kind, .dim), Line(plugin.id, .strong), Line(plugin.version, .dim), Line(status, StateText.role(status))]
            if details { cells += [Line([plugin.state, plugin.health].compactMap { $0 }.joined(separator: ", "), .dim), Line(plugin.summary)] }
            if isAnyUnwell { cells.append(Line(status == "ok" ? "" : plugin.detail ?? "", .dim)) }
            table.add(cells)
        }
        return table
    }

    /// One word for what matters: does it work, is it not in use, or is it broken?
    static func status(_ plugin: Plugins.Info) -> String {
        if plugin.state == "failed" || plugin.health == "failing" { return "error" }
        return ["running", "started"].contains(plugin.state) ? "ok" : "skip"
    }
}

struct PluginsDescribe: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Show a plugin and its settings; secrets are masked.")
    static let examples = [Example("journalctl-x plugins describe lexicon", "What it is set to.")]

    @Argument(help: "Its id, or kind/id.", completion: .custom(completePlugins))
    var id: String

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let description = try invocation.call(Plugins.Describe.self, .init(id: id))
        if format.json { return try invocation.json(description) }
        let plugin = description.plugin
        var facts = FactList()
        facts.add("plugin", Line([Span("\(plugin.kind)/\(plugin.id)", .strong), Span("  \(plugin.version)", .dim)]))
        facts.add("for", plugin.summary)
        facts.add("state", StateText.line(plugin.state, detail: plugin.required ? "needed by the daemon" : nil))
        if let health = plugin.health { facts.add("health", StateText.line(health, detail: plugin.detail)) }
        var lines = facts.lines
        if !description.settings.isEmpty {
            var table = Table([.init("setting", role: .category), .init("value"), .init("reload", role: .dim), .init("what it is", isFlexible: true, role: .dim)])
            for setting in description.settings {
                table.add([setting.key, Self.text(setting.value), setting.reloadable ? "yes" : "restart", setting.help])
            }
            lines += [Line()] + table.lines(on: invocation.page)
        }
        try invocation.show(lines)
    }

    private static func text(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null?: return "-"
        case .string(let text)?: return text
        case let value?: return (try? value.encoded()).map { String(decoding: $0, as: UTF8.self) } ?? "-"
        }
    }
}
