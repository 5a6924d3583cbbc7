extension Schema {
    /// What people sign in with and what came of it. Few rows and rare writes, so their keys are the plain pair of owner and id.
    /// `audit.owner` is 0 for events of no account; no user has that number.
    static let accounts = """
        ALTER TABLE users ADD COLUMN login TEXT;
        ALTER TABLE users ADD COLUMN isDisabled INTEGER NOT NULL DEFAULT 0;
        CREATE UNIQUE INDEX usersByLogin ON users (login) WHERE login IS NOT NULL;
        CREATE TABLE linkedUIDs (uid INTEGER PRIMARY KEY, owner INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE INDEX linkedUIDsByOwner ON linkedUIDs (owner);
        CREATE TABLE credentials (
            owner INTEGER PRIMARY KEY, passwordHash TEXT, seed BLOB, lastStep INTEGER, pendingSeed BLOB) STRICT;
        CREATE TABLE recoveryCodes (
            owner INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (owner, hash)) STRICT, WITHOUT ROWID;
        CREATE TABLE sessions (
            owner INTEGER NOT NULL, id BLOB NOT NULL, uid INTEGER NOT NULL, label BLOB, secondFactor INTEGER NOT NULL, createdAt INTEGER NOT NULL,
            usedAt INTEGER NOT NULL, idleUntil INTEGER NOT NULL, expiresAt INTEGER NOT NULL, refresh BLOB NOT NULL,
            PRIMARY KEY (owner, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE usedRefreshTokens (
            owner INTEGER NOT NULL, session BLOB NOT NULL, serial INTEGER NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (owner, session, serial)) STRICT, WITHOUT ROWID;
        CREATE TABLE apiTokens (
            owner INTEGER NOT NULL, id BLOB NOT NULL, label BLOB NOT NULL, hash BLOB NOT NULL, scopes TEXT NOT NULL,
            createdAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL, usedAt INTEGER, usedBy INTEGER,
            PRIMARY KEY (owner, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE audit (
            owner INTEGER NOT NULL, id BLOB NOT NULL, at INTEGER NOT NULL, account BLOB, actor BLOB, uid INTEGER,
            kind TEXT NOT NULL, outcome TEXT NOT NULL, method TEXT, subject TEXT,
            PRIMARY KEY (owner, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX auditById ON audit (id);
        CREATE INDEX auditByTime ON audit (at);
        """

    /// `keyShareFile` has one row: the id of the file that holds this database's key shares. `condemnedShares` are those
    /// whose users were deleted and that may still be in the file.
    static let keyShares = """
        CREATE TABLE keyShareFile (id BLOB NOT NULL) STRICT;
        CREATE TABLE condemnedShares (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
        CREATE TABLE sightings (owner INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
        ALTER TABLE credentials ADD COLUMN initialUntil INTEGER;
        """
}
