public import PluginAPI

/// The buckets from the first to the last active day, without gaps, and never more than `BucketAxis.most`.
public struct BucketAxis: Hashable, Sendable {
    /// The most buckets that a report shows; beyond it a coarser bucket is used. Nearly eleven years of days.
    public static let most: Int64 = 4_000

    public let bucket: Bucket
    public let asked: Bucket
    /// How many buckets, at least 1.
    public let count: Int
    private let weekStart: Int
    private let firstIndex: Int64

    /// The axis over two days, in either order.
    /// - Parameter weekStart: ISO 8601 day on which a week starts; anything but 1…7 is brought into it.
    public init(from one: LocalDay, to other: LocalDay, asked: Bucket, weekStart: Int) {
        let start = normalWeekday(weekStart)
        let first = min(one, other), last = max(one, other)
        var bucket = asked
        while bucket.index(of: last, weekStart: start) - bucket.index(of: first, weekStart: start) >= Self.most,
            let coarser = bucket.coarser
        {
            bucket = coarser
        }
        self.bucket = bucket
        self.asked = asked
        self.weekStart = start
        firstIndex = bucket.index(of: first, weekStart: start)
        count = Int(bucket.index(of: last, weekStart: start) - firstIndex) + 1
    }

    /// The axis over the days of some rollups; nil when there are none.
    public init?(over days: some Sequence<LocalDay>, request: ReportRequest) {
        var ends: (first: LocalDay, last: LocalDay)?
        for day in days {
            ends = ends.map { (min($0.first, day), max($0.last, day)) } ?? (day, day)
        }
        guard let ends else { return nil }
        let asked = Bucket(request, days: ends.first.distance(to: ends.last) + 1)
        self.init(from: ends.first, to: ends.last, asked: asked, weekStart: request.weekStart)
    }

    /// The place of the bucket that holds a day, or nil outside the axis.
    public func position(of day: LocalDay) -> Int? {
        let position = bucket.index(of: day, weekStart: weekStart) - firstIndex
        return position >= 0 && position < Int64(count) ? Int(position) : nil
    }

    /// The first day of the bucket at a place, held within the calendar. It may lie before the span.
    public func start(at position: Int) -> LocalDay {
        LocalDay(clamping: bucket.startNumber(of: firstIndex + Int64(position), weekStart: weekStart))
    }

    /// The sums of each bucket.
    public func gather(_ days: some Sequence<(day: LocalDay, sums: Sums)>) -> [Sums] {
        var result = [Sums](repeating: Sums(), count: count)
        for (day, sums) in days {
            if let position = position(of: day) { result[position] += sums }
        }
        return result
    }

    /// What the reader should know: a coarser bucket than asked for, and buckets that reach beyond the span.
    public func notes(span: DaySpan) -> [String] {
        var notes: [String] = []
        if bucket != asked {
            notes.append(
                "A row for each \(asked.rawValue) would be more than \(Self.most) rows, so each row is a \(bucket.rawValue).")
        }
        let end = bucket.startNumber(of: firstIndex + Int64(count), weekStart: weekStart) - 1
        let startsEarly = bucket.startNumber(of: firstIndex, weekStart: weekStart) < Int64(span.first.number)
        switch (startsEarly, end > Int64(span.last.number)) {
        case (true, true): notes.append("The first and the last \(bucket.rawValue) hold only their days within the span.")
        case (true, false): notes.append("The first \(bucket.rawValue) holds only its days within the span.")
        case (false, true): notes.append("The last \(bucket.rawValue) holds only its days within the span.")
        case (false, false): break
        }
        return notes
    }
}

/// An ISO 8601 weekday, 1…7, from any number by counting round the week.
public func normalWeekday(_ number: Int) -> Int {
    let remainder = number % 7
    return remainder <= 0 ? remainder + 7 : remainder
}
