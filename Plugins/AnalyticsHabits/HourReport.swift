import AnalyticsSupport
import PluginAPI

/// `hour`: entries and mean score of each hour of the clock, all 24 of them.
enum HourReport {
    static let spec = ReportSpec(
        name: "hour", help: "At which hours you write, and how they tend to be.", defaultDays: 365)

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        var hours = [Sums](repeating: Sums(), count: 24)
        var total = Sums()
        if request.span.count > 0 {
            for rollup in try await reader.hours(in: request.span) where hours.indices.contains(rollup.hour) {
                let sums = Sums(rollup)
                hours[rollup.hour] += sums
                total += sums
            }
        }
        let rows = hours.enumerated().map { hour, sums in row(hour, sums, total) }
        return Report(
            frames: [ReportFrame(name: "hour", kind: .series, columns: columns, rows: rows)],
            notes: notes(hours, total))
    }

    private static let columns = [
        ReportColumn("hour", .integer, unit: "hour"),
        ReportColumn("meanScore", .number, unit: "score"),
        ReportColumn("entries", .integer, unit: "entries"),
        ReportColumn("share", .number, unit: "percent"),
        ReportColumn("scored", .integer, unit: "entries"),
        ReportColumn("thin", .integer, unit: "flag"),
    ]

    private static func row(_ hour: Int, _ sums: Sums, _ total: Sums) -> [ReportCell] {
        [
            .integer(Int64(hour)), .numberOrNull(sums.meanScore), .integer(sums.entries),
            .numberOrNull(percent(sums.entries, of: total.entries)), .integer(sums.scored),
            .integer(sums.scored < Sample.minimum ? 1 : 0),
        ]
    }

    private static func notes(_ hours: [Sums], _ total: Sums) -> [String] {
        guard total.entries > 0 else { return [Note.noEntries] }
        var notes: [String] = []
        if hours.contains(where: { $0.scored > 0 && $0.scored < Sample.minimum }) {
            notes.append(
                "Hours with fewer than \(Sample.minimum) scored entries are marked as thin: their mean is mostly chance.")
        }
        if let note = Note.unscored(total) { notes.append(note) }
        return notes
    }
}

extension Sums {
    /// The sums of an hour, which knows neither words nor moods nor squares.
    fileprivate init(_ hour: HourRollup) {
        self.init()
        entries = hour.entries
        scored = hour.scored
        scoreSum = hour.scoreSum
    }
}
