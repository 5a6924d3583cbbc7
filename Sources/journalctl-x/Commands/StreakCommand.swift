import ArgumentParser
import JournalRPC

/// Days in a row.
struct StreakCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "streak", abstract: "Show your current and your longest streak of days with entries.",
        discussion: "A streak is not broken before the day is over.")
    static let examples = [Example("journalctl-x streak --grace 1", "One missed day in between is forgiven.")]

    @Option(help: ArgumentHelp("Missed days in a row that do not break a streak.", valueName: "days"))
    var grace: Int?

    @Option(help: ArgumentHelp("List so many of the last streaks as well.", valueName: "number"))
    var recent: Int?

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        var arguments: [(name: String, value: JSONValue)] = []
        if let grace { arguments.append(("grace", .integer(Int64(grace)))) }
        if let recent { arguments.append(("recent", .integer(Int64(recent)))) }
        guard !format.json, !invocation.isPlain, recent == nil else {
            return try ReportView(name: "streaks", arguments: arguments, span: .none, isJSON: format.json).show(invocation)
        }
        try draw(arguments, invocation)
    }

    /// The two streaks as bars, and the last weeks day by day.
    private func draw(_ arguments: [(name: String, value: JSONValue)], _ invocation: Invocation) throws {
        let today = invocation.timeContext.today
        var params = Analytics.Report.Params(name: "streaks")
        params.arguments = arguments
        let report = try invocation.call(Analytics.Report.self, params)
        var view = StreakView()
        for frame in report.frames where frame.name == "streaks" {
            view.current = Self.run("current", in: frame)
            view.longest = Self.run("longest", in: frame)
        }
        view.hasToday = view.current?.last == today
        if let first = today.adding(days: -69) {
            let calendar = try invocation.call(Analytics.Report.self, .init(name: "calendar", from: first.text, to: today.text))
            let written = Set(calendar.frames.first?.rows.compactMap { $0.first?.stringValue } ?? [])
            view.recent = (0..<70).compactMap { first.adding(days: $0) }.map { ($0, written.contains($0.text)) }
            view.hasToday = written.contains(today.text)
        }
        try invocation.show([invocation.page.heading("Streak")] + view.lines(on: invocation.page))
    }

    /// The row of that name as a run of days.
    private static func run(_ name: String, in frame: Analytics.Report.Frame) -> StreakView.Run? {
        func column(_ name: String) -> Int? { frame.columns.firstIndex { $0.name == name } }
        guard let days = column("days"), let first = column("first"), let last = column("last"),
            let row = frame.rows.first(where: { $0.first?.stringValue == name }), row.count > max(days, first, last),
            let count = row[days].integerValue, let from = row[first].stringValue.flatMap({ CivilDate($0) }),
            let to = row[last].stringValue.flatMap({ CivilDate($0) })
        else { return nil }
        return StreakView.Run(days: Int(clamping: count), first: from, last: to)
    }
}
