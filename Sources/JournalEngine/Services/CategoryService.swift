import JournalRPC
import PluginAPI

/// The categories of a user.
struct CategoryService: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let resolver: CategoryResolver
    let time: any TimeSource
    let outlet: ChangeOutlet

    typealias Category = Categories.Category

    /// By name, as people sort words: folded, then as written.
    func list(by principal: Principal) async throws(ServiceError) -> ItemList<Category> {
        let account = try await accounts.account(principal.user)
        let all = try await resolver.load(account).map { (CategoryNames.fold($0.name), Self.wire($0.stored, $0.name)) }
        let sorted = all.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        return ItemList(items: sorted.map(\.1))
    }

    func create(_ params: Categories.Create.Params, by principal: Principal) async throws(ServiceError) -> Category {
        let account = try await accounts.account(principal.user)
        let name = try clean(params.name, "/name")
        let hash = account.keys.nameHash(CategoryNames.fold(name))
        let known = try resolver.draft(
            name, hash: hash, account, colour: params.color.map(Self.colour), now: time.now())
        do {
            try await store.createCategory(known.draft, of: account.id)
        } catch {
            throw Self.serviceError(error)
        }
        account.categories.learn(known)
        return try await one(known.draft.id, account)
    }

    func update(_ params: Categories.Update.Params, by principal: Principal) async throws(ServiceError) -> Category {
        let account = try await accounts.account(principal.user)
        let old = try await find(params.category, account)
        let name = try params.name.map { text throws(ServiceError) in try clean(text, "/name") } ?? old.name
        if !PrivateMark.isMark(name) { try Self.keepMark(old.name) }
        let draft = try resolver.redraft(
            old.draft.id, name, hash: account.keys.nameHash(CategoryNames.fold(name)), account,
            colour: params.color.map(Self.colour) ?? old.draft.colour, createdAt: old.draft.createdAt)
        do {
            try await store.updateCategory(draft, of: account.id)
        } catch {
            throw Self.serviceError(error)
        }
        changed(account)
        return try await one(draft.id, account)
    }

    func merge(_ params: Categories.Merge.Params, by principal: Principal) async throws(ServiceError) -> Category {
        let account = try await accounts.account(principal.user)
        let source = try await find(params.category, account)
        try Self.keepMark(source.name)
        let from = source.draft.id
        let into = try await find(params.into, account).draft.id
        guard from != into else {
            throw .invalid(path: "/into", rule: "enum", message: "must be another category")
        }
        do {
            try await store.mergeCategory(from, into: into, of: account.id)
        } catch {
            throw Self.serviceError(error)
        }
        changed(account)
        return try await one(into, account)
    }

    func delete(_ params: Categories.Delete.Params, by principal: Principal) async throws(ServiceError) -> Categories.Delete.Result {
        let account = try await accounts.account(principal.user)
        let known = try await find(params.category, account)
        try Self.keepMark(known.name)
        guard let fallback = try resolver.drafts([CategoryNames.none], account, now: time.now()).first else {
            throw .internal(cause: "no draft for the fallback category")
        }
        guard fallback.draft.id != known.draft.id else {
            throw .conflict("entries without a category are kept under this one", hint: "merge it into another")
        }
        do {
            try await store.deleteCategory(known.draft.id, fallback: fallback.draft, of: account.id)
        } catch {
            throw Self.serviceError(error)
        }
        changed(account)
        return .init(category: known.draft.id.description)
    }

    // MARK: - Helpers

    /// What is under `private` never leaves the machine: no change of the category may let all of it go at once.
    private static func keepMark(_ name: String) throws(ServiceError) {
        if PrivateMark.isMark(name) {
            throw .conflict("this category keeps its entries from leaving", hint: "take it off the entries one by one")
        }
    }

    private func changed(_ account: OpenAccount) {
        account.categories.forget()
        account.noteChange()
        outlet.tell(.account, of: account.id)
    }

    private func clean(_ name: String, _ path: String) throws(ServiceError) -> String {
        guard let name = TextSanitizer.name(name) else {
            throw .invalid(path: path, rule: "format", message: "must be one line of visible text")
        }
        return name
    }

    private func find(_ name: String, _ account: OpenAccount) async throws(ServiceError) -> CategoryNames.Known {
        guard let id = try await resolver.id(of: name, account), let known = account.categories.known(id) else {
            throw .notFound("category")
        }
        return known
    }

    private func one(_ id: CategoryID, _ account: OpenAccount) async throws(ServiceError) -> Category {
        guard let found = try await resolver.load(account).first(where: { $0.stored.id == id }) else {
            throw .notFound("category")
        }
        return Self.wire(found.stored, found.name)
    }

    private static func wire(_ stored: StoredCategory, _ name: String) -> Category {
        Category(
            id: stored.id.description, name: name, color: stored.colour, entries: stored.tally.entries,
            words: stored.tally.words, meanScore: stored.tally.meanScore,
            createdAt: InstantText.format(stored.createdAt))
    }

    /// Lower case, so that equal colours are equal text. The schema has checked the form.
    private static func colour(_ text: String) -> String { text.lowercased() }

    private static func serviceError(_ error: StorageError) -> ServiceError {
        switch error {
        case .notFound: .notFound("category")
        case .alreadyExists: .conflict("there is a category of that name already", hint: "merge the two")
        default: ServiceError(error)
        }
    }
}
