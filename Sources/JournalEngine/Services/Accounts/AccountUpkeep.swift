import Logging
import PluginAPI

/// Removes what is over: ended sessions and old events of the audit trail; and writes down when tokens and accounts were used.
struct AccountUpkeep: Sendable {
    let store: any StoragePlugin
    let keys: AccountKeys
    let uses: TokenUses
    let sightings: Sightings
    let time: any TimeSource
    /// How long events are kept, in seconds.
    let auditSeconds: Int64
    let logger: Logger

    private static let interval = Duration.seconds(60)
    /// Rows of one transaction, so that nobody waits long behind it.
    private static let batch = 500

    /// Works once a minute until its task is cancelled, and once more then.
    func run() async {
        var isUpgraded = false
        while !Task.isCancelled {
            if !isUpgraded { isUpgraded = await upgradeKeys() }
            try? await Task.sleep(for: Self.interval)
            await work()
        }
    }

    func upgradeKeys() async -> Bool { await keys.upgrade(logger) }

    func work() async {
        await uses.flush(to: store)
        await sightings.flush(to: store)
        let now = time.now()
        do throws(StorageError) {
            while try await store.removeEndedSessions(at: now, limit: Self.batch) == Self.batch {}
            let old = now.advanced(bySeconds: -auditSeconds)
            while try await store.removeAuditEvents(before: old, limit: Self.batch) == Self.batch {}
        } catch {
            logger.warning("cannot tidy up accounts now; trying again in a minute", metadata: ["error": "\(error)"])
        }
    }
}
