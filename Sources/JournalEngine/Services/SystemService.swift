import Glibc
import JournalRPC
import PluginAPI

/// How the daemon is.
struct SystemService: Sendable {
    let host: PluginHost
    let sentiment: SentimentService
    let vault: Vault
    let watchers: WatchService
    let time: any TimeSource
    let version: String
    let activity: ServerActivity
    let startedAt: Instant
    let startedUptime: Duration

    /// `MAJOR.MINOR` of the wire.
    static let protocolVersion = "1.0"

    func status(for principal: Principal?) async throws(ServiceError) -> System.Status.Result {
        let provider = sentiment.active
        return System.Status.Result(
            version: version, protocolVersion: Self.protocolVersion, pid: getpid(),
            startedAt: InstantText.format(startedAt), uptimeSeconds: (time.uptime() - startedUptime).components.seconds,
            store: try await store(for: principal),
            sentiment: .init(provider: provider.id, model: provider.plugin.model),
            keySource: vault.source.kind.rawValue, connections: activity.connections,
            requestsInFlight: activity.requestsInFlight, watchers: watchers.count)
    }

    /// What the store holds of everybody is for admins.
    private func store(for principal: Principal?) async throws(ServiceError) -> System.Status.Store {
        let id = host.records.first { $0.kind == .storage && $0.state != .registered }?.id ?? "none"
        guard principal?.role == .admin else { return .init(provider: id) }
        let storage = host.storage
        let numbers = try await storing { () async throws(StorageError) in try await storage.statistics() }
        return .init(
            provider: id, entries: numbers.entries, users: numbers.users, bytes: numbers.bytes,
            unindexed: numbers.unindexed, queued: numbers.queued)
    }

    func health() async -> System.Health.Result {
        let answers = await host.health()
        var worst = PluginHealth.Status.ok
        var checks: [System.Health.Check] = []
        for (plugin, health) in answers {
            checks.append(.init(name: plugin, status: health.status.rawValue, detail: health.detail))
            worst = Self.worse(worst, health.status)
        }
        for record in host.records where record.state == .failed {
            checks.append(.init(name: record.name, status: "failing", detail: record.error))
            worst = Self.worse(worst, record.kind.isRequired ? .failing : .degraded)
        }
        return .init(status: worst.rawValue, checks: checks)
    }

    private static func worse(_ left: PluginHealth.Status, _ right: PluginHealth.Status) -> PluginHealth.Status {
        let order: [PluginHealth.Status] = [.ok, .degraded, .failing]
        let places = [left, right].map { order.firstIndex(of: $0) ?? 2 }
        return order[max(places[0], places[1])]
    }
}
