/// An entry named by its id or by its number, as people type it.
public enum EntryKey: Codable, Sendable, Hashable {
    case id(String)
    case number(Int64)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else {
            self = .id(try container.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .id(let id): try container.encode(id)
        case .number(let number): try container.encode(number)
        }
    }
}

/// Whether an entry's sentiment is there: `done`, `pending` (a provider will answer later) or `failed`.
public enum AnalysisWord: String, Codable, Sendable, CaseIterable {
    case done, pending, failed
}

/// An entry as the daemon gives it to its owner.
///
/// Lists asked for with `fields` hold only those members; decoding such an entry leaves the others at empty values.
public struct Entry: Codable, Sendable {
    public var id: String = ""
    /// 1, 2, 3 … per user, never used again.
    public var number: Int64 = 0
    public var title: String?
    public var body: String = ""
    /// In the order the writer gave them.
    public var categories: [String] = []
    /// The writer's own mood, 1–5.
    public var mood: Int?
    public var starred: Bool = false
    /// RFC 3339, with the offset that held in the entry's zone.
    public var at: String = ""
    /// IANA zone of the writer at that instant.
    public var zone: String = ""
    /// The writer's day, `YYYY-MM-DD`.
    public var day: String = ""
    public var words: Int = 0
    public var revision: Int64 = 0
    public var createdAt: String = ""
    public var updatedAt: String = ""
    public var trashedAt: String?
    public var sentiment: Nullable<SentimentResult> = .null
    public var analysis: AnalysisWord = .pending

    /// The members that are written, or nil for all. Not part of the wire.
    public var selection: Set<Field>?

    public init() {}

    /// The names of the members, as `fields` takes them.
    public enum Field: String, CodingKey, CaseIterable, Sendable {
        case id, number, title, body, categories, mood, starred, at, zone, day, words, revision
        case createdAt, updatedAt, trashedAt, sentiment, analysis
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Field.self)
        id = try members.decodeIfPresent(String.self, forKey: .id) ?? ""
        number = try members.decodeIfPresent(Int64.self, forKey: .number) ?? 0
        title = try members.decodeIfPresent(String.self, forKey: .title)
        body = try members.decodeIfPresent(String.self, forKey: .body) ?? ""
        categories = try members.decodeIfPresent([String].self, forKey: .categories) ?? []
        mood = try members.decodeIfPresent(Int.self, forKey: .mood)
        starred = try members.decodeIfPresent(Bool.self, forKey: .starred) ?? false
        at = try members.decodeIfPresent(String.self, forKey: .at) ?? ""
        zone = try members.decodeIfPresent(String.self, forKey: .zone) ?? ""
        day = try members.decodeIfPresent(String.self, forKey: .day) ?? ""
        words = try members.decodeIfPresent(Int.self, forKey: .words) ?? 0
        revision = try members.decodeIfPresent(Int64.self, forKey: .revision) ?? 0
        createdAt = try members.decodeIfPresent(String.self, forKey: .createdAt) ?? ""
        updatedAt = try members.decodeIfPresent(String.self, forKey: .updatedAt) ?? ""
        trashedAt = try members.decodeIfPresent(String.self, forKey: .trashedAt)
        sentiment = Nullable(try members.decodeIfPresent(SentimentResult.self, forKey: .sentiment))
        analysis = try members.decodeIfPresent(AnalysisWord.self, forKey: .analysis) ?? .pending
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Field.self)
        func wanted(_ field: Field) -> Bool { selection?.contains(field) ?? true }
        if wanted(.id) { try members.encode(id, forKey: .id) }
        if wanted(.number) { try members.encode(number, forKey: .number) }
        if wanted(.title) { try members.encodeIfPresent(title, forKey: .title) }
        if wanted(.body) { try members.encode(body, forKey: .body) }
        if wanted(.categories) { try members.encode(categories, forKey: .categories) }
        if wanted(.mood) { try members.encodeIfPresent(mood, forKey: .mood) }
        if wanted(.starred) { try members.encode(starred, forKey: .starred) }
        if wanted(.at) { try members.encode(at, forKey: .at) }
        if wanted(.zone) { try members.encode(zone, forKey: .zone) }
        if wanted(.day) { try members.encode(day, forKey: .day) }
        if wanted(.words) { try members.encode(words, forKey: .words) }
        if wanted(.revision) { try members.encode(revision, forKey: .revision) }
        if wanted(.createdAt) { try members.encode(createdAt, forKey: .createdAt) }
        if wanted(.updatedAt) { try members.encode(updatedAt, forKey: .updatedAt) }
        if wanted(.trashedAt) { try members.encodeIfPresent(trashedAt, forKey: .trashedAt) }
        if wanted(.sentiment) { try members.encode(sentiment, forKey: .sentiment) }
        if wanted(.analysis) { try members.encode(analysis, forKey: .analysis) }
    }

    static let properties: [Schema.Property] = [
        .optional("id", .uuid, "UUIDv7."),
        .optional("number", .integer(1...Int64.max), "The entry's own number, per user, never used again."),
        .optional("title", .string(), "Its title."),
        .optional("body", .string(), "What was written."),
        .optional("categories", .array(of: .string()), "Names, in the writer's order."),
        .optional("mood", .integer(1...5), "The writer's own mood."),
        .optional("starred", .boolean),
        .optional("at", .instant, "When it happened, with the offset of the entry's zone."),
        .optional("zone", .zone, "IANA zone of the writer."),
        .optional("day", .day, "The writer's day."),
        .optional("words", .integer(0...Int64.max)),
        .optional("revision", .integer(1...Int64.max), "Every change adds one."),
        .optional("createdAt", .instant),
        .optional("updatedAt", .instant),
        .optional("trashedAt", .instant),
        .optional("sentiment", .nullable(SentimentResult.schema)),
        .optional("analysis", .choice(AnalysisWord.allCases.map(\.rawValue))),
    ]

    /// An entry on the wire. With `fields`, only the asked-for members are there.
    public static let schema = Schema.object(properties)
}

/// What the writer gives for a new entry.
public struct EntryDraft: Codable, Sendable {
    public var body: String
    public var title: String?
    public var categories: [String]?
    public var mood: Int?
    public var starred: Bool?
    public var at: String?
    public var zone: String?
    public var idempotencyKey: String?
    /// Puts it under `private`: it never leaves the machine.
    public var isPrivate: Bool?

    enum CodingKeys: String, CodingKey {
        case body, title, categories, mood, starred, at, zone, idempotencyKey
        case isPrivate = "private"
    }

    public init(
        body: String, title: String? = nil, categories: [String]? = nil, mood: Int? = nil, starred: Bool? = nil,
        at: String? = nil, zone: String? = nil, idempotencyKey: String? = nil
    ) {
        self.body = body
        self.title = title
        self.categories = categories
        self.mood = mood
        self.starred = starred
        self.at = at
        self.zone = zone
        self.idempotencyKey = idempotencyKey
    }

    /// The members that create and update share, but for `body`.
    static let details: [Schema.Property] = [
        .optional("title", .name(1...EntryLimits.titleBytes), "One line."),
        .optional(
            "categories", .array(of: .name(1...EntryLimits.categoryBytes), 0...EntryLimits.categories),
            "Names; new ones are made. #words in the body add to them."),
        .optional("mood", .integer(1...5), "Your own word on it, 1 (worst) to 5 (best)."),
        .optional("starred", .boolean, "Whether it is marked."),
        .optional("at", .instant, "When it happened; now if absent."),
        .optional("zone", .zone, "IANA time zone of the writer; the account's if absent."),
    ]

    static let properties: [Schema.Property] =
        [.required("body", .text(1...EntryLimits.bodyBytes), "What you write.")] + details + [
            .optional("private", .boolean, "Puts it under the category private: it is never sent to a model outside."),
            .optional(
                "idempotencyKey", .string(1...128, format: .cursor),
                "Your own name for this request: sent twice, it is done once.")
        ]

    public static let schema = Schema.object(properties)
}

/// The sizes that an entry must keep.
public enum EntryLimits {
    /// UTF-8 bytes of a body.
    public static let bodyBytes = 262_144
    /// UTF-8 bytes of a title.
    public static let titleBytes = 512
    /// UTF-8 bytes of a category name.
    public static let categoryBytes = 128
    /// Categories that an entry may be given.
    public static let categories = 32
}
