import AnalyticsSupport
import PluginAPI

/// `category-trend`: the mean score of one category along buckets, and its share of what was written.
enum CategoryTrend {
    static let spec = ReportSpec(
        name: "category-trend", help: "How the mood of one category went, and how much of your entries it was.",
        parameters: [
            ReportParameter("category", .category, required: true, help: "The category."), Bucket.parameter,
        ], defaultDays: 365)

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        guard case .category(let category)? = request.arguments["category"], request.span.count > 0 else {
            return answer([], share: [], Sums(), of: Sums(), notes: [Note.noEntries])
        }
        let days = try await reader.days(of: category, in: request.span).map { (day: $0.day, sums: Sums($0.tally)) }
        guard let axis = BucketAxis(over: days.lazy.map(\.day), request: request) else {
            return answer([], share: [], Sums(), of: Sums(), notes: [Note.noEntries])
        }
        let all = try await reader.days(in: request.span).map { (day: $0.day, sums: Sums($0.tally)) }
        var own = Sums(), total = Sums()
        for item in days { own += item.sums }
        for item in all { total += item.sums }
        let buckets = axis.gather(days)
        let share = zip(buckets, axis.gather(all)).map { percent($0.entries, of: $1.entries) }
        var notes = TrendFrame.notes(axis, buckets, span: request.span)
        if let note = Note.unscored(own) { notes.append(note) }
        return answer(TrendFrame.rows(axis, buckets), share: share, own, of: total, notes: notes)
    }

    /// The share is of all entries of the same bucket.
    private static func answer(
        _ rows: [[ReportCell]], share: [Double?], _ own: Sums, of total: Sums, notes: [String]
    ) -> Report {
        Report(
            frames: [
                ReportFrame(
                    name: "trend", kind: .series,
                    columns: TrendFrame.columns + [ReportColumn("share", .number, unit: "percent")],
                    rows: zip(rows, share).map { $0 + [.numberOrNull($1)] }),
                .scalars(
                    "summary",
                    [
                        Scalar("meanScore", own.meanScore, unit: "score"),
                        Scalar("meanMood", own.meanMood, unit: "mood"),
                        Scalar("entries", count: own.entries, unit: "entries"),
                        Scalar("scored", count: own.scored, unit: "entries"),
                        Scalar("share", percent(own.entries, of: total.entries), unit: "percent"),
                    ]),
            ], notes: notes)
    }
}
