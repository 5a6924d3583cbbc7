import PluginAPI
import Synchronization

/// The terms of entries that this daemon has just written, kept until they are in an index, so that they need not be read again.
///
/// Only a hint: other daemons write as well, and what was edited since is not noted. Whoever uses it compares it with the database.
final class FreshTerms: Sendable {
    private struct State {
        var journals: [UserID: [IndexedEntry]] = [:]
        /// Terms of all entries, and one more for each.
        var terms = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: terms that are kept of all journals together, at eight bytes each; an entry counts for one more.
    init(capacity: Int) { self.capacity = capacity }

    private static func size(_ entries: [IndexedEntry]) -> Int { entries.reduce(entries.count) { $0 + $1.terms.count } }

    /// Notes entries of a journal, by number. Where there is no room everything is let go of: there are many journals that grow, and
    /// none of them fast.
    func note(_ entries: [IndexedEntry], of owner: UserID) {
        let size = Self.size(entries)
        state.withLock { state in
            if state.terms + size > capacity { state = State() }
            guard size <= capacity else { return }
            state.journals[owner, default: []] += entries
            state.terms += size
        }
    }

    /// The entries that follow a number without a gap, by number; at most so many.
    func entries(of owner: UserID, after number: Int64, limit: Int) -> [IndexedEntry] {
        let noted = state.withLock { $0.journals[owner] ?? [] }
        var found: [IndexedEntry] = []
        for entry in noted where entry.number > number && found.count < limit {
            guard entry.number == number + Int64(found.count) + 1 else { break }
            found.append(entry)
        }
        return found
    }

    /// Lets go of entries that are in the index.
    func forget(_ owner: UserID, through number: Int64) {
        state.withLock { state in
            guard let noted = state.journals[owner] else { return }
            let left = noted.filter { $0.number > number }
            state.journals[owner] = left.isEmpty ? nil : left
            state.terms -= Self.size(noted) - Self.size(left)
        }
    }
}
