import ArgumentParser
internal import Glibc

/// The manual pages.
struct ManCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual, or write all its pages.",
        discussion: "The pages are made from the same text as the help of each command.")
    static let examples = [
        Example("journalctl-x man add | man -l -", "Read one page."),
        Example("journalctl-x man --directory man", "Write every page, for packages."),
    ]

    @Argument(help: "The command; the program itself if none is named.")
    var command: [String] = []

    @Option(help: ArgumentHelp("Write every page into this folder.", valueName: "folder"), completion: .directory)
    var directory: String?

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard let directory else {
            let roff = ManualRoff(page: ManualPage(path: try CommandLineReader.resolve(command)))
            return try invocation.data(Array(roff.source.utf8))
        }
        let pages = ManualPrinter.all.map(ManualRoff.init)
        for page in pages { try write(page, into: directory) }
        invocation.notices.note("\(pages.count) pages written to \(directory)")
    }

    private func write(_ page: ManualRoff, into directory: String) throws {
        let path = directory + "/" + page.fileName
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Failure.usage("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        try StreamWriter.write(page.source, to: descriptor)
    }
}

/// Shows the help of a command; `help add` is `add -h`.
struct HelpCommand: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "help", abstract: "Show the help of a command.")
    static let examples = [Example("journalctl-x help add", "The same as journalctl-x add -h.")]

    @Argument(help: "The command.", completion: .custom(completeCommands))
    var command: [String] = []

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try ManualPrinter.print(try CommandLineReader.resolve(command), host: invocation.host)
    }
}
