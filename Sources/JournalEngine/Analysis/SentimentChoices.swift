import JournalRPC
import PluginAPI

/// Which provider reads new entries, and what there is to choose from.
struct SentimentChoices: Sendable {
    let host: PluginHost
    let sentiment: SentimentService
    let remote: RemoteAnalysis
    let bell: WorkerBell
    let settings: SettingValues

    func register(in table: inout MethodTable.Builder) {
        table.register(SentimentMethods.Providers.self) { _, context in
            ItemList(items: try await providers(for: context.requirePrincipal()))
        }
        table.register(SentimentMethods.Use.self) { params, context in
            try await use(params.provider)
            return ItemList(items: try await providers(for: context.requirePrincipal()))
        }
    }

    /// Swaps the provider and writes that down; the choice holds until the operator changes the setting.
    private func use(_ id: String) async throws(ServiceError) {
        guard host.catalog.sentiment.contains(where: { $0.id.utf8.elementsEqual(id.utf8) }) else {
            throw .invalid(path: "/provider", rule: "enum", message: "is no provider of this build; see sentiment.providers")
        }
        let old = sentiment.active.id
        do throws(PluginFailure) {
            try await host.useSentiment(id: id)
        } catch {
            throw .conflict("the provider does not start: \(error.reason)", hint: "see plugins.describe")
        }
        let choice = SentimentChoice.encode(id, setting: settings[CoreSettings.sentimentProvider])
        let store = host.storage
        try await storing { () async throws(StorageError) in try await store.setChoice(SentimentChoice.name, choice) }
        // Those of the old one stop, those of the new one begin.
        for provider in [old, id] { bell.ring(provider) }
    }

    /// Every provider of this build.
    private func providers(
        for principal: Principal
    ) async throws(ServiceError) -> [SentimentMethods.Providers.Provider] {
        let health = await host.health()
        var items: [SentimentMethods.Providers.Provider] = []
        for record in host.records where record.kind == .sentiment {
            items.append(try await provider(record, health, principal))
        }
        return items
    }

    private func provider(
        _ record: PluginRecord, _ health: [(plugin: String, health: PluginHealth)], _ principal: Principal
    ) async throws(ServiceError) -> SentimentMethods.Providers.Provider {
        let active = sentiment.active
        let isActive = active.id.utf8.elementsEqual(record.id.utf8)
        let immediate = sentiment.immediate
        let plugin = isActive ? active.plugin : immediate?.id == record.id ? immediate?.plugin : nil
        let state = health.first { $0.plugin == record.name }?.health
        var item = SentimentMethods.Providers.Provider(
            id: record.id, active: isActive, delivery: plugin?.delivery.rawValue, model: plugin?.model,
            health: state?.status.rawValue ?? Self.health(record), detail: record.error ?? state?.detail,
            analysed: isActive ? sentiment.analysedCount : 0)
        let store = host.storage
        let counts = try await storing { () async throws(StorageError) in try await store.jobCounts(of: record.id) }
        item.waiting = counts.waiting
        item.running = counts.running
        item.parked = counts.parked
        guard let plugin, plugin.delivery == .deferred else { return item }
        if isActive, !host.sentimentIsStarted, record.state != .failed { item.detail = "workers ask it" }
        item.currency = plugin.currency
        let consent = try await remote.consent(of: principal.user)
        let budget = try await remote.budget(of: principal.user, consent, provider: record.id)
        item.cost = budget.spent
        item.budget = budget.limit
        if principal.role == .admin {
            item.costOfAll = budget.spentByAll
            item.budgetOfAll = budget.limitOfAll
        }
        return item
    }

    /// The health of one that is not asked.
    private static func health(_ record: PluginRecord) -> String {
        record.state == .failed ? "failing" : record.state == .configured ? "ok" : "idle"
    }
}
