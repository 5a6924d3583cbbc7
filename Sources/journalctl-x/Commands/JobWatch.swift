import JournalRPC

/// Follows jobs by notification, with a progress bar. Notifications may be missed, so it also asks now and then.
struct JobWatch {
    /// How long it goes without asking: notifications may be missed, and do not tell what is in bulk.
    private static let patience = Duration.seconds(2)

    private let invocation: Invocation
    private let json: Bool
    private let deadline: ContinuousClock.Instant?

    init(_ invocation: Invocation, json: Bool) throws(Failure) {
        self.invocation = invocation
        self.json = json
        deadline = try invocation.waitLimit().map { ContinuousClock.now.advanced(by: $0) }
        _ = try invocation.call(Jobs.Watch.self, NoParams(), repeatable: false)
    }

    /// Until the job is over.
    /// - Parameter total: entries, while the job does not know them all.
    mutating func follow(_ id: String, total: Int? = nil) throws -> Jobs.Job {
        let label = "reading again"
        let progress = Progress(label, total: total, terminal: invocation.terminal)
        progress.start()
        defer { progress.finish() }
        var told: Jobs.Job?
        var asked = ContinuousClock.now
        while true {
            let job: Jobs.Job
            if let told, ContinuousClock.now < asked.advanced(by: Self.patience) {
                job = told
            } else {
                job = try invocation.call(Jobs.Get.self, .init(job: id))
                asked = .now
                progress.name(job.inBulk.map { "\(Numbers.grouped($0)) in bulk, within a day" } ?? label)
            }
            if json { try print(job) }
            let over = Int(clamping: (job.done ?? 0) &+ (job.failed ?? 0) &+ (job.skipped ?? 0))
            progress.advance(to: over, of: job.kind == "reanalysis" ? max(Int(clamping: job.total ?? 0), total ?? 0) : nil)
            guard JobText.isOpen(job.state) else { return job }
            told = try next(id)
        }
    }

    /// Until none of these analyses is open.
    mutating func followAll(_ jobs: [Jobs.Job]) throws {
        var open = Set(jobs.map(\.id))
        guard !open.isEmpty else { return }
        let progress = Progress("waiting for the model", total: jobs.count, terminal: invocation.terminal)
        progress.start()
        defer { progress.finish() }
        while !open.isEmpty {
            if let job = try next(nil) {
                if json { try print(job) }
                if !JobText.isOpen(job.state) { open.remove(job.id) }
            } else {
                let left = try invocation.call(Jobs.List.self, .init(limit: 500)).items.filter { JobText.isOpen($0.state) }
                open.formIntersection(left.map(\.id))
            }
            progress.advance(to: jobs.count - open.count)
        }
    }

    /// The next change of a job; nil when nothing was told for a while.
    private func next(_ id: String?) throws -> Jobs.Job? {
        let asking = ContinuousClock.now.advanced(by: Self.patience)
        while true {
            let now = ContinuousClock.now
            if let deadline, now >= deadline { throw Failure.silent(.pending) }
            guard now < asking else { return nil }
            let wait = min(now.duration(to: asking), deadline.map { now.duration(to: $0) } ?? Self.patience)
            guard let notice = try invocation.session.nextNotification(timeout: wait) else { continue }
            if let job = Self.job(notice), id == nil || job.id == id { return job }
        }
    }

    private static func job(_ notice: RPCNotification) -> Jobs.Job? {
        guard notice.method == Jobs.ChangeNotice.name, let bytes = try? notice.params.encoded(),
            let root = (try? JSONDocument(bytes, maxBytes: 1_048_576))?.root
        else { return nil }
        return (try? RPCDecoder.decode(Jobs.ChangeNotice.self, from: root))?.job
    }

    private func print(_ job: Jobs.Job) throws {
        var bytes = try RPCEncoder.encode(job)
        bytes.append(0x0A)
        try invocation.data(bytes)
    }
}
