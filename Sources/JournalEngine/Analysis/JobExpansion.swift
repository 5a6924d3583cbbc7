import JournalRPC
import PluginAPI

/// Makes the analyses of reanalyses, step by step: only as many as there is work for.
struct JobExpansion: Sendable {
    /// Entries that one step makes jobs of.
    private static let step = 500

    let store: any StoragePlugin
    let watchers: JobWatchService
    let ids: IdentifierSource
    let time: any TimeSource

    /// Makes the next jobs of the oldest reanalysis that has not made all.
    /// - Returns: whether there was one.
    func next(of provider: String) async throws(ServiceError) -> Bool {
        guard let next = try await open(of: provider, limit: 1).first else { return false }
        try await expand(next)
        return true
    }

    /// Makes the next jobs of one reanalysis.
    /// - Returns: whether it had not made all.
    func next(of reanalysis: JobID, by provider: String) async throws(ServiceError) -> Bool {
        guard let next = try await open(of: provider, limit: 1_000).first(where: { $0.job.id == reanalysis }) else {
            return false
        }
        try await expand(next)
        return true
    }

    private func open(of provider: String, limit: Int) async throws(ServiceError) -> [OwnedJob] {
        try await storing { () async throws(StorageError) in
            try await store.unexpandedReanalyses(of: provider, limit: limit)
        }
    }

    private func expand(_ next: OwnedJob) async throws(ServiceError) {
        guard let span = next.job.span else { return }
        do {
            let page = try await store.entries(
                matching: span.filter, order: .oldest,
                page: PageRequest(limit: Self.step, after: next.job.position), of: next.owner)
            let seeds = page.items.map { JobSeed(id: ids.next(JobSubject.self), entry: $0.id) }
            let job = try await store.expandReanalysis(
                next.job.id, from: next.job.position, with: seeds, next: page.next, at: time.now(), of: next.owner)
            watchers.announce(job, of: next.owner)
        } catch .notFound {
            // It was cancelled meanwhile.
        } catch {
            throw ServiceError(error)
        }
    }
}
