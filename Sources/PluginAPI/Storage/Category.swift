/// A category that may or may not be there yet.
public struct CategoryDraft: Hashable, Sendable {
    /// The id it gets if it is new.
    public let id: CategoryID
    /// What tells whether it is new.
    public let nameHash: NameHash
    /// The name, sealed for that id.
    public let sealedName: SealedBytes
    /// `#rrggbb`, or nil.
    public let colour: String?
    public let createdAt: Instant

    public init(id: CategoryID, nameHash: NameHash, sealedName: SealedBytes, colour: String? = nil, createdAt: Instant) {
        self.id = id
        self.nameHash = nameHash
        self.sealedName = sealedName
        self.colour = colour
        self.createdAt = createdAt
    }
}

/// A category as the store gives it back.
public struct StoredCategory: Hashable, Sendable {
    public let id: CategoryID
    public var nameHash: NameHash
    public var sealedName: SealedBytes
    public var colour: String?
    public let createdAt: Instant
    /// Over its entries that are not in the trash.
    public var tally: Tally

    public init(
        id: CategoryID, nameHash: NameHash, sealedName: SealedBytes, colour: String?, createdAt: Instant, tally: Tally
    ) {
        self.id = id
        self.nameHash = nameHash
        self.sealedName = sealedName
        self.colour = colour
        self.createdAt = createdAt
        self.tally = tally
    }
}

/// The categories of users. Every change is durable, with exact rollups, when the call returns.
public protocol CategoryStore: Sendable {
    /// All categories of a user, in order of id (their making).
    func categories(of owner: UserID) async throws(StorageError) -> [StoredCategory]
    /// Adds a category without entries.
    /// - Throws: `.alreadyExists` when the name is taken.
    func createCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError)
    /// Replaces name and colour of a category; the draft's id names it.
    /// - Throws: `.notFound`; `.alreadyExists` when another category has that name.
    func updateCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError)
    /// Gives the entries of one category to another and removes the first. An entry that had both keeps one.
    /// - Throws: `.notFound` when either is not there.
    func mergeCategory(_ id: CategoryID, into target: CategoryID, of owner: UserID) async throws(StorageError)
    /// Removes a category from its entries and for good; an entry left without any gets `fallback`, which is made when new.
    /// - Throws: `.notFound`.
    func deleteCategory(
        _ id: CategoryID, fallback: CategoryDraft, of owner: UserID
    ) async throws(StorageError)
}
