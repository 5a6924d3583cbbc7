import PluginAPI

/// Two users with one of everything that a store can hold, and what a store is asked to see that another holds the same.
struct FullJournal {
    private var first: SampleJournal
    private var second: SampleJournal
    private let entries: [EntryID]

    private static let provider = "model"

    /// Fills an empty store.
    static func fill(_ store: any StoragePlugin) async throws -> FullJournal {
        var (first, second) = (SampleJournal(1), SampleJournal(2))
        let share = KeyShare(user: first.user.id, bytes: [UInt8](repeating: 5, count: KeyShare.length))
        _ = try await store.addKeyShares([try expectSome(share, "a share")])
        try await SampleAccess.fill(store, first.user)
        _ = try await store.apply(.beginTOTP(SealedBytes([9, 9])), of: first.user.id, noting: SampleAccess.event(2, of: nil))
        try await store.add(second)
        _ = try await store.apply(
            .initialPassword("$first", until: SampleJournal.start), of: second.user.id, noting: nil)
        try await store.noteSightings([UserSighting(user: first.user.id, at: SampleJournal.start)])
        let owner = first.user.id
        var ids: [EntryID] = []
        for number in 1...24 {
            let day = number / 3
            var new = first.entry(
                at: SampleJournal.start.advanced(bySeconds: Int64(number * 30_000)),
                day: SampleJournal.startDay.advanced(by: day), hour: number % 24,
                in: number % 2 == 0 ? ["work", "home"] : ["home"], words: "w\(number % 4) all")
            new.content.mood = Mood(number % 6)
            if number % 5 == 0 { new.sentiment = nil }
            if number % 7 == 0 {
                (new.analysis, new.job) = (.pending, first.job())
            }
            if number == 3 { new.idempotency = IdempotencyKey(key: [UInt8](repeating: 3, count: 16), fingerprint: [UInt8](repeating: 4, count: 16)) }
            ids.append(try await store.put(new, of: owner).id)
        }
        _ = try await store.put(second.entry(in: ["theirs"], words: "all"), of: second.user.id)
        try await change(store, &first, ids)
        try await fillQueue(store, &first, ids)
        return FullJournal(first: first, second: second, entries: ids)
    }

    private static func change(_ store: any StoragePlugin, _ sample: inout SampleJournal, _ ids: [EntryID]) async throws {
        let owner = sample.user.id
        for place in [0, 4, 4] {
            let old = try expectSome(try await store.entry(.id(ids[place]), of: owner), "an entry")
            _ = try await store.apply(.revise(sample.revision(of: old, in: ["home"], words: "changed all")), of: owner)
        }
        _ = try await store.apply(.trash(ids[5], at: SampleJournal.start), of: owner)
        _ = try await store.apply(.purge(ids[23]), of: owner)
        try await store.createCategory(sample.category("empty"), of: owner)
        let merged = sample.category("merged")
        try await store.createCategory(merged, of: owner)
        let target = try expectSome(try await store.categories(of: owner).first, "a category")
        try await store.mergeCategory(merged.id, into: target.id, of: owner)
    }

    private static func fillQueue(_ store: any StoragePlugin, _ sample: inout SampleJournal, _ ids: [EntryID]) async throws {
        let owner = sample.user.id
        let claimed = try await store.claim(sample.leaseID(), limit: 2, now: SampleJournal.start.advanced(bySeconds: 9_999_999))
        let job = try expectSome(claimed.first, "a job")
        let lease = try expectSome(job.job.lease, "its lease")
        let usage = SentimentUsage(calls: 1, inputTokens: 20, outputTokens: 3, cost: 4)
        _ = try await store.settle(
            job.job.id, lease, .scored(sample.modelScore()), usage: usage,
            answer: CachedAnswer(key: [UInt8](repeating: 7, count: 16), answer: SealedBytes([1, 2])), of: owner)
        let reanalysis = StoredJob(
            id: sample.jobID(), kind: .reanalysis, provider: provider, createdAt: SampleJournal.start,
            span: JobSpan(firstDay: SampleJournal.startDay))
        try await store.addReanalysis(reanalysis, of: owner)
        _ = try await store.expandReanalysis(
            reanalysis.id, from: nil, with: [JobSeed(id: sample.jobID(), entry: ids[1])], next: nil,
            at: SampleJournal.start, of: owner)
        let batch = StoredBatch(
            id: sample.leaseID(), parent: reanalysis.id, provider: provider, model: "m-1", promptVersion: "1",
            createdAt: SampleJournal.start, holder: sample.leaseID(), dueAt: SampleJournal.start)
        try await store.openBatch(batch, of: owner)
        try await store.setRemoteConsent(RemoteConsent(isGiven: true, masks: false, monthlyMicros: 5), of: owner)
        try await store.setChoice("provider", "model")
    }

    /// What two stores answer to the same questions.
    func expectSame(_ left: any StoragePlugin, _ right: any StoragePlugin) async throws {
        for user in [first.user.id, second.user.id] {
            try expectEqual(try await right.user(user), try await left.user(user), "the user")
            try expectEqual(try await right.all(of: user), try await left.all(of: user), "entries")
            var trash = EntryFilter()
            trash.trashed = true
            try expectEqual(try await right.all(trash, of: user), try await left.all(trash, of: user), "the trash")
            try expectEqual(try await right.categories(of: user), try await left.categories(of: user), "categories")
            for words in ["all", "w1 all", "changed", "none"] {
                try expectEqual(
                    try await right.ids(having: words, of: user), try await left.ids(having: words, of: user), "a search")
            }
            try await expectSameSums(left, right, of: user)
            try expectEqual(
                try await right.jobs(of: user, parent: nil, before: nil, limit: 100),
                try await left.jobs(of: user, parent: nil, before: nil, limit: 100), "jobs")
            try expectEqual(try await right.sessions(of: user), try await left.sessions(of: user), "sessions")
            try expectEqual(try await right.credentials(of: user), try await left.credentials(of: user), "credentials")
            try expectEqual(try await right.uids(of: user), try await left.uids(of: user), "uids")
            try expectEqual(try await right.keyShares(of: [user]), try await left.keyShares(of: [user]), "the key share")
        }
        for entry in entries.dropLast() {
            try expectEqual(
                try await right.history(of: entry, owner: first.user.id),
                try await left.history(of: entry, owner: first.user.id), "a history")
            try expectEqual(
                try await right.otherScores(of: entry, owner: first.user.id),
                try await left.otherScores(of: entry, owner: first.user.id), "other scores")
        }
        try expectEqual(
            try await right.batches(of: Self.provider), try await left.batches(of: Self.provider), "batches")
        try expectEqual(try await right.choice("provider"), try await left.choice("provider"), "a choice")
        let events = try await left.auditEvents(.everything, outcome: nil, before: nil, limit: 100)
        try expectEqual(
            try await right.auditEvents(.everything, outcome: nil, before: nil, limit: 100), events, "the audit trail")
    }

    private func expectSameSums(_ left: any StoragePlugin, _ right: any StoragePlugin, of user: UserID) async throws {
        try expectEqual(
            try await right.dayRollups(in: .everything, of: user), try await left.dayRollups(in: .everything, of: user), "days")
        try expectEqual(
            try await right.hourRollups(in: .everything, of: user), try await left.hourRollups(in: .everything, of: user),
            "hours")
        try expectEqual(
            try await right.categoryRollups(in: .everything, of: user),
            try await left.categoryRollups(in: .everything, of: user), "categories over days")
        try expectEqual(
            try await right.scoredEntries(in: .everything, of: user),
            try await left.scoredEntries(in: .everything, of: user), "who scored")
    }

    /// The same changes in both: numbers, keys of requests and refresh tokens go on where they were.
    func goOn(_ left: any StoragePlugin, _ right: any StoragePlugin) async throws {
        var sample = first
        let owner = first.user.id
        var replayed = sample.entry()
        replayed.idempotency = IdempotencyKey(
            key: [UInt8](repeating: 3, count: 16), fingerprint: [UInt8](repeating: 4, count: 16))
        let next = sample.entry(in: ["work", "new"], words: "all after")
        for mutation in [EntryMutation.create(replayed), .create(next), .restore(entries[5], at: SampleJournal.start)] {
            let wanted = try await left.apply(mutation, of: owner)
            try expectEqual(try await right.apply(mutation, of: owner), wanted, "what a change gives after the move")
        }
        for store in [left, right] {
            let reused = try await store.rotate(SampleAccess.rotation(1, from: 1, to: 99), of: owner, noting: nil)
            try expectEqual(reused, .reused, "a refresh token from before the move")
            try expect(
                try await store.apply(.useTOTPStep(10), of: owner, noting: nil) == false, "a time step from before the move")
        }
    }
}
