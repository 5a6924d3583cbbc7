import AnalyticsSupport
import PluginAPI

/// `mood-trend`: the mean score of each bucket, and how the span compares with the one before it.
enum MoodTrend {
    static let spec = ReportSpec(
        name: "mood-trend", help: "How the mean score went, compared with the span of equal length just before.",
        parameters: [Bucket.parameter], defaultDays: 90)

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        let before = spanBefore(request.span)
        let read = try await days(in: request.span, and: before, reading: reader)
        var now = Sums(), earlier = Sums()
        var days: [(day: LocalDay, sums: Sums)] = []
        days.reserveCapacity(read.count)
        for rollup in read {
            let sums = Sums(rollup.tally)
            if request.span.contains(rollup.day) {
                now += sums
                days.append((rollup.day, sums))
            } else if before?.contains(rollup.day) == true {
                earlier += sums
            }
        }
        var rows: [[ReportCell]] = []
        var notes: [String] = []
        if let axis = BucketAxis(over: days.lazy.map(\.day), request: request) {
            let buckets = axis.gather(days)
            rows = TrendFrame.rows(axis, buckets)
            notes = TrendFrame.notes(axis, buckets, span: request.span)
        } else {
            notes = [Note.noEntries]
        }
        if let note = Note.unscored(now) { notes.append(note) }
        let change = before == nil ? nil : Comparison(Sample(now), Sample(earlier))
        notes.append(contentsOf: changeNotes(change, before: before, now: now, earlier: earlier))
        return Report(
            frames: [
                ReportFrame(name: "trend", kind: .series, columns: TrendFrame.columns, rows: rows),
                .scalars("summary", summary(now, earlier, change)),
            ], notes: notes)
    }

    /// The span of equal length that ends just before this one; nil when the calendar has no room for it.
    static func spanBefore(_ span: DaySpan) -> DaySpan? {
        guard span.count > 0, span.first.distance(to: .distantPast) + span.count <= 0 else { return nil }
        return DaySpan(first: span.first.advanced(by: -span.count), last: span.first.advanced(by: -1))
    }

    /// The days of both spans in one read, so that both are of the same moment.
    private static func days(
        in span: DaySpan, and before: DaySpan?, reading reader: any RollupReader
    ) async throws(StorageError) -> [DayRollup] {
        guard span.count > 0 else { return [] }
        return try await reader.days(in: DaySpan(first: before?.first ?? span.first, last: span.last))
    }

    private static func summary(_ now: Sums, _ earlier: Sums, _ change: Comparison?) -> [Scalar] {
        [
            Scalar("meanScore", now.meanScore, unit: "score"),
            Scalar("meanMood", now.meanMood, unit: "mood"),
            Scalar("entries", count: now.entries, unit: "entries"),
            Scalar("scored", count: now.scored, unit: "entries"),
            Scalar("meanScoreBefore", earlier.meanScore, unit: "score"),
            Scalar("scoredBefore", count: earlier.scored, unit: "entries"),
            Scalar("difference", change?.difference, unit: "score"),
            Scalar("differenceLow", change?.interval?.low, unit: "score"),
            Scalar("differenceHigh", change?.interval?.high, unit: "score"),
        ]
    }

    private static func changeNotes(
        _ change: Comparison?, before: DaySpan?, now: Sums, earlier: Sums
    ) -> [String] {
        guard now.entries > 0 else { return [] }
        guard before != nil else { return ["The span reaches too far back to be compared with one before it."] }
        guard let change else {
            return [
                "A comparison with the span before needs \(Sample.minimum) scored entries on both sides; "
                    + "there are \(now.scored) now and \(earlier.scored) before."
            ]
        }
        guard let interval = change.interval else {
            return ["The scores do not vary, so that no confidence interval can be told."]
        }
        let verdict =
            interval.excludesZero
            ? "The difference from the span before is larger than chance alone would readily make it."
            : "The difference from the span before is within what chance alone would readily make."
        return [verdict, Note.independence]
    }
}
