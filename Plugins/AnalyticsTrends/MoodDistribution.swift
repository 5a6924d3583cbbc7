import AnalyticsSupport
import PluginAPI

/// `mood-distribution`: how many entries have each label and each of the writer's own moods.
enum MoodDistribution {
    static let spec = ReportSpec(
        name: "mood-distribution", help: "How many entries are positive, neutral, negative or mixed, and your own moods.",
        defaultDays: 90)

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        let total = request.span.count > 0 ? try await reader.total(in: request.span) : Tally()
        let sums = Sums(total)
        let labelled = total.labels.reduce(0, &+)
        return Report(
            frames: [
                ReportFrame(name: "labels", kind: .table, columns: labelColumns, rows: labelRows(total, labelled)),
                ReportFrame(name: "moods", kind: .series, columns: moodColumns, rows: moodRows(total, sums.moodCount)),
                .scalars(
                    "summary",
                    [
                        Scalar("entries", count: sums.entries, unit: "entries"),
                        Scalar("labelled", count: labelled, unit: "entries"),
                        Scalar("meanScore", sums.meanScore, unit: "score"),
                        Scalar("withMood", count: sums.moodCount, unit: "entries"),
                        Scalar("meanMood", sums.meanMood, unit: "mood"),
                    ]),
            ], notes: notes(sums, labelled, unknown: at(SentimentLabel.unknown.index, total.labels)))
    }

    private static let labelColumns = [
        ReportColumn("label", .text), ReportColumn("entries", .integer, unit: "entries"),
        ReportColumn("share", .number, unit: "percent"),
    ]
    private static let moodColumns = [
        ReportColumn("mood", .integer, unit: "mood"), ReportColumn("entries", .integer, unit: "entries"),
        ReportColumn("share", .number, unit: "percent"),
    ]

    /// Shares are of the entries that have a label.
    private static func labelRows(_ total: Tally, _ labelled: Int64) -> [[ReportCell]] {
        SentimentLabel.allCases.map { label in
            let count = at(label.index, total.labels)
            return [.text(label.rawValue), .integer(count), .numberOrNull(percent(count, of: labelled))]
        }
    }

    /// Shares are of the entries that have a mood.
    private static func moodRows(_ total: Tally, _ withMood: Int64) -> [[ReportCell]] {
        (1...5).map { mood in
            let count = at(mood - 1, total.moods)
            return [.integer(Int64(mood)), .integer(count), .numberOrNull(percent(count, of: withMood))]
        }
    }

    private static func at(_ index: Int, _ counts: [Int64]) -> Int64 {
        counts.indices.contains(index) ? counts[index] : 0
    }

    private static func notes(_ sums: Sums, _ labelled: Int64, unknown: Int64) -> [String] {
        guard sums.entries > 0 else { return [Note.noEntries] }
        var notes: [String] = []
        if sums.entries > labelled {
            notes.append("\(sums.entries &- labelled) of \(sums.entries) entries are not analysed yet and have no label.")
        }
        if unknown > 0 {
            notes.append("Entries labelled unknown held nothing that could be understood; no mean counts them.")
        }
        if sums.moodCount == 0 {
            notes.append("No entry of this span carries a mood of your own.")
        }
        return notes
    }
}
