import JournalRPC
import PluginAPI
import Synchronization

/// Decides which texts a model may be given: with the consent of their writer, not private, within the budgets.
final class RemoteAnalysis: Sendable {
    /// Why an entry is not sent.
    enum Refusal: String, Sendable {
        case noConsent = "you have not allowed remote analysis: journalctl-x account set --remote-analysis on"
        case isPrivate = "it is private"
        case isTrashed = "it is in the trash"
        case isKnown = "it says so little that it is answered here: nothing is sent"
        case isImmediate = "the provider in use reads it here: nothing is sent"
    }

    /// Decisions remembered for the way of new entries; whoever gives a text out asks the store anew.
    private static let capacity = 4_096

    private let store: any StoragePlugin
    private let sentiment: SentimentService
    private let ids: IdentifierSource
    private let time: any TimeSource
    private let monthly: Int64
    private let monthlyPerUser: Int64
    private let consents = Mutex<[UserID: RemoteConsent]>([:])

    init(
        store: any StoragePlugin, sentiment: SentimentService, ids: IdentifierSource, time: any TimeSource,
        settings: SettingValues
    ) {
        self.store = store
        self.sentiment = sentiment
        self.ids = ids
        self.time = time
        monthly = Int64(settings[AnalysisSettings.monthlyCents]) * 10_000
        monthlyPerUser = Int64(settings[AnalysisSettings.monthlyCentsPerUser]) * 10_000
    }

    // MARK: - Consent

    /// What the user decided, as it is stored now.
    func consent(of owner: UserID) async throws(ServiceError) -> RemoteConsent {
        let consent = try await storing { () async throws(StorageError) in try await store.remoteConsent(of: owner) }
        consents.withLock { consents in
            if consents.count >= Self.capacity { consents.removeAll(keepingCapacity: true) }
            consents[owner] = consent
        }
        return consent
    }

    func setConsent(_ consent: RemoteConsent, of owner: UserID) async throws(ServiceError) {
        try await storing { () async throws(StorageError) in try await store.setRemoteConsent(consent, of: owner) }
        consents.withLock { $0[owner] = nil }
        let now = time.now()
        if consent.isGiven {
            // A budget that was raised has its effect at once.
            try await storing { () async throws(StorageError) in try await store.hastenJobs(at: now, of: owner) }
        } else if sentiment.active.plugin.delivery == .deferred {
            _ = try await storing { () async throws(StorageError) in try await store.cancelJobs(at: now, of: owner) }
        }
    }

    /// Why this text is not sent to a deferred provider, or nil when it may be.
    func refusal(
        _ consent: RemoteConsent, body: String, categories: [String], isTrashed: Bool = false
    ) -> Refusal? {
        if !consent.isGiven { return .noConsent }
        if PrivateMark.isOn(body: body, categories: categories) { return .isPrivate }
        return isTrashed ? .isTrashed : nil
    }

    // MARK: - New entries

    /// The job of an entry that the provider in use shall read later; nil when there is none to be made.
    func job(body: String, categories: [String], _ account: OpenAccount) async throws(ServiceError) -> NewJob? {
        let active = sentiment.active
        guard active.plugin.delivery == .deferred else { return nil }
        let known = consents.withLock { $0[account.id] }
        let consent: RemoteConsent
        if let known { consent = known } else { consent = try await self.consent(of: account.id) }
        guard refusal(consent, body: body, categories: categories) == nil else { return nil }
        return NewJob(id: ids.next(JobSubject.self), provider: active.id, createdAt: time.now())
    }

    // MARK: - Budgets

    struct Budget: Sendable {
        var spent: Int64
        var limit: Int64
        /// Set aside for texts that are being read.
        var aside: Int64
        var spentByAll: Int64
        var limitOfAll: Int64
    }

    /// What may be used up this month.
    func limits(_ consent: RemoteConsent) -> CostLimits {
        CostLimits(
            month: UsageMonth(of: time.now()), ofOwner: min(consent.monthlyMicros ?? monthlyPerUser, monthly),
            ofAll: monthly)
    }

    func budget(of owner: UserID, _ consent: RemoteConsent, provider: String) async throws(ServiceError) -> Budget {
        let month = UsageMonth(of: time.now())
        let own = try await storing { () async throws(StorageError) in try await store.usage(in: month, of: owner) }
        let all = try await storing { () async throws(StorageError) in try await store.usage(in: month, of: nil) }
        let aside = try await storing { () async throws(StorageError) in
            try await store.asideCost(of: provider, of: owner)
        }
        return Budget(
            spent: own[provider]?.cost ?? 0, limit: limits(consent).ofOwner, aside: aside,
            spentByAll: all[provider]?.cost ?? 0, limitOfAll: monthly)
    }

    /// When a job that the budget does not allow is looked at again: with the new month, or in an hour.
    func budgetRetry(at now: Instant) -> Instant {
        min(UsageMonth(of: now).next.start, now.advanced(bySeconds: 3_600))
    }
}
