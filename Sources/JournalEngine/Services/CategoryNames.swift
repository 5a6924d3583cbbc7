import Foundation
import JournalRPC
import PluginAPI
import Synchronization

/// The names of one user's categories, opened: what turns names into ids and back without asking the store each time.
final class CategoryNames: Sendable {
    /// The category of entries that name none.
    static let none = "uncategorized"

    struct Known: Sendable {
        let name: String
        let draft: CategoryDraft
    }

    private struct Table {
        var byID: [CategoryID: Known] = [:]
        var byHash: [NameHash: CategoryID] = [:]
        /// Of names as they were written last.
        var hashes: [String: NameHash] = [:]
        var isLoaded = false
    }

    /// Spellings whose hashes are remembered.
    private static let spellings = 1_024

    private let table = Mutex(Table())

    /// What makes two names the same: canonical composition and case folding; accents count.
    static func fold(_ name: String) -> [UInt8] {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.utf8.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 } }
        let folded = name.folding(options: .caseInsensitive, locale: nil).precomposedStringWithCanonicalMapping
        return Array(folded.utf8)
    }

    /// What a name is found by. People use the same ones day after day, so those used last are remembered.
    func hash(of name: String, keys: UserKeys) -> NameHash {
        if let known = table.withLock({ $0.hashes[name] }) { return known }
        let hash = keys.nameHash(Self.fold(name))
        table.withLock { table in
            if table.hashes.count >= Self.spellings { table.hashes.removeAll(keepingCapacity: true) }
            table.hashes[name] = hash
        }
        return hash
    }

    /// The category of this name if it is known here.
    func known(_ hash: NameHash) -> Known? {
        table.withLock { table in table.byHash[hash].flatMap { table.byID[$0] } }
    }

    func known(_ id: CategoryID) -> Known? { table.withLock { $0.byID[id] } }

    var isLoaded: Bool { table.withLock { $0.isLoaded } }

    func learn(_ known: Known) {
        table.withLock { table in
            table.byID[known.draft.id] = known
            table.byHash[known.draft.nameHash] = known.draft.id
        }
    }

    /// Replaces everything that is known.
    func replace(with all: [Known]) {
        table.withLock { table in
            table.byID.removeAll(keepingCapacity: true)
            table.byHash.removeAll(keepingCapacity: true)
            for known in all {
                table.byID[known.draft.id] = known
                table.byHash[known.draft.nameHash] = known.draft.id
            }
            table.isLoaded = true
        }
    }

    /// Forgets everything, after a rename, a merge or a removal.
    func forget() {
        table.withLock { $0 = Table() }
    }
}

/// Turns category names into drafts and ids, and ids into names.
struct CategoryResolver: Sendable {
    let store: any StoragePlugin
    let ids: IdentifierSource

    /// Reads and opens all categories of an account.
    func load(_ account: OpenAccount) async throws(ServiceError) -> [(stored: StoredCategory, name: String)] {
        let stored = try await storing { () async throws(StorageError) in try await store.categories(of: account.id) }
        var opened: [(StoredCategory, String)] = []
        for category in stored {
            let bytes = try sealing { () throws(SealError) in
                try Sealing.open(category.sealedName, at: .categoryName(category.id), keys: account.keys)
            }
            opened.append((category, String(decoding: bytes, as: UTF8.self)))
        }
        account.categories.replace(
            with: opened.map { category, name in
                CategoryNames.Known(
                    name: name,
                    draft: CategoryDraft(
                        id: category.id, nameHash: category.nameHash, sealedName: category.sealedName,
                        colour: category.colour, createdAt: category.createdAt))
            })
        return opened
    }

    /// Drafts for names that were cleaned, without repeats, in order.
    func drafts(_ names: [String], _ account: OpenAccount, now: Instant) throws(ServiceError) -> [CategoryNames.Known] {
        var result: [CategoryNames.Known] = []
        var seen = Set<NameHash>()
        for name in names {
            let hash = account.categories.hash(of: name, keys: account.keys)
            guard seen.insert(hash).inserted else { continue }
            if let known = account.categories.known(hash) {
                result.append(known)
            } else {
                result.append(try draft(name, hash: hash, account, now: now))
            }
        }
        return result
    }

    func draft(
        _ name: String, hash: NameHash, _ account: OpenAccount, colour: String? = nil, now: Instant
    ) throws(ServiceError) -> CategoryNames.Known {
        let id = ids.next(CategorySubject.self)
        return CategoryNames.Known(
            name: name, draft: try redraft(id, name, hash: hash, account, colour: colour, createdAt: now))
    }

    /// A draft of a category that has its id already.
    func redraft(
        _ id: CategoryID, _ name: String, hash: NameHash, _ account: OpenAccount, colour: String?, createdAt: Instant
    ) throws(ServiceError) -> CategoryDraft {
        let sealed = try sealing { () throws(SealError) in
            try Sealing.seal(Array(name.utf8), at: .categoryName(id), keys: account.keys)
        }
        return CategoryDraft(id: id, nameHash: hash, sealedName: sealed, colour: colour, createdAt: createdAt)
    }

    /// Remembers what a commit made of drafts.
    func learn(_ drafts: [CategoryNames.Known], committed: [CategoryID], _ account: OpenAccount) {
        for (known, id) in zip(drafts, committed) where known.draft.id == id { account.categories.learn(known) }
    }

    /// The names of ids, asking the store once if any is new here. An id that is gone has no name and is left out.
    func names(_ ids: [CategoryID], _ account: OpenAccount) async throws(ServiceError) -> [String] {
        if ids.contains(where: { account.categories.known($0) == nil }) { _ = try await load(account) }
        return ids.compactMap { account.categories.known($0)?.name }
    }

    /// The id of a name, or nil when there is no such category.
    func id(of name: String, _ account: OpenAccount) async throws(ServiceError) -> CategoryID? {
        let hash = account.categories.hash(of: name, keys: account.keys)
        if let known = account.categories.known(hash) { return known.draft.id }
        _ = try await load(account)
        return account.categories.known(hash)?.draft.id
    }
}
