/// A range that may be open at either end; both ends are included.
public struct Bounds<Value: Codable & Sendable>: Codable, Sendable {
    public var min: Value?
    public var max: Value?

    public init(min: Value? = nil, max: Value? = nil) {
        self.min = min
        self.max = max
    }
}

/// Which entries are meant: the filters that list, search and watch share. They combine with AND.
public struct EntrySelection: Codable, Sendable {
    /// Instant or day; that moment or day and later.
    public var since: String?
    /// Instant (before it) or day (that whole day and earlier).
    public var until: String?
    /// Entries with all of these.
    public var categories: [String]?
    /// Entries with at least one of these.
    public var anyCategories: [String]?
    /// Entries with none of these.
    public var notCategories: [String]?
    public var mood: Bounds<Int>?
    public var score: Bounds<Double>?
    /// Entries with one of these sentiment labels.
    public var labels: [String]?
    public var starred: Bool?
    /// True: the trash alone. Absent or false: what is not in it.
    public var trashed: Bool?

    public init() {}

    private static let names = Schema.array(of: .name(1...EntryLimits.categoryBytes), 1...64)

    static let properties: [Schema.Property] = [
        .optional("since", .instantOrDay, "From this instant, or from the start of this day."),
        .optional("until", .instantOrDay, "Before this instant, or to the end of this day."),
        .optional("categories", names, "Entries that have all of these."),
        .optional("anyCategories", names, "Entries that have at least one of these."),
        .optional("notCategories", names, "Entries that have none of these."),
        .optional(
            "mood",
            .object([.optional("min", .integer(1...5), "At least."), .optional("max", .integer(1...5), "At most.")]),
            "The writer's own mood."),
        .optional(
            "score",
            .object([.optional("min", .number(-1...1), "At least."), .optional("max", .number(-1...1), "At most.")]),
            "The sentiment score."),
        .optional(
            "labels", .array(of: .choice(SentimentResult.labels), 1...5), "Entries with one of these labels."),
        .optional("starred", .boolean, "Only marked ones, or only the others."),
        .optional("trashed", .boolean, "True: the trash alone."),
    ]
}

/// A page of a list to ask for.
public struct PageParams: Codable, Sendable {
    public var limit: Int?
    public var cursor: String?

    public init(limit: Int? = nil, cursor: String? = nil) {
        self.limit = limit
        self.cursor = cursor
    }

    static let properties: [Schema.Property] = [
        .optional("limit", .integer(1...500), "At most so many; 50 if absent."),
        .optional("cursor", .cursor, "Where the page before ended."),
    ]
}
