/// Why a store did not do what it was asked. Carries no text of a user and no values of a statement.
public enum StorageError: Error, Hashable, Sendable {
    /// There is no such thing, or it is another user's.
    case notFound
    /// The id, uid or name is taken.
    case alreadyExists
    /// Somebody else changed the entry first; it now has this revision.
    case revisionConflict(current: Int32)
    /// The entry is in the trash and must be restored first.
    case trashed
    /// The idempotency key was used for another content.
    case idempotencyConflict
    /// The page position is not one of this store's.
    case invalidPosition
    /// The disk is full or read-only; nothing was stored.
    case full
    /// The store cannot be reached or is too busy now; the same call may succeed later.
    case unavailable(reason: String)
    /// The stored data is damaged.
    case corrupt(reason: String)
    /// Anything else; `reason` is for the log.
    case failed(reason: String)
}
