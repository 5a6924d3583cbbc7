import ArgumentParser
import JournalEngine
import PluginAPI

struct ListPlugins: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins",
        abstract: "List the plugins of this build; * marks those that the settings choose.")

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let settings = try options.load(ConfigurationOptions.environment)
        let rows = BuiltinPlugins.catalog.descriptions(settings).map {
            [$0.isChosen ? "*" : " ", $0.kind.rawValue, $0.id, $0.version, $0.summary]
        }
        let widths = (0..<4).map { column in rows.map { $0[column].utf8.count }.max() ?? 0 }
        for row in rows {
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: max($1 - $0.utf8.count, 0)) }
            print((cells + [row[4]]).joined(separator: " "))
        }
    }
}
