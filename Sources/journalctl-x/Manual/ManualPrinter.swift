import ArgumentParser

/// Shows the help of a command.
enum ManualPrinter {
    static func print(_ path: [String], host: Host) throws {
        let options = try CommonOptions.parse([])
        let invocation = try Invocation(host: host, options: options, isJSON: false)
        let text = ManualText(page: ManualPage(path: path), width: invocation.terminal.width, glyphs: invocation.glyphs)
        try invocation.show(text.lines)
    }

    /// Every page there is, the program's own first.
    static var all: [ManualPage] {
        func paths(_ node: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
            [path] + node.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap { child in
                child.configuration.commandName.map { paths(child, path + [$0]) } ?? []
            }
        }
        return paths(JournalControl.self, []).map(ManualPage.init)
    }
}
