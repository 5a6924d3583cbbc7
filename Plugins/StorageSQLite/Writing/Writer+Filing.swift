import PluginAPI

/// A category as the writer names it.
struct FiledCategory {
    let id: CategoryID
    /// Its number among the categories of its user; never used again.
    let number: Int64
}

/// What the writer remembers of categories, so that filing an entry asks the database nothing.
struct CategoryMemory {
    private struct Name: Hashable {
        let owner: Int64
        let high: UInt64
        let low: UInt64
    }

    private struct Key: Hashable {
        let owner: Int64
        let id: CategoryID
    }

    private static let limit = 50_000
    private var byName: [Name: FiledCategory] = [:]
    private var numbers: [Key: Int64] = [:]

    mutating func clear() {
        byName.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }

    private static func name(_ hash: NameHash, _ owner: Int64) -> Name? {
        guard hash.bytes.count == 16 else { return nil }
        return hash.bytes.withUnsafeBytes {
            Name(
                owner: owner, high: $0.loadUnaligned(as: UInt64.self),
                low: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
    }

    func category(named hash: NameHash, owner: Int64) -> FiledCategory? {
        Self.name(hash, owner).flatMap { byName[$0] }
    }

    mutating func keep(_ category: FiledCategory, named hash: NameHash, owner: Int64) {
        if byName.count >= Self.limit { byName.removeAll(keepingCapacity: true) }
        if let name = Self.name(hash, owner) { byName[name] = category }
    }

    func number(of id: CategoryID, owner: Int64) -> Int64? { numbers[Key(owner: owner, id: id)] }

    mutating func keep(number: Int64, of id: CategoryID, owner: Int64) {
        if numbers.count >= Self.limit { numbers.removeAll(keepingCapacity: true) }
        numbers[Key(owner: owner, id: id)] = number
    }
}

// Which categories an entry is in.
extension Writer {
    /// The categories that drafts stand for, without repeats, in order; makes the new ones.
    /// - Parameter check: called once before the first new category is written; may throw to refuse.
    /// - Throws: `.alreadyExists` when the id of a new draft is taken; nothing is written then.
    func file(
        under drafts: [CategoryDraft], of user: UserID, check: () throws -> Void
    ) throws -> [FiledCategory] {
        let owner = try account(of: user).owner
        var known: [FiledCategory?] = []
        var added: [CategoryDraft] = []
        known.reserveCapacity(drafts.count)
        for draft in drafts {
            let category = try category(named: draft.nameHash, owner: owner)
            known.append(category)
            guard category == nil, !added.contains(where: { $0.nameHash == draft.nameHash }) else { continue }
            guard try number(of: draft.id, owner: owner) == nil, !added.contains(where: { $0.id == draft.id }) else {
                throw StorageError.alreadyExists
            }
            added.append(draft)
        }
        guard !drafts.isEmpty else { throw StorageError.failed(reason: "an entry needs a category") }
        if !added.isEmpty {
            guard try account(of: user).lastCategory + Int64(added.count) <= CategoryMonthKey.maximumCategory else {
                throw StorageError.failed(reason: "this user has no category numbers left")
            }
            try check()
        }
        let made = try added.map { (hash: $0.nameHash, category: try insertCategory($0, of: user)) }
        var filed: [FiledCategory] = []
        filed.reserveCapacity(drafts.count)
        for (draft, known) in zip(drafts, known) {
            guard let category = known ?? made.first(where: { $0.hash == draft.nameHash })?.category else { continue }
            if !filed.contains(where: { $0.number == category.number }) { filed.append(category) }
        }
        return filed
    }

    func category(named name: NameHash, owner: Int64) throws -> FiledCategory? {
        if let category = categoryMemory.category(named: name, owner: owner) { return category }
        let found = try prepared("SELECT id, number FROM categories WHERE owner = ? AND nameHash = ?")
            .first({ $0.add(owner); $0.add(name.bytes) }) { FiledCategory(id: try $0.id(0), number: $0.int(1)) }
        if let found { categoryMemory.keep(found, named: name, owner: owner) }
        return found
    }

    /// The number of a category, or nil when there is no such category.
    func number(of id: CategoryID, owner: Int64) throws -> Int64? {
        if let number = categoryMemory.number(of: id, owner: owner) { return number }
        let found = try prepared("SELECT number FROM categories WHERE owner = ? AND id = ?")
            .first({ $0.add(owner); $0.add(id) }) { $0.int(0) }
        if let found { categoryMemory.keep(number: found, of: id, owner: owner) }
        return found
    }

    /// The numbers of an entry's categories.
    /// - Throws: `.corrupt` when an entry names a category that is not there.
    func numbers(of ids: [CategoryID], owner: Int64) throws -> [Int64] {
        try ids.map { id in
            guard let number = try number(of: id, owner: owner) else {
                throw StorageError.corrupt(reason: "an entry names a category that is not there")
            }
            return number
        }
    }

    func insertCategory(_ draft: CategoryDraft, of user: UserID) throws -> FiledCategory {
        var account = try account(of: user)
        account.lastCategory += 1
        let sql: StaticString = """
            INSERT INTO categories (owner, id, number, nameHash, sealedName, colour, createdAt)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(account.owner)
            $0.add(draft.id)
            $0.add(account.lastCategory)
            $0.add(draft.nameHash.bytes)
            $0.add(draft.sealedName.bytes)
            $0.add(draft.colour)
            $0.add(draft.createdAt.microseconds)
        }
        setAccount(account, of: user)
        return FiledCategory(id: draft.id, number: account.lastCategory)
    }
}
