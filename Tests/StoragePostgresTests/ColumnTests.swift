import DatabaseTestServers
import PluginAPI
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

/// Sums of old days in Citus' columns.
@Suite(.serialized, .enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"))
struct ColumnTests {
    private static let server = PreparedDatabases.citus

    /// A store on an empty database, and the hand that moves its sums.
    private func with(_ body: (PostgresStorage, ColumnHand, String) async throws -> Void) async throws {
        try await Self.server.withStores { stores in
            let url = Self.server.urls[0]
            let store = try await stores.keep(Self.server.settings(url), summing: .always)
            let hand = try ColumnHand(url)
            do {
                try await body(store, hand, url)
            } catch {
                await hand.close()
                throw error
            }
            await hand.close()
        }
    }

    @Test func aMoveChangesNoAnswer() async throws {
        try await with { store, hand, url in
            var journal = SampleJournal(1)
            try await store.add(journal)
            try await journal.write(60, to: store)
            let before = try await SumsPicture(store, journal.user.id)
            #expect(before.scored[0].keys.sorted() == ["lexicon", "model"])
            try await hand.work()
            for sums in DaySums.allCases {
                let counts = try await Self.server.count(sums, at: url)
                #expect(counts[0] == 0 && counts[1] > 0, "\(sums)")
            }
            #expect(try await SumsPicture(store, journal.user.id) == before)
        }
    }

    /// Every change of an entry of a day in columns, once after each of several moves.
    @Test func daysInColumnsAreChanged() async throws {
        try await with { store, hand, url in
            var journal = SampleJournal(1)
            try await store.add(journal)
            try await journal.write(60, to: store)
            let owner = journal.user.id
            try await hand.work()
            var entries = try await store.all(of: owner)
            let moved = entries[30].content.day
            for round in 0..<3 {
                var toOther = journal.revision(of: entries[round], in: ["work", "new \(round)"])
                toOther.content.day = moved
                toOther.content.at = entries[30].content.at.advanced(bySeconds: Int64(100 * round - 50))
                _ = try await store.apply(.revise(toOther), of: owner)
                // On the same day: one more word and no more entries; and no other sum, but a time before the day's first.
                var longer = journal.revision(of: entries[5 + round], in: ["home"])
                longer.content.words += 1
                _ = try await store.apply(.revise(longer), of: owner)
                var earlier = EntryFilter()
                earlier.days = [entries[10 + round].content.day]
                var revision = journal.revision(of: entries[10 + round], in: ["home"])
                revision.content.at = revision.content.at.advanced(bySeconds: -7_000)
                _ = try await store.apply(.revise(revision), of: owner)
                #expect(try await store.all(earlier, of: owner).map(\.id).contains(revision.id))
                _ = try await store.apply(.purge(entries[20 + round].id), of: owner)
                _ = try await store.apply(.trash(entries[40 + round].id, at: SampleJournal.start), of: owner)
                if round > 0 { _ = try await store.apply(.restore(entries[39 + round].id, at: SampleJournal.start), of: owner) }
                let picture = try await SumsPicture(store, owner)
                try await hand.work()
                #expect(try await SumsPicture(store, owner) == picture, "round \(round)")
                entries = try await store.all(of: owner) + entries.suffix(from: entries.count - 3)
                #expect(try await Self.server.count(.days, at: url)[0] == 0)
            }
        }
    }

    @Test func categoriesOfDaysInColumnsAreMergedAndDeleted() async throws {
        try await with { store, hand, _ in
            var journal = SampleJournal(1)
            try await store.add(journal)
            try await journal.write(60, to: store)
            let owner = journal.user.id
            try await hand.work()
            let known = try await store.categories(of: owner)
            func category(_ name: String) throws -> CategoryID {
                try #require(known.first { $0.nameHash == SampleJournal.nameHash(name) }).id
            }
            try await store.mergeCategory(try category("work"), into: try category("inbox"), of: owner)
            let merged = try await SumsPicture(store, owner)
            #expect(merged.stored.count == 2)
            #expect(try await store.categoryDays(of: try category("work"), in: .everything, owner: owner) == [])
            try await hand.work()
            #expect(try await SumsPicture(store, owner) == merged)
            try await store.deleteCategory(try category("home"), fallback: journal.category("inbox"), of: owner)
            let left = try await SumsPicture(store, owner)
            #expect(left.stored.map(\.id) == [try category("inbox")] && left.stored[0].tally.entries == 60)
            try await hand.work()
            #expect(try await SumsPicture(store, owner) == left)
        }
    }

    /// At once for every reader, and from every shard when the columns are made anew.
    @Test func aDeletedAccountIsGone() async throws {
        try await with { store, hand, url in
            var (gone, other) = (SampleJournal(1), SampleJournal(2))
            for journal in [gone, other] { try await store.add(journal) }
            try await gone.write(60, to: store)
            try await other.write(40, to: store)
            try await hand.work()
            let rest = try await SumsPicture(store, other.user.id)
            let isGone = "user_id = '\(gone.user.id)'"
            #expect(try await Self.server.count(.days, at: url, where: isGone) == [0, 60])
            try await store.deleteUser(gone.user.id)
            // The same id begins anew.
            try await store.add(gone)
            #expect(try await store.dayRollups(in: .everything, of: gone.user.id) == [])
            try await gone.write(3, to: store)
            let anew = try await SumsPicture(store, gone.user.id)
            #expect(anew.days.count == 3)
            // Beside what the first one left.
            try await hand.move()
            #expect(try await Self.server.count(.days, at: url, where: isGone) == [0, 63])
            #expect(try await SumsPicture(store, gone.user.id) == anew)
            try await store.deleteUser(gone.user.id)
            try await hand.work()
            for sums in DaySums.allCases {
                #expect(try await Self.server.count(sums, at: url, where: isGone)[1] == 0, "\(sums)")
                let shards = try await Self.server.execute(
                    """
                    SELECT sum(result::bigint) FROM run_command_on_shards('journald.\(sums.columns)',
                        $$SELECT count(*) FROM %s WHERE \(isGone)$$)
                    """, at: url)
                #expect(shards == [["0"]], "\(sums)")
                #expect(try await Self.server.count(sums, at: url)[1] > 0, "\(sums)")
            }
            #expect(try await Self.server.execute(Self.strays, at: url) == [["0"]])
            #expect(try await SumsPicture(store, other.user.id) == rest)
        }
    }

    /// Tables on the nodes that are of columns and of no table any more.
    private static let strays = """
        SELECT sum(result::bigint) FROM run_command_on_workers($$
            SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'journald' AND c.relkind = 'r' AND c.relname ~ 'columns(_next)?_[0-9]+$' AND NOT EXISTS (
                SELECT 1 FROM pg_dist_shard s JOIN pg_class t ON t.oid = s.logicalrelid
                WHERE c.relname = t.relname || '_' || s.shardid)$$)
        """

    @Test func sumsOverAllUsersCountBoth() async throws {
        try await with { store, hand, url in
            var journals = [SampleJournal(1), SampleJournal(2)]
            for place in journals.indices {
                try await store.add(journals[place])
                try await journals[place].write(40, to: store, days: -20...19)
            }
            let sql = "SELECT day, users, entries, words, scored, score_sum FROM journald.instance_days ORDER BY day"
            try await hand.refresh()
            let before = try await Self.server.execute(sql, at: url)
            #expect(before.count == 40 && before.allSatisfy { $0[1] == "2" })
            try await hand.work()
            try await hand.refresh()
            #expect(try await Self.server.execute(sql, at: url) == before)
            try await store.deleteUser(journals[0].user.id)
            for _ in 0..<2 {
                try await hand.refresh()
                let sums = "SELECT sum(entries), max(users) FROM journald.instance_days"
                #expect(try await Self.server.execute(sums, at: url) == [["40", "1"]])
                try await hand.work()
            }
        }
    }

    /// A journal that is left alone is seen whole at every moment, and those that are written are right in the end.
    @Test func writersAndReadersMeetTheMover() async throws {
        try await with { store, hand, _ in
            var still = SampleJournal(9)
            try await store.add(still)
            try await still.write(50, to: store)
            let owner = still.user.id
            let whole = try await store.dayRollups(in: .everything, of: owner)
            let times = try await hand.working {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...4 { group.addTask { try await Self.write(store, number) } }
                    group.addTask {
                        for _ in 0..<150 {
                            let days = try await store.dayRollups(in: .everything, of: owner)
                            #expect(days == whole)
                            let total = try await store.total(in: .everything, of: owner)
                            #expect(total.entries == 50)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(times > 3)
            for number in 1...4 { _ = try await SumsPicture(store, SampleJournal(number).user.id) }
        }
    }

    private static func write(_ store: PostgresStorage, _ number: Int) async throws {
        var journal = SampleJournal(number)
        try await store.add(journal)
        let owner = journal.user.id
        for round in 0..<12 {
            try await journal.write(12, to: store, days: -100...100)
            let entries = try await store.all(of: owner)
            _ = try await store.apply(.purge(entries[round % 12].id), of: owner)
            _ = try await store.apply(.revise(journal.revision(of: entries[(round + 3) % 12], in: ["new"])), of: owner)
            if number == 4, round % 4 == 3 {
                try await store.deleteUser(owner)
                try await store.add(journal)
            }
        }
    }

    /// Only what is old, and only where there is enough of it.
    @Test func whatIsMoved() async throws {
        try await with { store, hand, url in
            var (many, few) = (SampleJournal(1), SampleJournal(2))
            for journal in [many, few] { try await store.add(journal) }
            try await many.write(60, to: store, days: -30...29)
            try await few.write(20, to: store, days: -30...(-11))
            var moving = ColumnMoving(before: Int64(SampleJournal.startDay.number))
            try await hand.work(moving)
            #expect(try await Self.server.count(.days, at: url, where: "user_id = '\(many.user.id)'") == [30, 30])
            #expect(try await Self.server.count(.days, at: url, where: "user_id = '\(few.user.id)'") == [20, 0])
            _ = try await SumsPicture(store, many.user.id)
            moving.leastDays = 20
            try await hand.work(moving)
            #expect(try await Self.server.count(.days, at: url, where: "user_id = '\(few.user.id)'") == [0, 20])
            // The clock's own day is years ago for the samples, and years ahead of none of them.
            let cutoff = try await store.read { try ColumnMover(moving: ColumnMoving(), connection: $0).cutoff() }
            let year = try await Self.server.execute("SELECT extract(year FROM now() AT TIME ZONE 'UTC')::text", at: url)
            #expect(cutoff == LocalDay(year: (Int(year[0][0] ?? "") ?? 0) - 2, month: 1, day: 1).map { Int64($0.number) })
        }
    }
}
