public import PluginAPI

/// The series of scores along buckets, the same for all entries and for those of one category.
public enum TrendFrame {
    /// A bucket with fewer scored entries is marked as thin: its mean is mostly chance.
    public static let thinBelow: Int64 = 3
    /// How many buckets the rolling mean looks back over, its own included.
    public static let window = 7

    /// The columns of `rows`.
    public static let columns = [
        ReportColumn("start", .day),
        ReportColumn("meanScore", .number, unit: "score"),
        ReportColumn("rollingMean", .number, unit: "score"),
        ReportColumn("entries", .integer, unit: "entries"),
        ReportColumn("scored", .integer, unit: "entries"),
        ReportColumn("meanMood", .number, unit: "mood"),
        ReportColumn("thin", .integer, unit: "flag"),
    ]

    /// A row for each bucket. A bucket without scored entries has no mean.
    ///
    /// The rolling mean is that of all scored entries of the bucket and the six before it, so that buckets weigh as
    /// much as they have entries. At the start it looks back only as far as the axis goes.
    public static func rows(_ axis: BucketAxis, _ buckets: [Sums]) -> [[ReportCell]] {
        var result: [[ReportCell]] = []
        result.reserveCapacity(buckets.count)
        var rolling = Sums()
        for (position, sums) in buckets.enumerated() {
            rolling += sums
            if position >= window { rolling -= buckets[position - window] }
            result.append([
                .day(axis.start(at: position)), .numberOrNull(sums.meanScore), .numberOrNull(rolling.meanScore),
                .integer(sums.entries), .integer(sums.scored), .numberOrNull(sums.meanMood),
                .integer(sums.scored < thinBelow ? 1 : 0),
            ])
        }
        return result
    }

    /// Notes on a series: its axis, and its thin buckets.
    public static func notes(_ axis: BucketAxis, _ buckets: [Sums], span: DaySpan) -> [String] {
        var notes = axis.notes(span: span)
        let thin = buckets.reduce(0) { $1.scored < thinBelow ? $0 + 1 : $0 }
        if thin > 0 {
            notes.append(
                "\(thin) of \(buckets.count) rows have fewer than \(thinBelow) scored entries and are marked as thin; "
                    + "the rolling mean over \(window) rows is steadier.")
        }
        return notes
    }
}
