public import PluginAPI

extension SQLiteStorage {
    public func createUser(_ user: User) async throws(StorageError) {
        try await write { try $0.createUser(user) }
    }

    public func user(_ id: UserID) async throws(StorageError) -> User? {
        try await read { try $0.users("WHERE id = ?") { $0.add(id) }.first }
    }

    public func user(uid: UInt32) async throws(StorageError) -> User? {
        try await read { try $0.user(uid: uid) }
    }

    public func users(after: UserID?, limit: Int) async throws(StorageError) -> [User] {
        try await read { reader in
            guard let after else {
                return try reader.users("ORDER BY id LIMIT ?") { $0.add(Int64(max(0, limit))) }
            }
            return try reader.users("WHERE id > ? ORDER BY id LIMIT ?") {
                $0.add(after)
                $0.add(Int64(max(0, limit)))
            }
        }
    }

    public func setPreferences(_ preferences: UserPreferences, of id: UserID) async throws(StorageError) {
        try await write { try $0.setPreferences(preferences, of: id) }
    }

    public func deleteUser(_ id: UserID) async throws(StorageError) {
        try await write(.destroying) { try $0.deleteUser(id) }
        await destroyCondemnedShares()
    }

    public func replaceWrappedKeys(_ replacements: [KeyReplacement]) async throws(StorageError) -> Int {
        try await write(.destroying) { try $0.replaceWrappedKeys(replacements) }
    }

    public func noteSightings(_ sightings: [UserSighting]) async throws(StorageError) {
        try await write { try $0.noteSightings(sightings) }
    }
}
