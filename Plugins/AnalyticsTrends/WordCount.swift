import AnalyticsSupport
import PluginAPI

/// `words`: how much was written in each bucket.
enum WordCount {
    static let spec = ReportSpec(
        name: "words", help: "How many words you wrote, by day, week or month, and your best day.",
        parameters: [Bucket.parameter], defaultDays: 90)

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        let read = request.span.count > 0 ? try await reader.days(in: request.span) : []
        var total = Sums()
        var activeDays: Int64 = 0
        var best: (day: LocalDay, sums: Sums)?
        let days = read.map { (day: $0.day, sums: Sums($0.tally)) }
        for item in days {
            total += item.sums
            if item.sums.entries > 0 { activeDays += 1 }
            if item.sums.words > best?.sums.words ?? 0 { best = item }
        }
        var rows: [[ReportCell]] = []
        var notes = [Note.noEntries]
        if let axis = BucketAxis(over: days.lazy.map(\.day), request: request) {
            rows = Self.rows(axis, axis.gather(days))
            notes = axis.notes(span: request.span)
        }
        return Report(
            frames: [
                ReportFrame(name: "words", kind: .series, columns: columns, rows: rows),
                .scalars("summary", summary(total, activeDays)),
                ReportFrame(name: "bestDay", kind: .table, columns: bestColumns, rows: best.map { [bestRow($0)] } ?? []),
            ], notes: notes)
    }

    private static let columns = [
        ReportColumn("start", .day), ReportColumn("words", .integer, unit: "words"),
        ReportColumn("entries", .integer, unit: "entries"), ReportColumn("wordsPerEntry", .number, unit: "words"),
    ]
    private static let bestColumns = [
        ReportColumn("day", .day), ReportColumn("words", .integer, unit: "words"),
        ReportColumn("entries", .integer, unit: "entries"),
    ]

    private static func rows(_ axis: BucketAxis, _ buckets: [Sums]) -> [[ReportCell]] {
        buckets.enumerated().map { position, sums in
            [
                .day(axis.start(at: position)), .integer(sums.words), .integer(sums.entries),
                .numberOrNull(sums.meanWords),
            ]
        }
    }

    private static func bestRow(_ best: (day: LocalDay, sums: Sums)) -> [ReportCell] {
        [.day(best.day), .integer(best.sums.words), .integer(best.sums.entries)]
    }

    private static func summary(_ total: Sums, _ activeDays: Int64) -> [Scalar] {
        [
            Scalar("words", count: total.words, unit: "words"),
            Scalar("entries", count: total.entries, unit: "entries"),
            Scalar("activeDays", count: activeDays, unit: "days"),
            Scalar("wordsPerEntry", total.meanWords, unit: "words"),
            Scalar("wordsPerActiveDay", ratio(total.words, activeDays), unit: "words"),
        ]
    }
}
