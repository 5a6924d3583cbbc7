import DatabaseTestServers
import Logging
import PluginAPI

@testable import PluginTestKit
@testable import StoragePostgres

extension ColumnMoving {
    /// Every day of every journal, at once.
    static let everything = ColumnMoving(before: Int64(LocalDay.distantFuture.number) + 1, leastDays: 1)
}

/// Who moves sums to columns and rids them of what is nobody's, as the elected daemon does, when a test says so.
struct ColumnHand: Sendable {
    private let pool: ConnectionPool

    init(_ url: String) throws {
        let options = try PostgresOptions(TestStores.context(PreparedDatabases.citus.settings(url)))
        pool = ConnectionPool(options.connection, gate: ReconnectGate(), size: 1, name: "columns")
    }

    /// Does all that there is to do.
    func work(_ moving: ColumnMoving = .everything) async throws {
        try await pool.run { connection in
            try ColumnUpkeep.run(moving, connection, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }
    }

    /// Moves what there is to move and removes nothing.
    func move() async throws {
        try await pool.run { connection in
            let mover = ColumnMover(moving: .everything, connection: connection)
            let day = try mover.cutoff()
            for group in try mover.groups(after: nil, before: day).groups { _ = try mover.move(group, before: day) }
        }
    }

    /// Refreshes the sums over all users.
    func refresh() async throws { try await pool.run { try OperatorViews.refresh($0) } }

    /// Does it again and again while `body` runs.
    /// - Returns: how many times it was all done.
    func working(_ body: () async throws -> Void) async throws -> Int {
        let work = Task {
            var times = 0
            while !Task.isCancelled {
                // A database that is emptied meanwhile, for one.
                if (try? await self.work()) != nil { times += 1 }
                try? await Task.sleep(for: .milliseconds(5))
            }
            return times
        }
        do {
            try await body()
        } catch {
            work.cancel()
            _ = await work.value
            throw error
        }
        work.cancel()
        return await work.value
    }

    func close() async { await pool.close() }
}

extension PreparedDatabases {
    /// The sums by day of a table on all nodes: rows that writers write, and rows in columns.
    func count(_ sums: DaySums, at url: String, where condition: String = "true") async throws -> [Int] {
        var counts: [Int] = []
        for table in [sums.rows, sums.columns] {
            let rows = try await execute("SELECT count(*) FROM \(Schema.name).\(table) WHERE \(condition)", at: url)
            counts.append(Int(rows.first?.first.flatMap { $0 } ?? "") ?? -1)
        }
        return counts
    }
}

/// What a journal's sums answer, all of which may be asked of columns.
struct SumsPicture: Equatable {
    let days: [DayRollup]
    let hours: [[HourRollup]]
    let categories: [[CategoryRollup]]
    let stored: [StoredCategory]
    let scored: [[String: Int64]]
    let counts: [Int]
    let lists: [[EntryID]]

    private static let spans = [
        DaySpan.everything, span(-400, 20), span(0, 0), span(-30, 400), span(-730, -365),
    ]
    private static func span(_ first: Int, _ last: Int) -> DaySpan {
        DaySpan(first: SampleJournal.startDay.advanced(by: first), last: SampleJournal.startDay.advanced(by: last))
    }

    init(_ store: any StoragePlugin, _ owner: UserID) async throws {
        try await WalkAudit(store, owner).run(spans: Self.spans)
        var (hours, categories, scored): ([[HourRollup]], [[CategoryRollup]], [[String: Int64]]) = ([], [], [])
        var (counts, lists): ([Int], [[EntryID]]) = ([], [])
        for span in Self.spans {
            hours.append(try await store.hourRollups(in: span, of: owner))
            categories.append(try await store.categoryRollups(in: span, of: owner))
            scored.append(try await store.scoredEntries(in: span, of: owner))
            var filter = EntryFilter()
            (filter.firstDay, filter.lastDay) = (span.first, span.last)
            counts.append(try await store.countEntries(matching: filter, of: owner))
            lists.append(try await store.all(filter, pageSize: 7, of: owner).map(\.id))
        }
        (self.hours, self.categories, self.scored, self.counts, self.lists) = (hours, categories, scored, counts, lists)
        days = try await store.dayRollups(in: .everything, of: owner)
        stored = try await store.categories(of: owner)
    }
}

extension SampleJournal {
    /// Adds entries of many days, in several categories and scored by two providers.
    mutating func write(_ count: Int, to store: any StoragePlugin, days: ClosedRange<Int> = -900...300) async throws {
        var mutations: [EntryMutation] = []
        for number in 0..<count {
            let day = days.lowerBound + number * (days.upperBound - days.lowerBound) / max(1, count - 1)
            var entry = entry(
                at: Self.start.advanced(bySeconds: Int64(day * 86_400 + number)), day: Self.startDay.advanced(by: day),
                hour: number % 24, in: number % 3 == 0 ? ["inbox", "work"] : number % 3 == 1 ? ["work"] : ["home"])
            entry.content.mood = Mood(number % 6)
            if number % 4 == 1 { entry.sentiment = sentiment(-1_000, .negative).scored(by: "model") }
            if number % 7 == 2 { entry.sentiment = nil }
            mutations.append(.create(entry))
        }
        for result in try await store.commit(mutations, of: user.id) { _ = try result.get() }
    }
}

extension StoredSentiment {
    fileprivate func scored(by provider: String) -> StoredSentiment {
        StoredSentiment(
            score: score, label: label, positive: positive, neutral: neutral, negative: negative, confidence: confidence,
            detail: detail, provider: provider, model: model, analysedAt: analysedAt)
    }
}
