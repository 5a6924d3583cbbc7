import GRDB
import Logging
public import PluginAPI

extension SQLiteStorage {
    public var keySharePlace: String { options.keyShares }

    public func addKeyShares(_ shares: [KeyShare]) async throws(StorageError) -> [KeyShare] {
        guard !shares.isEmpty else { return [] }
        return try await store().shares.use { try $0.add(shares) }
    }

    public func keyShares(of users: [UserID]) async throws(StorageError) -> [UserID: KeyShare] {
        guard !users.isEmpty else { return [:] }
        return try await store().shares.use { try $0.find(users) }
    }

    public func destroyKeyShares(of users: [UserID]) async throws(StorageError) {
        try await store().shares.use { try $0.destroy(users) }
    }

    /// Destroys the shares of users who were deleted. What cannot be done now stays written down: it is tried again at every
    /// deletion and at every start.
    func destroyCondemnedShares() async {
        do throws(StorageError) {
            let store = try store()
            while true {
                let users = try await read { try $0.condemnedShares(limit: 500) }
                if users.isEmpty { break }
                try await store.shares.use { try $0.destroy(users) }
                try await write(.shrinking) { try $0.forgetCondemnedShares(of: users) }
            }
            store.shares.noteCondemned(nil)
        } catch {
            (try? store())?.shares.noteCondemned(error)
            logger.error(
                "the key share of a deleted account could not be destroyed yet",
                metadata: ["file": "\(keySharePlace)", "error": "\(error)"])
        }
    }
}

extension Reader {
    func condemnedShares(limit: Int64) throws -> [UserID] {
        var users: [UserID] = []
        try db.raw("SELECT id FROM condemnedShares LIMIT ?").each({ $0.add(limit) }) { row in
            users.append(try row.id(0))
            return true
        }
        return users
    }
}

extension OpenStore {
    /// Opens the file that belongs to the database, or makes it for one that never had any.
    /// - Throws: `PluginStartError` when it is missing or another database's.
    static func openShares(_ pool: DatabasePool, _ path: String, logger: Logger) throws -> KeyShareFile {
        let known: UserID? = try pool.read { db in
            try db.raw("SELECT id FROM keyShareFile").first({ _ in }) { try $0.id(0) }
        }
        if !fileExists(path) {
            let isNeeded = try pool.read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM users)") }
            guard known == nil || isNeeded == false else {
                throw PluginStartError(
                    "\(path) is missing, and without it no account can be read. Put it back from a backup.", lasting: true)
            }
            try KeyShareFile.make(path)
        } else if isOtherThanFile(path) {
            throw PluginStartError("\(path) is not a plain file (a symbolic link?): journald-core does not follow it.")
        }
        let file = try KeyShareFile.open(path)
        if file.damaged > 0 {
            logger.error(
                "key shares are damaged: accounts without one cannot be read until the file is put back from a backup",
                metadata: ["file": "\(path)", "records": "\(file.damaged)"])
        }
        guard file.id != known else { return file }
        try pool.writeWithoutTransaction { db in
            try db.inTransaction {
                if known != nil, try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM users)") == true {
                    throw PluginStartError(
                        "\(path) belongs to another database than \(pool.path): put back the two that belong together.",
                        lasting: true)
                }
                try db.execute(sql: "DELETE FROM keyShareFile")
                try db.raw("INSERT INTO keyShareFile (id) VALUES (?)").run { $0.add(file.id) }
                return .commit
            }
        }
        return file
    }
}
