/// Which entries of a user are meant. Fields combine with AND; an absent field does not restrict.
public struct EntryFilter: Hashable, Sendable {
    /// Entries at or after this instant.
    public var since: Instant?
    /// Entries strictly before this instant.
    public var before: Instant?
    /// Entries of this day or a later one.
    public var firstDay: LocalDay?
    /// Entries of this day or an earlier one.
    public var lastDay: LocalDay?
    /// Entries of exactly these days (at most 400), or nil for any.
    public var days: [LocalDay]?
    /// Every one of these categories.
    public var allCategories: [CategoryID] = []
    /// For each inner list at least one of its categories.
    public var anyCategories: [[CategoryID]] = []
    /// None of these categories.
    public var notCategories: [CategoryID] = []
    /// The writer's own mood, inclusive; entries without one do not match.
    public var minimumMood: Mood?
    public var maximumMood: Mood?
    /// The sentiment score, inclusive; entries without one, or labelled unknown, do not match.
    public var minimumScore: Score?
    public var maximumScore: Score?
    /// One of these labels; nil for any.
    public var labels: Set<SentimentLabel>?
    public var starred: Bool?
    /// True: only the trash. False: only what is not in it.
    public var trashed = false

    public init() {}
}

/// The order of a list: by `at`, then by id.
public enum EntryOrder: String, Sendable, CaseIterable {
    case newest, oldest
}

/// A place in a list, made and understood by the store alone. At most 64 bytes.
public struct PagePosition: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// One page of a list.
public struct PageRequest: Hashable, Sendable {
    /// 1…1,000.
    public var limit: Int
    /// Where the page before ended, or nil for the first.
    public var after: PagePosition?

    public init(limit: Int, after: PagePosition? = nil) {
        self.limit = limit
        self.after = after
    }
}

/// What a page request found.
public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    /// Where to go on, or nil when there is no more.
    public let next: PagePosition?

    public init(items: [Item], next: PagePosition?) {
        self.items = items
        self.next = next
    }
}

/// Hashed terms that an entry must have and must not have.
public struct TermConjunction: Hashable, Sendable {
    /// All of these.
    public var all: [TermHash]
    /// None of these.
    public var none: [TermHash]

    public init(all: [TermHash], none: [TermHash] = []) {
        self.all = all
        self.none = none
    }
}
