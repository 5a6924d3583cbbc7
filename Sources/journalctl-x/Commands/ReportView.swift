import ArgumentParser
import JournalRPC

/// The days that a report is of.
struct SpanOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The last so many days, weeks, months or years: 30d, 12w, 6m, 1y.", valueName: "span"))
    var last: String?

    @Option(help: ArgumentHelp("First day.", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("Last day; today if not said.", valueName: "time"))
    var to: String?

    var isEmpty: Bool { last == nil && from == nil && to == nil }

    /// The report's own span.
    static var none: SpanOptions {
        // Parsing nothing cannot fail: every option may be absent.
        (try? SpanOptions.parse([])) ?? SpanOptions()
    }

    /// First and last day, as far as they were said.
    func days(in context: TimeContext) throws -> (from: String?, to: String?) {
        let end = try to.map { try MatchOptions.until($0, context) }.map { String($0.prefix(10)) }
        guard let last else {
            return (try from.map { try MatchOptions.since($0, context) }.map { String($0.prefix(10)) }, end)
        }
        guard from == nil else { throw Failure.usage("--last and --from do not go together") }
        let anchor = end.flatMap { CivilDate($0) } ?? context.today
        guard let first = Self.first(last, before: anchor) else {
            throw Failure.usage("--last cannot read \"\(Sanitizer.line(last))\"", hint: "such as 30d, 12w, 6m or 1y")
        }
        return (first.text, end)
    }

    /// The first of the last so many days, the anchor being the last.
    private static func first(_ text: String, before anchor: CivilDate) -> CivilDate? {
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard let count = Digits.value(digits), count > 0 else { return nil }
        switch text.dropFirst(digits.count).drop(while: { $0 == " " }) {
        case "", "d", "day", "days": return anchor.adding(days: 1 - count)
        case "w", "week", "weeks": return anchor.adding(days: 1 - count * 7)
        case "m", "month", "months": return anchor.adding(months: -count)?.adding(days: 1)
        case "y", "year", "years": return anchor.adding(months: -count * 12)?.adding(days: 1)
        default: return nil
        }
    }
}

/// Asks for a report and draws it: a chart on a terminal, a table with `--plain`, the numbers with `--json`.
struct ReportView {
    let name: String
    let arguments: [(name: String, value: JSONValue)]
    let span: SpanOptions
    let isJSON: Bool

    func show(_ invocation: Invocation) throws {
        let days = try span.days(in: invocation.timeContext)
        var params = Analytics.Report.Params(name: name, from: days.from, to: days.to)
        if invocation.settings[.tz] != nil { params.zone = invocation.zone.name }
        params.arguments = arguments
        let report: Analytics.Report.Result
        do throws(Failure) {
            report = try invocation.call(Analytics.Report.self, params)
        } catch {
            guard error.status == .notFound else { throw error }
            throw Failure(
                .notFound, code: error.code, "there is no report \"\(Sanitizer.line(String(name.prefix(64))))\"", hint: "see journalctl-x report")
        }
        if isJSON { return try invocation.json(report) }
        let frames = report.frames.map { frame in
            Frame(
                name: frame.name, kind: frame.kind,
                columns: frame.columns.map { Frame.Column($0.name, $0.type, unit: $0.unit) }, rows: frame.rows)
        }
        let renderer = FrameRenderer(
            page: invocation.page, today: invocation.timeContext.today, span: Self.dayNumbers(report))
        if invocation.isPlain { return try plain(frames, report.notes, renderer, invocation) }
        let heading = invocation.page.heading(Self.title(report))
        try invocation.show([heading] + renderer.lines(frames, notes: report.notes))
    }

    /// First and last day of a report.
    private static func dayNumbers(_ report: Analytics.Report.Result) -> ClosedRange<Int>? {
        guard let first = CivilDate(report.from)?.dayNumber, let last = CivilDate(report.to)?.dayNumber, first <= last
        else { return nil }
        return first...last
    }

    private func plain(_ frames: [Frame], _ notes: [String], _ renderer: FrameRenderer, _ invocation: Invocation) throws {
        let isSeen = invocation.terminal.outputIsTerminal
        try invocation.show(isSeen ? renderer.alignedLines(frames) : renderer.plainLines(frames))
        for note in notes {
            guard invocation.terminal.errorIsTerminal else { invocation.notices.note(note); continue }
            for line in TextLayout.wrap(Sanitizer.line(note), to: invocation.page.textWidth) { invocation.notices.note(line) }
        }
    }

    /// `Mood trend, 2026-10-01 to 2026-10-30`.
    private static func title(_ report: Analytics.Report.Result) -> String {
        let name = report.name.split(separator: "-").joined(separator: " ").capitalizedASCII
        return report.from == report.to ? "\(name), \(report.to)" : "\(name), \(report.from) to \(report.to)"
    }
}
