import PluginAPI

/// The one place that knows the columns of an entry, for reading and for writing.
enum EntryRow {
    /// What `entry` reads, in its order, from `tables`.
    static let columns = """
        e.key, e.id, e.at, e.zone, e.day, e.hour, e.mood, e.starred, e.words, e.revision, e.createdAt, e.updatedAt, \
        e.trashedAt, e.categories, e.analysis, e.label, e.score, e.positive, e.neutral, e.negative, e.confidence, \
        e.analysedAt, e.provider, e.model, b.title, b.body, b.detail, b.terms, e.content
        """
    static let key: Int32 = 0
    static let categories: Int32 = 13
    static let terms: Int32 = 27
    static let content: Int32 = 28
    /// How many columns there are: where a query's further ones begin.
    static let width: Int32 = 29
    /// Adds the long part `b` to the entries `e` of a query.
    static let joinContents = "CROSS JOIN contents b ON b.serial = e.content"

    static let selectByID = "SELECT \(columns) FROM entries e \(joinContents) WHERE e.owner = ? AND e.id = ?"
    static let selectByKey = "SELECT \(columns) FROM entries e \(joinContents) WHERE e.key = ?"

    static let insert: StaticString = """
        INSERT INTO entries (
            at, zone, day, hour, mood, starred, words, revision, updatedAt, categories,
            analysis, label, score, positive, neutral, negative, confidence, analysedAt, provider, model,
            key, owner, id, createdAt, content, trashed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """
    static let rewrite: StaticString = """
        UPDATE entries SET
            at = ?, zone = ?, day = ?, hour = ?, mood = ?, starred = ?, words = ?, revision = ?, updatedAt = ?,
            categories = ?, analysis = ?, label = ?, score = ?, positive = ?, neutral = ?, negative = ?,
            confidence = ?, analysedAt = ?, provider = ?, model = ?
        WHERE key = ?
        """
    static let rewriteSentiment: StaticString = """
        UPDATE entries SET
            analysis = ?, label = ?, score = ?, positive = ?, neutral = ?, negative = ?, confidence = ?,
            analysedAt = ?, provider = ?, model = ?
        WHERE key = ?
        """
    static let insertContent: StaticString = """
        INSERT INTO contents (title, body, detail, terms, serial) VALUES (?, ?, ?, ?, ?)
        """
    static let rewriteContent: StaticString = """
        UPDATE contents SET title = ?, body = ?, detail = ?, terms = ? WHERE serial = ?
        """
}

// Writing.
extension EntryRow {
    static func bindContent(_ entry: StoredEntry, terms: [UInt8], to binding: inout Binding) {
        binding.add(entry.content.title?.bytes)
        binding.add(entry.content.body.bytes)
        binding.add(entry.sentiment?.detail.bytes)
        binding.add(terms)
    }

    static func bindEntry(_ entry: StoredEntry, to binding: inout Binding) {
        let content = entry.content
        binding.add(content.at.microseconds)
        binding.add(content.zone)
        binding.add(Int64(content.day.number))
        binding.add(Int64(content.hour))
        binding.add(content.mood.map { Int64($0.value) })
        binding.add(Int64(content.starred ? 1 : 0))
        binding.add(Int64(content.words))
        binding.add(Int64(entry.revision))
        binding.add(entry.updatedAt.microseconds)
        binding.add(packed(entry.categories))
        bindSentiment(entry, to: &binding)
    }

    static func bindSentiment(_ entry: StoredEntry, to binding: inout Binding) {
        binding.add(entry.analysis.number)
        guard let sentiment = entry.sentiment else {
            for _ in 0..<9 { binding.addNull() }
            return
        }
        binding.add(Int64(sentiment.label.index))
        for score in [
            sentiment.score, sentiment.positive, sentiment.neutral, sentiment.negative, sentiment.confidence,
        ] {
            binding.add(Int64(score.tenThousandths))
        }
        binding.add(sentiment.analysedAt.microseconds)
        binding.add(sentiment.provider)
        binding.add(sentiment.model)
    }

    /// Category ids, sixteen bytes each, in the writer's order.
    static func packed(_ categories: [CategoryID]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16 * categories.count) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            for (place, id) in categories.enumerated() {
                bytes.storeBytes(of: id.high.bigEndian, toByteOffset: 16 * place, as: UInt64.self)
                bytes.storeBytes(of: id.low.bigEndian, toByteOffset: 16 * place + 8, as: UInt64.self)
            }
            count = 16 * categories.count
        }
    }
}

// Reading.
extension EntryRow {
    /// - Throws: `.corrupt` for an id that is none.
    static func entry(_ row: Row) throws -> StoredEntry {
        StoredEntry(
            id: try row.id(1), number: EntryKey(row.int(key)).number, content: content(row),
            categories: categories(row.buffer(categories)), sentiment: sentiment(row),
            analysis: AnalysisState(number: row.int(14)), revision: Int32(truncatingIfNeeded: row.int(9)),
            createdAt: Instant(microseconds: row.int(10)), updatedAt: Instant(microseconds: row.int(11)),
            trashedAt: row.optionalInt(12).map(Instant.init(microseconds:)))
    }

    private static func content(_ row: Row) -> EntryContent {
        EntryContent(
            at: Instant(microseconds: row.int(2)), zone: row.text(3), day: LocalDay(clamping: row.int(4)),
            hour: Int(row.int(5)), title: row.optionalBytes(24).map(SealedBytes.init),
            body: SealedBytes(row.bytes(25)), mood: row.optionalInt(6).flatMap { Mood(Int($0)) },
            starred: row.int(7) != 0, words: Int(row.int(8)))
    }

    private static func sentiment(_ row: Row) -> StoredSentiment? {
        guard let label = row.optionalInt(15) else { return nil }
        return StoredSentiment(
            score: Score(clamping: row.int(16)), label: SentimentLabel(index: label),
            positive: Score(clamping: row.int(17)), neutral: Score(clamping: row.int(18)),
            negative: Score(clamping: row.int(19)), confidence: Score(clamping: row.int(20)),
            detail: SealedBytes(row.bytes(26)), provider: row.text(22), model: row.text(23),
            analysedAt: Instant(microseconds: row.int(21)))
    }

    static func categories(_ bytes: UnsafeRawBufferPointer) -> [CategoryID] {
        stride(from: 0, to: bytes.count - 15, by: 16).map { CategoryID(at: $0, of: bytes) }
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
