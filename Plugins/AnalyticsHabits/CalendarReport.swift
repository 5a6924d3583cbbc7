import AnalyticsSupport
import PluginAPI

/// `calendar`: a row for each day with entries, to be drawn as a heat map.
enum CalendarReport {
    static let spec = ReportSpec(
        name: "calendar", help: "The year as a heat map: the mean score of each day with entries.", defaultDays: 365)

    /// The most days that are shown, the newest ones. Nearly eleven years without a day missed.
    static let mostDays = Int(BucketAxis.most)

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        let days = request.span.count > 0 ? try await reader.days(in: request.span) : []
        let shown = days.suffix(mostDays)
        var unscoredDays = 0
        let rows = shown.map { rollup in
            let sums = Sums(rollup.tally)
            if sums.scored <= 0 { unscoredDays += 1 }
            return [
                ReportCell.day(rollup.day), .numberOrNull(sums.meanScore), .integer(sums.entries),
                .numberOrNull(sums.meanMood),
            ]
        }
        var notes: [String] = []
        if rows.isEmpty { notes.append(Note.noEntries) }
        if days.count > shown.count {
            notes.append("Only the newest \(mostDays) of \(days.count) days with entries are shown.")
        }
        if unscoredDays > 0 { notes.append("\(unscoredDays) of \(rows.count) days have entries but no score.") }
        return Report(frames: [ReportFrame(name: "calendar", kind: .calendar, columns: columns, rows: rows)], notes: notes)
    }

    private static let columns = [
        ReportColumn("day", .day),
        ReportColumn("meanScore", .number, unit: "score"),
        ReportColumn("entries", .integer, unit: "entries"),
        ReportColumn("meanMood", .number, unit: "mood"),
    ]
}
