import PluginAPI

/// How one section of a transfer stands in this file, where its rows are columns of one table.
///
/// Entries, scores and jobs have values of their own (`Reader+Transfer`, `Writer+Transfer`).
struct TransferTable {
    /// The table, named `t`, with what it is joined to.
    let tables: String
    /// What holds the number of the owner.
    let owner: String
    /// The key behind the owner.
    let key: [String]
    let columns: [String]
    /// Takes the owner's number, then the key behind the owner, then the columns.
    let insert: String

    /// One row for each owner and no more.
    private static func single(_ tables: String, _ columns: [String], insert: String) -> TransferTable {
        TransferTable(tables: tables, owner: "t.owner", key: [], columns: columns, insert: insert)
    }

    /// A table whose columns are those of the section.
    private static func plain(_ table: String, _ key: [String], _ columns: [String]) -> TransferTable {
        let names = ["owner"] + key + columns
        let insert = """
            INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
            """
        return TransferTable(
            tables: "\(table) t", owner: "t.owner", key: key.map { "t.\($0)" }, columns: columns.map { "t.\($0)" },
            insert: insert)
    }

    /// A table whose rows belong to an entry.
    private static func ofEntries(_ table: String, _ key: [String], _ columns: [String]) -> TransferTable {
        let names = key + columns
        let insert = """
            INSERT INTO \(table) (entry, \(names.joined(separator: ", ")))
            SELECT key, \(names.indices.map { "?\($0 + 3)" }.joined(separator: ", ")) FROM entries WHERE owner = ?1 AND id = ?2
            """
        return TransferTable(
            tables: "entries e JOIN \(table) t ON t.entry = e.key", owner: "e.owner",
            key: ["e.id"] + key.map { "t.\($0)" }, columns: columns.map { "t.\($0)" }, insert: insert)
    }

    /// Nil for a section that has values of its own.
    init?(_ section: TransferSection) {
        switch section {
        case .users: self = Self.users
        case .credentials: self = .plain("credentials", [], section.columns)
        case .consents: self = .plain("remoteConsents", [], section.columns)
        case .linkedUIDs, .recoveryCodes, .sessions, .usedRefreshTokens, .apiTokens, .audit, .requests, .answers, .providerUse:
            self = .plain(section.rawValue, Array(section.key.dropFirst()), section.columns)
        case .revisions: self = .ofEntries("history", ["revision"], section.columns)
        case .choices: self = Self.choices
        case .categories:
            // Written by `insertCategory`, which numbers them.
            self = .plain("categories", ["id"], section.columns)
        case .batches: self = .batches(section)
        case .keyShares, .entries, .jobs, .otherScores: return nil
        }
    }

    /// Those of deleted accounts are nobody's: their texts are still to be deleted at the server.
    private static func batches(_ section: TransferSection) -> TransferTable {
        let plain = plain("batches", ["id"], section.columns)
        return TransferTable(
            tables: plain.tables, owner: "CASE WHEN t.owner IN (SELECT owner FROM users) THEN t.owner ELSE 0 END",
            key: plain.key, columns: plain.columns, insert: plain.insert)
    }

    private static let users = single(
        "users t JOIN counters c ON c.owner = t.owner LEFT JOIN sightings s ON s.owner = t.owner",
        [
            "t.uid", "t.login", "t.role", "t.isDisabled", "t.zone", "t.locale", "t.dayEndHour", "t.weekStart", "t.createdAt",
            "t.wrappedKey", "c.lastNumber", "s.at",
        ],
        // Written by `createUser`.
        insert: "")

    private static let choices = TransferTable(
        tables: "choices t", owner: "0", key: ["t.name"], columns: ["t.value"],
        insert: "INSERT INTO choices (name, value) SELECT ?2, ?3 WHERE ?1 = 0")

    private init(tables: String, owner: String, key: [String], columns: [String], insert: String) {
        self.tables = tables
        self.owner = owner
        self.key = key
        self.columns = columns
        self.insert = insert
    }

    /// Takes the owner, the key behind the owner if there is one, and the limit.
    func select(afterKey: Bool) -> String {
        let after =
            afterKey && !key.isEmpty
            ? " AND (\(key.joined(separator: ", "))) > (\(key.map { _ in "?" }.joined(separator: ", ")))" : ""
        let order = key.isEmpty ? "" : " ORDER BY \(key.joined(separator: ", "))"
        return "SELECT \((key + columns).joined(separator: ", ")) FROM \(tables) WHERE \(owner) = ?\(after)\(order) LIMIT ?"
    }

    /// How many rows there are of users that are there.
    var count: String {
        "SELECT count(*) FROM \(tables) WHERE \(owner) = 0 OR \(owner) IN (SELECT owner FROM users)"
    }
}

extension TransferValue {
    /// The value of a column as it is stored.
    init(_ row: Row, _ column: Int32) {
        switch row.kind(column) {
        case .integer: self = .integer(row.int(column))
        case .text: self = .text(row.text(column))
        case .bytes: self = .bytes(row.bytes(column))
        case .null: self = .null
        }
    }
}

extension Binding {
    mutating func add(_ value: TransferValue) {
        switch value {
        case .null: addNull()
        case .integer(let number): add(number)
        case .text(let text): add(text)
        case .bytes(let bytes): add(bytes)
        }
    }
}
