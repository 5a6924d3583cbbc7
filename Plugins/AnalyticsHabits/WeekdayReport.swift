import AnalyticsSupport
import PluginAPI

/// `weekday`: the mean score of each day of the week, with its confidence interval.
enum WeekdayReport {
    static let spec = ReportSpec(
        name: "weekday", help: "How each day of the week tends to be.", defaultDays: 365)

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        var sums = [Sums](repeating: Sums(), count: 7)
        var total = Sums()
        if request.span.count > 0 {
            for rollup in try await reader.days(in: request.span) {
                let day = Sums(rollup.tally)
                sums[rollup.day.weekday - 1] += day
                total += day
            }
        }
        let start = normalWeekday(request.weekStart)
        let rows = (0..<7).map { offset in
            let weekday = normalWeekday(start + offset)
            return row(weekday, sums[weekday - 1], total)
        }
        return Report(
            frames: [ReportFrame(name: "weekday", kind: .series, columns: columns, rows: rows)],
            notes: notes(sums, total))
    }

    private static let columns = [
        ReportColumn("weekday", .integer, unit: "weekday"),
        ReportColumn("meanScore", .number, unit: "score"),
        ReportColumn("low", .number, unit: "score"),
        ReportColumn("high", .number, unit: "score"),
        ReportColumn("entries", .integer, unit: "entries"),
        ReportColumn("share", .number, unit: "percent"),
        ReportColumn("scored", .integer, unit: "entries"),
        ReportColumn("meanMood", .number, unit: "mood"),
    ]

    private static func row(_ weekday: Int, _ sums: Sums, _ total: Sums) -> [ReportCell] {
        let interval = Sample(sums)?.interval
        return [
            .integer(Int64(weekday)), .numberOrNull(sums.meanScore), .numberOrNull(interval?.low),
            .numberOrNull(interval?.high), .integer(sums.entries),
            .numberOrNull(percent(sums.entries, of: total.entries)), .integer(sums.scored),
            .numberOrNull(sums.meanMood),
        ]
    }

    private static func notes(_ weekdays: [Sums], _ total: Sums) -> [String] {
        guard total.entries > 0 else { return [Note.noEntries] }
        var notes: [String] = []
        if weekdays.contains(where: { $0.scored < Sample.minimum }) {
            notes.append(
                "A confidence interval is given for weekdays with at least \(Sample.minimum) scored entries; "
                    + "the mean of fewer is mostly chance.")
        }
        if weekdays.contains(where: { Sample($0)?.interval != nil }) { notes.append(Note.independence) }
        if let note = Note.unscored(total) { notes.append(note) }
        return notes
    }
}
