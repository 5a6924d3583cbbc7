import JournalRPC
import PluginAPI

extension EntryService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Entries.Create.self) { try await create($0, by: $1.requirePrincipal()) }
        table.register(Entries.CreateMany.self) { params, context in
            .init(items: try await createMany(params.entries, by: context.requirePrincipal()))
        }
        table.register(Entries.Update.self) { try await update($0, by: $1.requirePrincipal()) }
        table.register(Entries.Delete.self) { params, context in
            try await change(params.entry, by: context.requirePrincipal(), kind: .trashed) { .trash($0, at: $1) }
        }
        table.register(Entries.Restore.self) { params, context in
            try await change(params.entry, by: context.requirePrincipal(), kind: .restored) { .restore($0, at: $1) }
        }
        table.register(Entries.Purge.self) { params, context in
            try await change(params.entry, by: context.requirePrincipal(), kind: .purged) { id, _ in .purge(id) }
        }
    }
}

extension EntryReader {
    func register(in table: inout MethodTable.Builder) {
        table.register(Entries.Get.self) { try await get($0.entry, by: $1.requirePrincipal()) }
        table.register(Entries.List.self) { try await list($0, by: $1.requirePrincipal()) }
        table.register(Entries.History.self) { try await history($0.entry, by: $1.requirePrincipal()) }
        table.register(Entries.OnThisDay.self) { try await onThisDay($0, by: $1.requirePrincipal()) }
    }
}

extension SearchService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Entries.Search.self) { try await search($0, by: $1.requirePrincipal()) }
    }
}

extension WatchService {
    func register(in table: inout MethodTable.Builder, queries: EntryQueries, accounts: AccountDirectory, ids: IdentifierSource) {
        table.register(Entries.Watch.self) { selection, context in
            let principal = try context.requirePrincipal()
            let account = try await accounts.account(principal.user)
            guard let filter = try await queries.filter(selection, account) else {
                throw ServiceError.invalid(
                    path: "/categories", rule: "enum", message: "names a category that does not exist yet")
            }
            let id = ids.next(EntrySubject.self).description
            let connection = context.connection
            try self.add(id, filter: filter, user: principal.user, connection: connection)
            return .init(subscription: id)
        }
        table.register(Entries.Unwatch.self) { params, context in
            try self.remove(
                params.subscription, user: context.requirePrincipal().user, connection: context.connection)
            return .init()
        }
    }
}

extension CategoryService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Categories.List.self) { _, context in try await list(by: context.requirePrincipal()) }
        table.register(Categories.Create.self) { try await create($0, by: $1.requirePrincipal()) }
        table.register(Categories.Update.self) { try await update($0, by: $1.requirePrincipal()) }
        table.register(Categories.Merge.self) { try await merge($0, by: $1.requirePrincipal()) }
        table.register(Categories.Delete.self) { try await delete($0, by: $1.requirePrincipal()) }
    }
}

extension AnalyticsService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Analytics.Reports.self) { _, _ in reports() }
        table.register(Analytics.Report.self) { try await report($0, by: $1.requirePrincipal()) }
    }
}

extension SentimentService {
    func register(in table: inout MethodTable.Builder) {
        table.register(SentimentMethods.Analyze.self) { params, _ in
            let provider = try self.provider(params.provider)
            let texts = params.texts.map(TextSanitizer.body)
            let now = self.now
            return ItemList(
                items: try await self.analyze(texts, by: provider).map { Self.wire($0, provider: provider.id, at: now) })
        }
    }
}

extension AccountService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Account.Get.self) { _, context in try await get(by: context.requirePrincipal()) }
        table.register(Account.Update.self) { try await update($0, by: $1.requirePrincipal()) }
        table.register(Account.Delete.self) { try await delete($0, by: $1.requirePrincipal()) }
    }
}

extension PluginService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Plugins.List.self) { _, _ in await list() }
        table.register(Plugins.Describe.self) { params, _ in try await describe(params.id) }
    }
}

extension KeyService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Keys.Status.self) { _, _ in try await status() }
        table.register(Keys.Rotate.self) { _, context in try await rotate(by: context.requirePrincipal()) }
    }
}

extension SystemService {
    func register(in table: inout MethodTable.Builder) {
        table.registerImmediate(System.Ping.self) { _, _ in "pong" }
        table.register(System.Status.self) { _, context in try await status(for: context.principal) }
        table.register(System.Health.self) { _, _ in await health() }
        table.registerDiscovery(
            System.Discover.self,
            info: .init(
                title: "journald-core", version: Self.protocolVersion + ".0",
                description: "A private journal that reads your mood."))
    }
}
