public import PluginAPI

extension SQLiteStorage {
    public func categories(of owner: UserID) async throws(StorageError) -> [StoredCategory] {
        try await read { try $0.categories(of: owner) }
    }

    public func createCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try await write { try $0.createCategory(draft, of: owner) }
    }

    public func updateCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try await write { try $0.updateCategory(draft, of: owner) }
    }

    public func mergeCategory(
        _ id: CategoryID, into target: CategoryID, of owner: UserID
    ) async throws(StorageError) {
        try await write(.shrinking) { try $0.mergeCategory(id, into: target, of: owner) }
    }

    public func deleteCategory(
        _ id: CategoryID, fallback: CategoryDraft, of owner: UserID
    ) async throws(StorageError) {
        try await write(.shrinking) { try $0.deleteCategory(id, fallback: fallback, of: owner) }
    }
}
