/// What became of an entry. The raw value is the word on the wire.
public enum EntryChange: String, Sendable, CaseIterable {
    case created, updated, trashed, restored, purged, analysed
}

/// Something that a daemon changed in a store that it shares with others: ids and numbers, never a text.
public struct StoreChange: Hashable, Sendable {
    public enum What: Hashable, Sendable {
        case entry(EntryID, number: Int64, EntryChange)
        /// A job as it is now; it may be over and gone. Its reason, its lease and its place are not told.
        case job(StoredJob)
        /// Who may come in, preferences, names of categories.
        case account
    }

    public let owner: UserID
    public let what: What

    public init(owner: UserID, _ what: What) {
        self.owner = owner
        self.what = what
    }
}

/// What a daemon hears of the others.
public enum ChangeEvent: Hashable, Sendable {
    case change(StoreChange)
    /// Some changes may not have been heard.
    case gap
}

/// A store that several daemons share may also carry word from one to the others. What it carries is a hint, never the only copy:
/// whoever hears of a change reads it from the store.
public protocol ChangeFeed: Sendable {
    /// Tells the others of a change that is on disk. Never waits; what cannot be told becomes a `gap` for them when it can.
    func tell(_ change: StoreChange)
    /// Hands over what others tell, in the order of each, until its task is cancelled. A change of this daemon's own is not
    /// among it. One caller at a time.
    func follow(_ receive: @Sendable (ChangeEvent) async -> Void) async
}
