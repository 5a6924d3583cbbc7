/// The tables of work that is done later, and of what providers answered.
enum JobSchema {
    static let migration = "jobs"

    /// `entry` is an `EntryKey`; an entry has at most one analysis. Kinds and states are numbered as in `JobRow`; the partial
    /// indexes name them.
    static let tables = """
        CREATE TABLE jobs (
            owner INTEGER NOT NULL, id BLOB NOT NULL, kind INTEGER NOT NULL, state INTEGER NOT NULL,
            provider TEXT NOT NULL, entry INTEGER, revision INTEGER NOT NULL, parent BLOB, createdAt INTEGER NOT NULL,
            updatedAt INTEGER NOT NULL, dueAt INTEGER NOT NULL, tries INTEGER NOT NULL, returns INTEGER NOT NULL,
            lease BLOB, leaseUntil INTEGER, reason TEXT, total INTEGER NOT NULL, done INTEGER NOT NULL,
            failed INTEGER NOT NULL, skipped INTEGER NOT NULL, since INTEGER, before INTEGER, firstDay INTEGER,
            lastDay INTEGER, position BLOB, isExpanded INTEGER NOT NULL, PRIMARY KEY (owner, id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX jobsByEntry ON jobs (entry) WHERE entry IS NOT NULL;
        CREATE INDEX jobsToClaim ON jobs (provider, dueAt, id) WHERE state = 0 AND kind = 0;
        CREATE INDEX jobsHeld ON jobs (lease) WHERE lease IS NOT NULL;
        CREATE INDEX jobsLapsing ON jobs (leaseUntil) WHERE state = 1 AND kind = 0;
        CREATE INDEX jobsParked ON jobs (provider) WHERE state = 2 AND kind = 0;
        CREATE INDEX jobsToExpand ON jobs (provider, id) WHERE kind = 1 AND isExpanded = 0;
        CREATE INDEX jobsByParent ON jobs (owner, parent, id);
        CREATE TABLE otherScores (
            entry INTEGER NOT NULL, provider TEXT NOT NULL, label INTEGER NOT NULL, score INTEGER NOT NULL,
            positive INTEGER NOT NULL, neutral INTEGER NOT NULL, negative INTEGER NOT NULL, confidence INTEGER NOT NULL,
            analysedAt INTEGER NOT NULL, model TEXT NOT NULL, detail BLOB NOT NULL, PRIMARY KEY (entry, provider))
            STRICT, WITHOUT ROWID;
        CREATE TABLE answers (
            serial INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key BLOB NOT NULL, answer BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX answersByKey ON answers (owner, key);
        CREATE TABLE providerUse (
            owner INTEGER NOT NULL, month INTEGER NOT NULL, provider TEXT NOT NULL, calls INTEGER NOT NULL,
            inputTokens INTEGER NOT NULL, outputTokens INTEGER NOT NULL, cost INTEGER NOT NULL,
            PRIMARY KEY (owner, month, provider)) STRICT, WITHOUT ROWID;
        CREATE INDEX providerUseByMonth ON providerUse (month);
        CREATE TABLE remoteConsents (
            owner INTEGER PRIMARY KEY, isGiven INTEGER NOT NULL, masks INTEGER NOT NULL, monthlyMicros INTEGER) STRICT;
        CREATE TABLE providerDays (
            owner INTEGER NOT NULL, day INTEGER NOT NULL, provider TEXT NOT NULL, entries INTEGER NOT NULL,
            PRIMARY KEY (owner, day, provider)) STRICT, WITHOUT ROWID;
        CREATE TABLE mainProvider (provider TEXT NOT NULL) STRICT;
        INSERT INTO mainProvider (provider)
            SELECT provider FROM entries WHERE provider IS NOT NULL GROUP BY provider ORDER BY count(*) DESC LIMIT 1;
        INSERT INTO providerDays (owner, day, provider, entries)
            SELECT owner, day, provider, count(*) FROM entries
            WHERE trashed = 0 AND provider IS NOT NULL AND provider <> (SELECT provider FROM mainProvider)
            GROUP BY owner, day, provider;
        CREATE TABLE choices (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    static let batchMigration = "batches"

    /// `owner` may be a deleted account's. `calls` and what follows is what settled analyses of a batch took.
    static let batches = """
        ALTER TABLE jobs ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE jobs ADD COLUMN place INTEGER;
        CREATE TABLE batches (
            id BLOB PRIMARY KEY, owner INTEGER NOT NULL, parent BLOB NOT NULL, provider TEXT NOT NULL,
            model TEXT NOT NULL, promptVersion TEXT NOT NULL, createdAt INTEGER NOT NULL, count INTEGER NOT NULL,
            ticket TEXT, isOver INTEGER NOT NULL DEFAULT 0, holder BLOB, dueAt INTEGER NOT NULL, calls INTEGER NOT NULL DEFAULT 0,
            inputTokens INTEGER NOT NULL DEFAULT 0, outputTokens INTEGER NOT NULL DEFAULT 0,
            cost INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
        CREATE INDEX batchesDue ON batches (provider, dueAt);
        """
}
