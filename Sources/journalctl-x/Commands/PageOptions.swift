import ArgumentParser
import JournalRPC

/// How many entries of a list are shown, in which order, and where it goes on.
struct PageOptions: ParsableArguments {
    @Option(name: [.customShort("n"), .customLong("lines")], help: ArgumentHelp("At most so many, the newest; all for no limit. 50 if not said.", valueName: "count"))
    var lines: String?

    @Flag(name: [.customShort("r"), .customLong("reverse")], help: "Newest first.")
    var reverse = false

    @Option(help: ArgumentHelp("Begin with the entry that the cursor names, oldest first.", valueName: "cursor"))
    var cursor: String?

    @Option(help: ArgumentHelp("Begin after it.", valueName: "cursor"))
    var afterCursor: String?

    @Option(
        help: ArgumentHelp("Go on after the cursor in this file, and leave there where this list ended.", valueName: "file"),
        completion: .file())
    var cursorFile: String?

    @Flag(help: "Say the cursor of the last entry on standard error.")
    var showCursor = false

    /// The standard length of a list.
    static let standardLength = 50

    /// How many entries are wanted; nil for all.
    func limit(_ settings: Settings, standard: Int = standardLength) throws(Failure) -> Int? {
        guard let text = lines ?? settings.text(.lines) else { return standard }
        if text == "all" { return nil }
        guard let count = Digits.value(text), count > 0 else {
            throw .usage("-n takes a number from 1 on, or all, not \"\(Sanitizer.line(text))\"")
        }
        return count
    }

    /// Whether the list goes on from a place, which makes it oldest first.
    var hasCursor: Bool { cursor != nil || afterCursor != nil || cursorFile != nil }
}
