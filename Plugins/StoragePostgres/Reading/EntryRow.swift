import PluginAPI

/// The one place that knows the columns of an entry, for reading and for writing.
enum EntryRow {
    /// What `entry` reads, in its order, from `entries e`.
    static let columns = """
        e.id, e.number, e.at, e.zone, e.day, e.hour, e.mood, e.starred, e.words, e.revision, e.created_at, e.updated_at, \
        e.trashed_at, e.categories, e.analysis, e.label, e.score, e.positive, e.neutral, e.negative, e.confidence, \
        e.analysed_at, e.provider, e.model, e.detail
        """
    /// Where a query's further columns begin.
    static let width: Int32 = 25
    /// The same with title and body, from `entries e` and its `EntryJoin.contents`.
    static let withContents = columns + ", c.title, c.body"

    /// - Parameter hasContents: whether title and body follow.
    /// - Throws: `.corrupt` for an id that is none.
    static func entry(_ row: Row, from first: Int32 = 0, hasContents: Bool = true) throws -> StoredEntry {
        StoredEntry(
            id: try row.id(first), number: row.int(first + 1), content: content(row, first, hasContents),
            categories: row.ids(first + 13), sentiment: sentiment(row, first),
            analysis: AnalysisState(number: row.int(first + 14)),
            revision: Int32(truncatingIfNeeded: row.int(first + 9)), createdAt: row.instant(first + 10),
            updatedAt: row.instant(first + 11), trashedAt: row.optionalInstant(first + 12))
    }

    private static func content(_ row: Row, _ first: Int32, _ hasContents: Bool) -> EntryContent {
        EntryContent(
            at: row.instant(first + 2), zone: row.text(first + 3), day: LocalDay(clamping: row.int(first + 4)),
            hour: Int(row.int(first + 5)),
            title: hasContents ? row.optionalBytes(first + width).map(SealedBytes.init) : nil,
            body: SealedBytes(hasContents ? row.bytes(first + width + 1) : []),
            mood: row.optionalInt(first + 6).flatMap { Mood(Int($0)) }, starred: row.bool(first + 7),
            words: Int(row.int(first + 8)))
    }

    private static func sentiment(_ row: Row, _ first: Int32) -> StoredSentiment? {
        guard let label = row.optionalInt(first + 15) else { return nil }
        func score(_ column: Int32) -> Score { Score(clamping: row.int(first + column)) }
        return StoredSentiment(
            score: score(16), label: SentimentLabel(index: label), positive: score(17), neutral: score(18),
            negative: score(19), confidence: score(20), detail: SealedBytes(row.bytes(first + 24)),
            provider: row.text(first + 22), model: row.text(first + 23), analysedAt: row.instant(first + 21))
    }
}

// Writing: columns as arrays, which `unnest` makes rows of. The categories of all rows are one array, cut by place.
extension EntryRow {
    /// Columns that a change may write, in the order of `add`, with the types of their arrays.
    private static let changing: [(name: String, type: String)] = [
        ("at", "bigint"), ("zone", "text"), ("day", "bigint"), ("hour", "bigint"), ("mood", "bigint"), ("starred", "bool"),
        ("words", "bigint"), ("revision", "bigint"), ("updated_at", "bigint"), ("trashed_at", "bigint"),
        ("analysis", "bigint"), ("label", "bigint"), ("score", "bigint"), ("positive", "bigint"), ("neutral", "bigint"),
        ("negative", "bigint"), ("confidence", "bigint"), ("analysed_at", "bigint"), ("provider", "text"),
        ("model", "text"), ("detail", "bytea"),
    ]

    /// Their arrays from `$6` on: before them are owner, id, and the categories with their places.
    private static let arrays = changing.enumerated().map { "$\($0.offset + 6)::\($0.element.type)[]" }.joined(separator: ", ")
    private static let names = changing.map(\.name).joined(separator: ", ")
    private static let numbers = "$\(changing.count + 6)::bigint[], $\(changing.count + 7)::bigint[]"

    private static let insertSQL = """
        INSERT INTO entries (user_id, id, categories, \(names), number, created_at)
        SELECT n.user_id, n.id, ($5::uuid[])[n.first_category:n.last_category],
            \(changing.map { "n.\($0.name)" }.joined(separator: ", ")), n.number, n.created_at
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], \(arrays), \(numbers))
            AS n (user_id, id, first_category, last_category, \(names), number, created_at)
        """

    private static let updateSQL = """
        UPDATE entries e SET categories = ($5::uuid[])[n.first_category:n.last_category],
            \(changing.map { "\($0.name) = n.\($0.name)" }.joined(separator: ", "))
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], \(arrays))
            AS n (user_id, id, first_category, last_category, \(names))
        WHERE e.user_id = n.user_id AND e.id = n.id
        """

    static func insert(_ rows: [(owner: UserID, entry: StoredEntry)]) -> Query {
        Query(insertSQL) {
            add(rows, to: &$0)
            $0.addArray(rows.lazy.map(\.entry.number))
            $0.addArray(rows.lazy.map(\.entry.createdAt.microseconds))
        }
    }

    static func update(_ rows: [(owner: UserID, entry: StoredEntry)]) -> Query { Query(updateSQL) { add(rows, to: &$0) } }

    private static func add(_ rows: [(owner: UserID, entry: StoredEntry)], to parameters: inout Parameters) {
        parameters.addArray(rows.lazy.map(\.owner))
        parameters.addArray(rows.lazy.map(\.entry.id))
        let slices = Slices(rows.lazy.map(\.entry.categories.count))
        parameters.addArray(slices.first)
        parameters.addArray(slices.last)
        parameters.addArray(rows.flatMap(\.entry.categories))
        let entries = rows.map(\.entry)
        addContent(entries, to: &parameters)
        addSentiment(entries, to: &parameters)
    }

    private static func addContent(_ entries: [StoredEntry], to parameters: inout Parameters) {
        parameters.addArray(entries.lazy.map(\.content.at.microseconds))
        parameters.addArray(entries.lazy.map(\.content.zone))
        parameters.addArray(entries.lazy.map { Int64($0.content.day.number) })
        parameters.addArray(entries.lazy.map { Int64($0.content.hour) })
        parameters.addArray(entries.lazy.map { $0.content.mood.map { Int64($0.value) } })
        parameters.addArray(entries.lazy.map(\.content.starred))
        parameters.addArray(entries.lazy.map { Int64($0.content.words) })
        parameters.addArray(entries.lazy.map { Int64($0.revision) })
        parameters.addArray(entries.lazy.map(\.updatedAt.microseconds))
        parameters.addArray(entries.lazy.map { $0.trashedAt?.microseconds })
    }

    private static func addSentiment(_ entries: [StoredEntry], to parameters: inout Parameters) {
        parameters.addArray(entries.lazy.map(\.analysis.number))
        parameters.addArray(entries.lazy.map { $0.sentiment.map { Int64($0.label.index) } })
        func addScores(_ score: (StoredSentiment) -> Score) {
            parameters.addArray(entries.map { $0.sentiment.map { Int64(score($0).tenThousandths) } })
        }
        addScores(\.score)
        addScores(\.positive)
        addScores(\.neutral)
        addScores(\.negative)
        addScores(\.confidence)
        parameters.addArray(entries.lazy.map { $0.sentiment?.analysedAt.microseconds })
        parameters.addArray(entries.lazy.map { $0.sentiment?.provider })
        parameters.addArray(entries.lazy.map { $0.sentiment?.model })
        parameters.addArray(entries.lazy.map { $0.sentiment?.detail.bytes })
    }
}

/// Where the parts of many rows lie in one array that holds them all, as PostgreSQL counts: from 1, both ends included.
struct Slices {
    private(set) var first: [Int64] = []
    private(set) var last: [Int64] = []

    init(_ counts: some Sequence<Int>) {
        var end: Int64 = 0
        for count in counts {
            first.append(end + 1)
            end += Int64(count)
            last.append(end)
        }
    }
}

extension AnalysisState {
    /// How it is written in a row.
    var number: Int64 {
        switch self {
        case .done: 0
        case .pending: 1
        case .failed: 2
        }
    }

    /// A number that is none of these counts as failed.
    init(number: Int64) {
        switch number {
        case 0: self = .done
        case 1: self = .pending
        default: self = .failed
        }
    }
}

extension SentimentLabel {
    /// The label with this place in a tally; any other number counts as unknown.
    init(index: Int64) {
        self = Self.allCases.first { Int64($0.index) == index } ?? .unknown
    }
}
