import ArgumentParser
import JournalRPC

/// The master key.
struct KeysCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Show or change the master key.", subcommands: [KeysStatus.self, KeysRotate.self],
        defaultSubcommand: KeysStatus.self)
}

struct KeysStatus: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show which key is in use and what it wraps.")

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let status = try invocation.call(Keys.Status.self, NoParams())
        if format.json { return try invocation.json(status) }
        try invocation.show(Self.lines(status))
    }

    static func lines(_ status: Keys.StatusResult) -> [Line] {
        var facts = FactList()
        facts.add("key", status.current, .strong)
        facts.add("older", status.known.filter { $0 != status.current }.joined(separator: ", "))
        facts.add("from", status.source == "credential" ? "a systemd credential" : "the key file; keep a copy of it somewhere else")
        facts.add("wraps", Numbers.count(Int(clamping: status.wrappedByCurrent), "account", "accounts"))
        if status.wrappedByOlder > 0 {
            facts.add("to rotate", "\(Numbers.grouped(status.wrappedByOlder)) under an older key: journalctl-x keys rotate", .warning)
        }
        return facts.lines
    }
}

struct KeysRotate: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Wrap every data key with a new master key.",
        discussion: "A personal install makes a new key; otherwise the newest supplied one is used. Entries are not rewritten. "
            + "Copies of the old key still open old copies of the data.")
    static let examples = [Example("journalctl-x keys rotate", "After a copy of the key may have been seen.")]

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        if !yes, try !invocation.prompter.confirm("Wrap all data keys with a new master key?", flag: "--yes") {
            return invocation.notices.note("nothing was changed")
        }
        let result = try invocation.call(Keys.Rotate.self, NoParams(), timeout: .seconds(300))
        if format.json { return try invocation.json(result) }
        if !common.quiet {
            try invocation.show([Line("\(Numbers.grouped(result.rewrapped)) data keys were wrapped again")] + KeysStatus.lines(result.status))
        }
    }
}
