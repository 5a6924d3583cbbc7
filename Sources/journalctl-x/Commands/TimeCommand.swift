import ArgumentParser
import JournalRPC

/// Shows what a time expression means.
struct TimeCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "time", abstract: "Show what a time expression means.",
        discussion: "Prints the first moment that the expression names and the first one after it, as --since and --until take them.")
    static let examples = [
        Example("journalctl-x time \"last monday\"", "The day that --since \"last monday\" begins with."),
        Example("journalctl-x time -3h --utc", "Three hours ago, in UTC."),
    ]

    @Argument(help: "A time, such as \"yesterday 9am\", -3h, 2026-W40 or \"may 16\".")
    var expression: [String]

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let context = invocation.timeContext
        let range = try TimeExpression.parse(expression.joined(separator: " "), in: context)
        let (from, to) = (TimeFormat.rfc3339(range.start, context.zone), TimeFormat.rfc3339(range.end, context.zone))
        if format.json {
            return try invocation.json(
                JSONValue.object([
                    .init("since", .string(from)), .init("until", .string(to)), .init("zone", .string(context.zone.name)),
                    .init("isMoment", .boolean(range.isMoment)),
                ]))
        }
        var line = Line(from)
        if !range.isMoment { line.append(" … " + to) }
        line.append("  " + TimeFormat.relative(range.start, in: context), .dim)
        try invocation.show(line)
    }
}
