public import PluginAPI

/// A stretch of the calendar into which days are gathered. The raw value is the word on the wire.
public enum Bucket: String, Sendable, CaseIterable {
    case day, week, month
    /// Never asked for; used when months would be too many.
    case year
    /// Never asked for; used when years would be too many.
    case decade

    /// The parameter by which a report lets its reader choose.
    public static let parameter = ReportParameter(
        "bucket", .choice([Bucket.day, .week, .month].map(\.rawValue)),
        help: "What a row gathers: a day, a week or a month. If not said, a day up to 92 days, a week up to two years, else a month.")

    /// The bucket asked for, or the one that so many days are best read by.
    public init(_ request: ReportRequest, days: Int) {
        if case .choice(let word)? = request.arguments[Self.parameter.name], let bucket = Bucket(rawValue: word) {
            self = bucket
        } else {
            self = days <= Self.mostDays ? .day : days <= Self.mostWeekDays ? .week : .month
        }
    }

    /// A quarter: beyond it days are too many to be told apart.
    private static let mostDays = 92
    /// Two years, one of them a leap year.
    private static let mostWeekDays = 731

    /// The next coarser one.
    public var coarser: Bucket? {
        switch self {
        case .day: .week
        case .week: .month
        case .month: .year
        case .year: .decade
        case .decade: nil
        }
    }

    /// The number of the bucket that holds a day; numbers of neighbours differ by one.
    func index(of day: LocalDay, weekStart: Int) -> Int64 {
        switch self {
        case .day: return Int64(day.number)
        case .week: return floorDivide(Int64(day.number) + 3 - Int64(weekStart - 1), 7)
        case .month:
            let civil = day.civil
            return Int64(civil.year) * 12 + Int64(civil.month - 1)
        case .year: return Int64(day.civil.year)
        case .decade: return Int64(day.civil.year / 10)
        }
    }

    /// The day number on which a bucket starts, which may lie just outside the calendar at its ends.
    func startNumber(of index: Int64, weekStart: Int) -> Int64 {
        switch self {
        case .day: return index
        case .week: return index * 7 - 3 + Int64(weekStart - 1)
        case .month: return Self.firstDay(year: floorDivide(index, 12), month: Int(index - floorDivide(index, 12) * 12) + 1)
        case .year: return Self.firstDay(year: index, month: 1)
        case .decade: return Self.firstDay(year: index * 10, month: 1)
        }
    }

    private static func firstDay(year: Int64, month: Int) -> Int64 {
        guard year >= 1 else { return Int64(LocalDay.range.lowerBound) }
        return LocalDay(year: Int(year), month: month, day: 1).map { Int64($0.number) } ?? Int64(LocalDay.range.upperBound) + 1
    }
}
