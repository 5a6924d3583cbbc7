/// A store that keeps the journals of its users in several places, one of which is each user's region.
public protocol RegionalStoragePlugin: StoragePlugin {
    /// The names of the regions, in order.
    var regionNames: [String] { get }

    /// The region that keeps a user's journal.
    /// - Throws: `.notFound` for an unknown user.
    func region(of user: UserID) async throws(StorageError) -> String

    /// Moves a user's journal to a region. The user's writes fail as unavailable meanwhile. A move that is cut at any point goes on,
    /// or is taken back by naming the region where the user was; nothing is lost or there twice.
    /// - Throws: `.notFound` for an unknown user or region; `.unavailable` when a region is away or the user is being moved already;
    ///   `.corrupt` when the copy is not equal. The user then stays where they were.
    func moveUser(_ user: UserID, to region: String) async throws(StorageError)
}
