/// A parameter of a report.
public struct ReportParameter: Hashable, Sendable {
    /// What values it takes.
    public enum Kind: Hashable, Sendable {
        case integer(ClosedRange<Int64>)
        case choice([String])
        case boolean
        /// A category, by name on the wire, by id here.
        case category
    }

    /// lowerCamelCase; never `name`, `from`, `to` or `zone`.
    public let name: String
    public let kind: Kind
    public let help: String
    /// Whether the report needs it.
    public let isRequired: Bool

    public init(_ name: String, _ kind: Kind, required: Bool = false, help: String) {
        self.name = name
        self.kind = kind
        self.isRequired = required
        self.help = help
    }
}

/// The value of a parameter, already checked against its kind.
public enum ReportArgument: Hashable, Sendable {
    case integer(Int64)
    case choice(String)
    case boolean(Bool)
    case category(CategoryID)
}

/// A report that a plugin offers.
public struct ReportSpec: Hashable, Sendable {
    /// kebab-case, unique over all plugins.
    public let name: String
    public let help: String
    public let parameters: [ReportParameter]
    /// The span used when none is asked for, in days up to today; nil means everything.
    public let defaultDays: Int?

    public init(name: String, help: String, parameters: [ReportParameter] = [], defaultDays: Int?) {
        self.name = name
        self.help = help
        self.parameters = parameters
        self.defaultDays = defaultDays
    }
}

/// A report that is asked for.
public struct ReportRequest: Hashable, Sendable {
    public let name: String
    public let span: DaySpan
    /// The writer's day now, for what depends on whether a day is over.
    public let today: LocalDay
    /// ISO 8601 day on which a week starts, 1…7.
    public let weekStart: Int
    public let arguments: [String: ReportArgument]

    public init(
        name: String, span: DaySpan, today: LocalDay, weekStart: Int, arguments: [String: ReportArgument] = [:]
    ) {
        self.name = name
        self.span = span
        self.today = today
        self.weekStart = weekStart
        self.arguments = arguments
    }
}

/// The sums of one user, and nothing else of them.
public protocol RollupReader: Sendable {
    func days(in span: DaySpan) async throws(StorageError) -> [DayRollup]
    /// The sum of these days: cheaper where the days themselves do not matter.
    func total(in span: DaySpan) async throws(StorageError) -> Tally
    func hours(in span: DaySpan) async throws(StorageError) -> [HourRollup]
    func categories(in span: DaySpan) async throws(StorageError) -> [CategoryRollup]
    func days(of category: CategoryID, in span: DaySpan) async throws(StorageError) -> [CategoryDayRollup]
    func activeDays(in span: DaySpan) async throws(StorageError) -> [LocalDay]
}

extension RollupReader {
    public func total(in span: DaySpan) async throws(StorageError) -> Tally {
        var total = Tally()
        for rollup in try await days(in: span) { total += rollup.tally }
        return total
    }
}

/// Turns sums into reports. It sees numbers, days and category ids, never text and never whose they are.
public protocol AnalyticsPlugin: Plugin {
    var reports: [ReportSpec] { get }
    /// - Throws: what `reading` throws. A request for a report it does not offer does not reach it.
    func report(_ request: ReportRequest, reading: any RollupReader) async throws(StorageError) -> Report
}
