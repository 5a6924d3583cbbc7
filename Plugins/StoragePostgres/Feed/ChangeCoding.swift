import PluginAPI

/// Changes as the words of a notification: `ORIGIN WORD;WORD;…`, where a word's parts are separated by commas.
///
/// What comes in is read strictly: whoever can write to the database can notify. A word that is not understood, of a newer
/// version for one, becomes a gap.
enum ChangeCoding {
    /// The most bytes of a payload; PostgreSQL takes 7,999.
    static let payloadBytes = 7_900
    private static let gap = "!"

    /// Nil for a change that cannot be told.
    static func word(_ change: StoreChange) -> String? {
        let owner = change.owner.description
        switch change.what {
        case .account: return "a,\(owner)"
        case .entry(let id, let number, let kind): return "e,\(owner),\(id),\(number),\(kind.rawValue)"
        case .job(let job):
            guard job.provider.utf8.count <= 100, !job.provider.utf8.contains(where: { $0 == 0x2C || $0 == 0x3B || $0 < 0x20 })
            else { return nil }
            let ids = [job.id.description, job.entry?.description ?? "", job.parent?.description ?? ""]
            let numbers = [
                job.kind.number, job.state.number, Int64(job.revision), job.createdAt.microseconds, job.updatedAt.microseconds,
                job.dueAt.microseconds, Int64(job.tries), job.progress.total, job.progress.done, job.progress.failed,
                job.progress.skipped,
            ]
            return (["j", owner, job.provider] + ids + numbers.map { "\($0)" }).joined(separator: ",")
        }
    }

    static func event(_ word: Substring) -> ChangeEvent {
        let parts = word.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let owner = UserID(parts[1]) else { return .gap }
        switch parts[0] {
        case "a" where parts.count == 2: return .change(StoreChange(owner: owner, .account))
        case "e" where parts.count == 5:
            guard let id = EntryID(parts[2]), let number = Int64(parts[3]), let kind = EntryChange(rawValue: parts[4]) else {
                return .gap
            }
            return .change(StoreChange(owner: owner, .entry(id, number: number, kind)))
        case "j" where parts.count == 17:
            return job(parts).map { .change(StoreChange(owner: owner, .job($0))) } ?? .gap
        default: return .gap
        }
    }

    private static func job(_ parts: [String]) -> StoredJob? {
        let numbers = parts[6...].compactMap { Int64($0) }
        guard let id = JobID(parts[3]), numbers.count == 11, let revision = Int32(exactly: numbers[2]),
            let tries = Int(exactly: numbers[6])
        else { return nil }
        let (entry, parent) = (EntryID(parts[4]), JobID(parts[5]))
        guard parts[4].isEmpty || entry != nil, parts[5].isEmpty || parent != nil else { return nil }
        var job = StoredJob(
            id: id, kind: JobKind(number: numbers[0]), state: JobState(number: numbers[1]), provider: parts[2], entry: entry,
            revision: revision, parent: parent, createdAt: Instant(microseconds: numbers[3]))
        job.updatedAt = Instant(microseconds: numbers[4])
        job.dueAt = Instant(microseconds: numbers[5])
        job.tries = tries
        job.progress = JobProgress(total: numbers[7], done: numbers[8], failed: numbers[9], skipped: numbers[10])
        return job
    }

    // MARK: Payloads

    /// As few payloads as hold the changes, in order.
    static func payloads(_ changes: [StoreChange], hasGap: Bool, origin: String) -> [String] {
        var payloads: [String] = []
        var payload = ""
        let words = (hasGap ? [gap] : []) + changes.map { word($0) ?? gap }
        for word in words {
            if payload.utf8.count + word.utf8.count + 1 > payloadBytes {
                payloads.append(payload)
                payload = ""
            }
            payload += (payload.isEmpty ? origin + " " : ";") + word
        }
        return payload.isEmpty ? payloads : payloads + [payload]
    }

    /// What a payload tells; nothing when it is this daemon's own.
    static func events(_ payload: String, origin: String) -> [ChangeEvent] {
        guard let space = payload.firstIndex(of: " ") else { return [.gap] }
        guard payload[..<space] != origin else { return [] }
        return payload[payload.index(after: space)...].split(separator: ";").map(event)
    }
}
