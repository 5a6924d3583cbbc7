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
        migrator.registerMigration("accounts") { db in
            try db.execute(sql: accounts)
        }
        migrator.registerMigration(JobSchema.migration) { db in try db.execute(sql: JobSchema.tables) }
        migrator.registerMigration("transfers") { db in try db.execute(sql: transfers) }
        migrator.registerMigration("keyShares") { db in try db.execute(sql: keyShares) }
        migrator.registerMigration(JobSchema.batchMigration) { db in try db.execute(sql: JobSchema.batches) }
        return migrator
    }()

    /// Brings a database up to this version.
    /// - Throws: `PluginStartError` when a newer version made it.
    static func migrate(_ pool: DatabasePool) throws {
        guard try !pool.read(migrator.hasBeenSuperseded) else {
            throw PluginStartError(
                "\(pool.path) was made by a newer journald-core: start that version, or put back an older backup.", lasting: true)
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
            owner INTEGER PRIMARY KEY, lastNumber INTEGER NOT NULL, entries INTEGER NOT NULL,
            lastCategory INTEGER NOT NULL) STRICT;
        CREATE TABLE departed (owner INTEGER PRIMARY KEY) STRICT;
        """

    /// An entry's key is its owner and its number in one integer (see `EntryKey`). What is long is apart, in the order
    /// of writing: filters read short rows, and a commit for many users fills few pages.
    private static let entries = """
        CREATE TABLE entries (
            key INTEGER PRIMARY KEY, owner INTEGER NOT NULL, id BLOB NOT NULL, trashed INTEGER NOT NULL,
            at INTEGER NOT NULL, zone TEXT NOT NULL, day INTEGER NOT NULL, hour INTEGER NOT NULL,
            mood INTEGER, starred INTEGER NOT NULL, words INTEGER NOT NULL, revision INTEGER NOT NULL,
            createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, trashedAt INTEGER, categories BLOB NOT NULL,
            analysis INTEGER NOT NULL, label INTEGER, score INTEGER, positive INTEGER, neutral INTEGER,
            negative INTEGER, confidence INTEGER, analysedAt INTEGER, provider TEXT, model TEXT,
            content INTEGER NOT NULL) STRICT;
        CREATE TABLE contents (
            serial INTEGER PRIMARY KEY, title BLOB, body BLOB NOT NULL, detail BLOB, terms BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX entriesById ON entries (owner, id);
        CREATE INDEX entriesByTime ON entries (owner, trashed, at, id);
        CREATE INDEX entriesStarred ON entries (owner, at, id) WHERE starred = 1 AND trashed = 0;
        CREATE TABLE history (
            entry INTEGER NOT NULL, revision INTEGER NOT NULL, savedAt INTEGER NOT NULL, title BLOB,
            body BLOB NOT NULL, PRIMARY KEY (entry, revision)) STRICT, WITHOUT ROWID;
        CREATE TABLE categories (
            owner INTEGER NOT NULL, id BLOB NOT NULL, number INTEGER NOT NULL, nameHash BLOB NOT NULL,
            sealedName BLOB NOT NULL, colour TEXT, createdAt INTEGER NOT NULL, PRIMARY KEY (owner, id))
            STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX categoriesByName ON categories (owner, nameHash);
        CREATE TABLE aliases (
            owner INTEGER NOT NULL, target INTEGER NOT NULL, number INTEGER NOT NULL,
            PRIMARY KEY (owner, target, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE requests (
            owner INTEGER NOT NULL, key BLOB NOT NULL, fingerprint BLOB NOT NULL, id BLOB NOT NULL,
            number INTEGER NOT NULL, PRIMARY KEY (owner, key)) STRICT, WITHOUT ROWID;
        """

    /// How far each section of a transfer came; empty unless one is under way.
    private static let transfers = """
        CREATE TABLE transfers (
            section TEXT PRIMARY KEY, transfer BLOB NOT NULL, position BLOB, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// Running sums, packed by `Sums`; their keys are `DayKey` and `CategoryMonthKey`.
    private static let sums = """
        CREATE TABLE days (
            key INTEGER PRIMARY KEY, firstAt INTEGER NOT NULL, lastAt INTEGER NOT NULL, sums BLOB NOT NULL,
            hours BLOB NOT NULL) STRICT;
        CREATE TABLE categoryMonths (key INTEGER PRIMARY KEY, sums BLOB NOT NULL) STRICT;
        """

    /// An entry outside the trash is either in `pending` or in `documents` and the search index, never in both.
    /// The index holds an entry's terms and its categories; `documents.categories` remembers which, because taking an
    /// entry out needs exactly the words that it was put in with.
    private static let index = """
        CREATE TABLE pending (
            content INTEGER PRIMARY KEY, entry INTEGER NOT NULL, stuck INTEGER NOT NULL) STRICT;
        CREATE TABLE documents (
            document INTEGER PRIMARY KEY, entry INTEGER NOT NULL, categories BLOB NOT NULL) STRICT;
        CREATE VIRTUAL TABLE search USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii');
        """
}
