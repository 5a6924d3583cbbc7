import PluginAPI

/// How one section of a transfer stands in this database.
struct TransferTable: Sendable {
    /// How a column is kept, and read and written on the way.
    enum Kind: Sendable {
        /// The nil UUID stands for nobody.
        case owner
        case uuid, integer, flag, text, bytes
        /// A number that the table has 32 bits for.
        case small
        /// A number that stands for a word.
        case label
    }

    struct Column: Sendable {
        let name: String
        let kind: Kind
    }

    let section: TransferSection
    /// Where rows are read from, as a table `t` with these columns.
    let source: String
    /// Key first; nil for the owner of what belongs to nobody ever.
    let columns: [Column]
    /// The table that rows are added to, and columns that it has besides, with their values.
    let table: String
    let constants: [Constant]
    let hasOwner: Bool

    typealias Constant = (name: String, type: CopyRows.ColumnType, value: CopyRows.Value)

    private init(
        _ section: TransferSection, _ table: String, _ columns: String, source: String? = nil,
        constants: [Constant] = [], hasOwner: Bool = true
    ) {
        self.section = section
        self.table = table
        self.source = source ?? "\(table) t"
        self.constants = constants
        self.hasOwner = hasOwner
        // "name:kind", where a name alone is a number.
        self.columns = columns.split(separator: " ").map { word in
            let parts = word.split(separator: ":")
            return Column(name: String(parts[0]), kind: Self.kind(parts.count > 1 ? parts[1] : ""))
        }
    }

    private static func kind(_ word: Substring) -> Kind {
        switch word {
        case "owner": .owner
        case "uuid": .uuid
        case "flag": .flag
        case "text": .text
        case "bytes": .bytes
        case "label": .label
        case "small": .small
        default: .integer
        }
    }

    /// Where only rows of users that are there count.
    private static func ofUsers(_ table: String) -> String {
        "(SELECT * FROM \(table) o WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = o.user_id)) t"
    }

    /// Nil for sections that have values of their own: users, entries and jobs.
    init?(_ section: TransferSection) {
        switch section {
        case .users, .entries, .jobs: return nil
        case .keyShares:
            self.init(section, "key_shares", "user_id:owner share:bytes", source: Self.ofUsers("key_shares"))
        case .linkedUIDs:
            self.init(
                section, "uids", "user_id:owner uid at", source: "(SELECT * FROM uids WHERE NOT is_own) t",
                constants: [("is_own", .bool, .flag(false))])
        case .credentials:
            self.init(
                section, "credentials",
                "user_id:owner password_hash:text seed:bytes last_step pending_seed:bytes initial_until")
        case .recoveryCodes: self.init(section, "recovery_codes", "user_id:owner hash:bytes")
        case .sessions:
            self.init(
                section, "sessions",
                "user_id:owner id:uuid uid label:bytes second_factor:flag created_at used_at idle_until expires_at refresh:bytes")
        case .usedRefreshTokens:
            self.init(section, "used_refresh_tokens", "user_id:owner session:uuid serial hash:bytes")
        case .apiTokens:
            self.init(
                section, "api_tokens",
                "user_id:owner id:uuid label:bytes hash:bytes scopes:text created_at expires_at used_at used_by")
        case .audit:
            self.init(
                section, "audit",
                "user_id:owner id:uuid at account:uuid actor:uuid uid kind:text outcome:text method:text subject:text")
        case .categories:
            self.init(section, "categories", "user_id:owner id:uuid name_hash:bytes sealed_name:bytes colour:text created_at")
        case .revisions:
            self.init(section, "history", "user_id:owner entry:uuid revision:small saved_at title:bytes body:bytes")
        case .requests: self.init(section, "requests", "user_id:owner key:bytes fingerprint:bytes id:uuid number")
        case .batches: self = Self.batches
        case .otherScores:
            self.init(
                section, "other_scores",
                """
                user_id:owner entry:uuid provider:text label:label score:small positive:small neutral:small negative:small \
                confidence:small analysed_at model:text detail:bytes
                """)
        case .answers:
            self.init(section, "answers", "user_id:owner key:bytes answer:bytes", constants: [("kept_at", .int8, .number(0))])
        case .providerUse:
            self.init(section, "provider_use", "user_id:owner month provider:text calls input_tokens output_tokens cost")
        case .consents: self.init(section, "remote_consents", "user_id:owner is_given:flag masks:flag monthly_micros")
        case .choices: self.init(section, "choices", "name:text value:text", hasOwner: false)
        }
    }

    /// Those of deleted accounts are nobody's: their texts are still to be deleted at the server.
    private static let batches = TransferTable(
        .batches, "batches",
        """
        user_id:owner id:uuid parent:uuid provider:text model:text prompt_version:text created_at count ticket:text \
        is_over:flag holder:uuid due_at calls input_tokens output_tokens cost
        """,
        source: """
            (SELECT coalesce(u.id, '\(nobody)') AS user_id, b.id, parent, provider, model, prompt_version, b.created_at, count,
                ticket, is_over, holder, due_at, calls, input_tokens, output_tokens, cost
            FROM batches b LEFT JOIN users u ON u.id = b.user_id) t
            """)

    static let nobody = "00000000-0000-0000-0000-000000000000"

    /// How many columns of the key there are here.
    var keyWidth: Int { section.key.count - (hasOwner ? 0 : 1) }
}

// Reading.
extension TransferTable {
    private var keyNames: [String] {
        columns.prefix(keyWidth).map { $0.kind == .text ? "t.\($0.name) COLLATE \"C\"" : "t.\($0.name)" }
    }

    /// The next rows behind a key.
    func page(after key: [TransferValue]?, limit: Int) throws(StorageError) -> Query {
        let names = keyNames.joined(separator: ", ")
        let place = key.map { _ in (1...keyWidth).map { "$\($0)\(Self.cast(columns[$0 - 1].kind))" }.joined(separator: ", ") }
        let condition = place.map { "WHERE (\(names)) > (\($0))" } ?? ""
        let sql = """
            SELECT \(columns.map { "t.\($0.name)" }.joined(separator: ", ")) FROM \(source) \(condition)
            ORDER BY \(names) LIMIT \(limit)
            """
        var parameters = Parameters()
        if let key { try add(hasOwner ? key : Array(key.dropFirst()), to: &parameters) }
        return Query(sql, parameters, isKept: false)
    }

    private func add(_ key: [TransferValue], to parameters: inout Parameters) throws(StorageError) {
        for (column, value) in zip(columns, key) {
            switch value {
            case .bytes(let bytes): parameters.add(column.kind == .owner && bytes.isEmpty ? [UInt8](repeating: 0, count: 16) : bytes)
            case .integer(let number): parameters.add(number)
            case .text(let text): parameters.add(text)
            case .null: throw .invalidPosition
            }
        }
    }

    static func cast(_ kind: Kind) -> String {
        switch kind {
        case .owner, .uuid: "::uuid"
        case .integer, .small, .label: "::bigint"
        case .flag: "::bool"
        case .text: "::text"
        case .bytes: "::bytea"
        }
    }

    func row(_ row: Row) -> TransferRow {
        let values = columns.enumerated().map { value(row, Int32($0.offset), $0.element.kind) }
        return TransferRow((hasOwner ? [] : [.bytes([])]) + values)
    }

    private func value(_ row: Row, _ column: Int32, _ kind: Kind) -> TransferValue {
        guard !row.isNull(column) else { return .null }
        switch kind {
        case .owner:
            let bytes = row.bytes(column)
            return .bytes(bytes.contains { $0 != 0 } ? bytes : [])
        case .uuid, .bytes: return .bytes(row.bytes(column))
        case .integer, .small, .flag: return .integer(row.int(column))
        case .label: return .text(SentimentLabel(index: row.int(column)).rawValue)
        case .text: return .text(row.text(column))
        }
    }

    var count: Query { Query("SELECT count(*) FROM \(source)", isKept: false) }
}

// Writing.
extension TransferTable {
    /// - Throws: `.corrupt` for a row that is not as the section says.
    func copy(_ rows: [TransferRow]) throws -> CopyRows {
        let skipped = hasOwner ? 0 : 1
        var copy = CopyRows(
            table, columns.map { .init($0.name, $0.kind.stored) } + constants.map { .init($0.name, $0.type) })
        let fixed = constants.map(\.value)
        for row in rows {
            guard row.values.count == columns.count + skipped else {
                throw StorageError.corrupt(reason: "a row of \(section.rawValue) has \(row.values.count) values")
            }
            try copy.add(
                try zip(columns, row.values.dropFirst(skipped)).map { try value($1, $0.kind) } + fixed)
        }
        return copy
    }

    private func value(_ value: TransferValue, _ kind: Kind) throws(StorageError) -> CopyRows.Value {
        switch (value, kind) {
        // An absent flag is not raised.
        case (.null, .flag): return .flag(false)
        case (.null, _): return .null
        case (.bytes(let bytes), .owner) where bytes.isEmpty: return .id(high: 0, low: 0)
        case (.bytes(let bytes), .owner), (.bytes(let bytes), .uuid):
            guard let id = EntryID(bytes: bytes) else { throw damage }
            return .id(high: id.high, low: id.low)
        case (.bytes(let bytes), .bytes): return .bytes(bytes)
        case (.integer(let number), .integer), (.integer(let number), .small): return .number(number)
        case (.integer(let number), .flag): return .flag(number != 0)
        case (.text(let text), .text): return .text(text)
        case (.text(let word), .label):
            guard let label = SentimentLabel(rawValue: word) else { throw damage }
            return .number(Int64(label.index))
        default: throw damage
        }
    }

    private var damage: StorageError { .corrupt(reason: "a row of \(section.rawValue) is not as it should be") }
}

extension TransferTable.Kind {
    /// The type of the column.
    fileprivate var stored: CopyRows.ColumnType {
        switch self {
        case .owner, .uuid: .uuid
        case .integer: .int8
        case .small: .int4
        case .label: .int2
        case .flag: .bool
        case .text: .text
        case .bytes: .bytes
        }
    }
}
