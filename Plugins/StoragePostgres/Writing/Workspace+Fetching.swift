import PluginAPI

/// What a group of calls names, to be read in one round trip.
private struct Named {
    var owners: Set<UserID> = []
    var entries: Set<Owned<EntryID>> = []
    var requests: Set<Owned<[UInt8]>> = []
    var categories: Set<Owned<NameHash>> = []
    /// Ids of drafts, by the names that they would be given to.
    var drafts: [Owned<CategoryID>: Set<Owned<NameHash>>] = [:]
    /// Entries whose analysis may be changed.
    var jobsOfEntries: Set<Owned<EntryID>> = []
    var settled: Set<Owned<JobID>> = []

    init(_ calls: [CommitCall]) {
        for call in calls {
            owners.insert(call.owner)
            for mutation in call.mutations { add(mutation, call.owner) }
        }
    }

    private mutating func add(_ mutation: EntryMutation, _ owner: UserID) {
        switch mutation {
        case .create(let new):
            entries.insert(Owned(owner, new.id))
            if let request = new.idempotency { requests.insert(Owned(owner, request.key)) }
            add(new.categories, owner)
        case .revise(let revision):
            entries.insert(Owned(owner, revision.id))
            jobsOfEntries.insert(Owned(owner, revision.id))
            add(revision.categories, owner)
        case .purge(let id):
            entries.insert(Owned(owner, id))
            jobsOfEntries.insert(Owned(owner, id))
        case .trash(let id, _), .restore(let id, _), .analyse(let id, _, _, _): entries.insert(Owned(owner, id))
        case .settle(let settlement): settled.insert(Owned(owner, settlement.job))
        }
    }

    private mutating func add(_ drafts: [CategoryDraft], _ owner: UserID) {
        for draft in drafts {
            let name = Owned(owner, draft.nameHash)
            categories.insert(name)
            self.drafts[Owned(owner, draft.id), default: []].insert(name)
        }
    }
}

// Reading what the mutations decide on. The journals' rows are locked first and in order of id; what follows in the same
// round trip is then seen as the last holder of the locks left it.
extension Workspace {
    func fetch(_ calls: [CommitCall], _ transaction: Transaction) throws {
        let named = Named(calls)
        var steps: [(query: Query, read: (Rows) throws -> Void)] = [(lock(named.owners.sorted()), readJournals)]
        if deltas.mainProvider == nil {
            steps.append((MainProvider.select, { self.deltas.mainProvider = $0.first?.text(0) }))
        }
        if !named.settled.isEmpty {
            steps.append((Self.jobs(Array(named.settled)), readJobs))
            steps.append((Self.entriesOfJobs(Array(named.settled)), readEntries))
        }
        if !named.jobsOfEntries.isEmpty { steps.append((Self.jobsOfEntries(Array(named.jobsOfEntries)), readJobs)) }
        if !named.entries.isEmpty { steps.append((Self.entries(Array(named.entries)), readEntries)) }
        if !named.requests.isEmpty { steps.append((Self.requests(Array(named.requests)), readRequests)) }
        if !named.categories.isEmpty { steps.append((Self.categories(Array(named.categories)), readCategories)) }
        for (rows, step) in zip(try transaction.run(steps.map(\.query)), steps) { try step.read(rows) }
        // Ids matter for new categories alone, which are rare.
        let new = named.drafts.filter { $0.value.contains { names[$0] == nil } }.map(\.key)
        guard !new.isEmpty else { return }
        try readCategories(try transaction.run(Self.categoriesByID(new)))
    }

    private static let journalColumns = "user_id, last_number, entries, closed, indexed, summed_before, columns_before"

    /// Rows on several nodes cannot be locked by SELECT, but by writing them; Citus visits the shards in one order.
    private func lock(_ owners: [UserID]) -> Query {
        if layout == .citus {
            return Query("""
                UPDATE journals SET last_number = last_number WHERE user_id = ANY ($1::uuid[])
                RETURNING \(Self.journalColumns)
                """) { $0.addArray(owners) }
        }
        return Query("""
            SELECT \(Self.journalColumns) FROM journals WHERE user_id = ANY ($1::uuid[])
            ORDER BY user_id FOR NO KEY UPDATE
            """) { $0.addArray(owners) }
    }

    private func readJournals(_ rows: Rows) throws {
        try rows.forEach { row in
            let owner: UserID = try row.id(0)
            switch Journal.State(rawValue: row.int(3)) {
            case .open:
                journals[owner] = JournalState(
                    lastNumber: row.int(1), entries: row.int(2), indexed: row.int(4), summedBefore: row.int(5),
                    columnsBefore: row.int(6))
            case .moving: moving.insert(owner)
            case .elsewhere, nil: break
            }
        }
    }

    private static func pairs<ID>(_ sql: String, _ names: [Owned<Identifier<ID>>]) -> Query {
        Query(sql) {
            $0.addArray(names.lazy.map(\.owner))
            $0.addArray(names.lazy.map(\.id))
        }
    }

    private static func entries(_ names: [Owned<EntryID>]) -> Query {
        pairs(
            """
            SELECT e.user_id, \(EntryRow.columns) FROM unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
            JOIN entries e ON e.user_id = n.user_id AND e.id = n.id
            """, names)
    }

    private static func entriesOfJobs(_ names: [Owned<JobID>]) -> Query {
        pairs(
            """
            SELECT e.user_id, \(EntryRow.columns) FROM unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
            JOIN jobs j ON j.user_id = n.user_id AND j.id = n.id JOIN entries e ON e.user_id = j.user_id AND e.id = j.entry
            """, names)
    }

    private func readEntries(_ rows: Rows) throws {
        try rows.forEach { row in
            let entry = try EntryRow.entry(row, from: 1, hasContents: false)
            entries[Owned(try row.id(0), entry.id)] = EntryState(entry: entry, isStored: true)
        }
    }

    private static func requests(_ names: [Owned<[UInt8]>]) -> Query {
        Query("""
            SELECT r.user_id, r.key, r.fingerprint, r.id, r.number, e.revision, e.categories
            FROM unnest($1::uuid[], $2::bytea[]) AS n (user_id, key)
            JOIN requests r ON r.user_id = n.user_id AND r.key = n.key
            LEFT JOIN entries e ON e.user_id = r.user_id AND e.id = r.id
            """) {
            $0.addArray(names.lazy.map(\.owner))
            $0.addArray(names.lazy.map(\.id))
        }
    }

    private func readRequests(_ rows: Rows) throws {
        try rows.forEach { row in
            requests[Owned(try row.id(0), row.bytes(1))] = Remembered(
                fingerprint: row.bytes(2), id: try row.id(3), number: row.int(4),
                revision: row.optionalInt(5).map(Int32.init(truncatingIfNeeded:)), categories: row.ids(6))
        }
    }

    private static func categories(_ names: [Owned<NameHash>]) -> Query {
        Query("""
            SELECT c.user_id, c.id, c.name_hash FROM unnest($1::uuid[], $2::bytea[]) AS n (user_id, name_hash)
            JOIN categories c ON c.user_id = n.user_id AND c.name_hash = n.name_hash
            """) {
            $0.addArray(names.lazy.map(\.owner))
            $0.addArray(names.lazy.map(\.id.bytes))
        }
    }

    private static func categoriesByID(_ names: [Owned<CategoryID>]) -> Query {
        pairs(
            """
            SELECT c.user_id, c.id, c.name_hash FROM unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
            JOIN categories c ON c.user_id = n.user_id AND c.id = n.id
            """, names)
    }

    private func readCategories(_ rows: Rows) throws {
        try rows.forEach { row in
            let (owner, id): (UserID, CategoryID) = (try row.id(0), try row.id(1))
            names[Owned(owner, NameHash(row.bytes(2)))] = id
            categoryIDs.insert(Owned(owner, id))
        }
    }

    /// Locked: a claim by another daemon does not ask for the journal.
    private static func jobs(_ names: [Owned<JobID>]) -> Query {
        pairs(
            """
            SELECT \(JobRow.columns) FROM unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
            JOIN jobs j ON j.user_id = n.user_id AND j.id = n.id ORDER BY j.user_id, j.id FOR UPDATE OF j
            """, names)
    }

    private static func jobsOfEntries(_ names: [Owned<EntryID>]) -> Query {
        pairs(
            """
            SELECT \(JobRow.columns) FROM unnest($1::uuid[], $2::uuid[]) AS n (user_id, entry)
            JOIN jobs j ON j.user_id = n.user_id AND j.entry = n.entry ORDER BY j.user_id, j.id FOR UPDATE OF j
            """, names)
    }

    private func readJobs(_ rows: Rows) throws {
        try rows.forEach { row in
            let owned = try JobRow.owned(row)
            jobs[Owned(owned.owner, owned.job.id)] = JobState(job: owned.job, isStored: true)
            if let entry = owned.job.entry { jobsByEntry[Owned(owned.owner, entry)] = owned.job.id }
        }
    }
}
