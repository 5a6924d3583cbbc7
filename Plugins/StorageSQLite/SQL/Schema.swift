import GRDB
import PluginAPI

/// The tables. Every key begins with the owner, the small number that stands for a user's id inside this file.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: users)
            try db.execute(sql: entries)
            try db.execute(sql: sums)
            try db.execute(sql: index)
        }
        return migrator
    }()

    /// Brings a database up to this version.
    /// - Throws: `PluginStartError` when a newer version made it.
    static func migrate(_ pool: DatabasePool) throws {
        guard try !pool.read(migrator.hasBeenSuperseded) else {
            throw PluginStartError(
                "\(pool.path) was made by a newer journald-core: start that version, or put back an older backup.")
        }
        try migrator.migrate(pool)
    }

    /// `counters` is apart from `users` so that the row with the wrapped key is not rewritten by every commit.
    /// An owner number is never used again (`AUTOINCREMENT`): rows of a deleted user may still wait for their removal.
    private static let users = """
        CREATE TABLE users (
            owner INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, uid INTEGER UNIQUE, role TEXT NOT NULL,
            zone TEXT NOT NULL, locale TEXT NOT NULL, dayEndHour INTEGER NOT NULL, weekStart INTEGER NOT NULL,
            createdAt INTEGER NOT NULL, wrappedKey BLOB NOT NULL) STRICT;
        CREATE TABLE counters (
            owner INTEGER PRIMARY KEY, lastNumber INTEGER NOT NULL, entries INTEGER NOT NULL) STRICT;
        CREATE TABLE departed (owner INTEGER PRIMARY KEY) STRICT;
        """

    /// An entry's key is its owner and its number in one integer (see `EntryKey`).
    private static let entries = """
        CREATE TABLE entries (
            key INTEGER PRIMARY KEY, owner INTEGER NOT NULL, id BLOB NOT NULL, trashed INTEGER NOT NULL,
            at INTEGER NOT NULL, zone TEXT NOT NULL, day INTEGER NOT NULL, hour INTEGER NOT NULL,
            mood INTEGER, starred INTEGER NOT NULL, words INTEGER NOT NULL, revision INTEGER NOT NULL,
            createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, trashedAt INTEGER, categories BLOB NOT NULL,
            analysis INTEGER NOT NULL, label INTEGER, score INTEGER, positive INTEGER, neutral INTEGER,
            negative INTEGER, confidence INTEGER, analysedAt INTEGER, provider TEXT, model TEXT,
            title BLOB, body BLOB NOT NULL, detail BLOB, terms BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX entriesById ON entries (owner, id);
        CREATE INDEX entriesByTime ON entries (owner, trashed, at, id);
        CREATE INDEX entriesStarred ON entries (owner, at, id) WHERE starred = 1 AND trashed = 0;
        CREATE TABLE history (
            entry INTEGER NOT NULL, revision INTEGER NOT NULL, savedAt INTEGER NOT NULL, title BLOB,
            body BLOB NOT NULL, PRIMARY KEY (entry, revision)) STRICT, WITHOUT ROWID;
        CREATE TABLE categories (
            owner INTEGER NOT NULL, id BLOB NOT NULL, nameHash BLOB NOT NULL, sealedName BLOB NOT NULL, colour TEXT,
            createdAt INTEGER NOT NULL, PRIMARY KEY (owner, id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX categoriesByName ON categories (owner, nameHash);
        CREATE TABLE filings (
            owner INTEGER NOT NULL, category BLOB NOT NULL, at INTEGER NOT NULL, id BLOB NOT NULL,
            entry INTEGER NOT NULL, PRIMARY KEY (owner, category, at, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE requests (
            owner INTEGER NOT NULL, key BLOB NOT NULL, fingerprint BLOB NOT NULL, id BLOB NOT NULL,
            number INTEGER NOT NULL, PRIMARY KEY (owner, key)) STRICT, WITHOUT ROWID;
        """

    /// Running sums, packed by `Sums`. Months exist so that a long span costs as little as a short one.
    private static let sums = """
        CREATE TABLE days (
            owner INTEGER NOT NULL, day INTEGER NOT NULL, firstAt INTEGER NOT NULL, lastAt INTEGER NOT NULL,
            sums BLOB NOT NULL, hours BLOB NOT NULL, PRIMARY KEY (owner, day)) STRICT, WITHOUT ROWID;
        CREATE TABLE categoryDays (
            owner INTEGER NOT NULL, category BLOB NOT NULL, day INTEGER NOT NULL, sums BLOB NOT NULL,
            PRIMARY KEY (owner, category, day)) STRICT, WITHOUT ROWID;
        CREATE TABLE categoryMonths (
            owner INTEGER NOT NULL, month INTEGER NOT NULL, category BLOB NOT NULL, sums BLOB NOT NULL,
            PRIMARY KEY (owner, month, category)) STRICT, WITHOUT ROWID;
        """

    /// An entry outside the trash is either in `pending` or in `documents` and the search index, never in both.
    private static let index = """
        CREATE TABLE pending (entry INTEGER PRIMARY KEY, stuck INTEGER NOT NULL) STRICT;
        CREATE TABLE documents (document INTEGER PRIMARY KEY, entry INTEGER NOT NULL) STRICT;
        CREATE VIRTUAL TABLE search USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii');
        """
}

/// An owner and an entry's number in one integer that sorts by owner, then number.
struct EntryKey {
    static let numberBits: Int64 = 36
    static let maximumOwner: Int64 = 1 << 26
    static let maximumNumber: Int64 = (1 << numberBits) - 1

    let value: Int64

    init(_ value: Int64) {
        self.value = value
    }

    init(owner: Int64, number: Int64) {
        value = owner << Self.numberBits | number
    }

    var owner: Int64 { value >> Self.numberBits }
    var number: Int64 { value & Self.maximumNumber }

    /// The smallest and the largest key of an owner.
    static func all(of owner: Int64) -> ClosedRange<Int64> {
        (owner << numberBits)...(owner << numberBits | maximumNumber)
    }
}
