import DatabaseTestServers
import PluginAPI
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

extension TermIndexing {
    /// Segments of a few entries, merged as soon as there are two.
    static let ofFew = TermIndexing(least: 2, most: 4, fanIn: 2, largest: 64, leastEdits: 1)
}

/// The index of search terms in the database.
@Suite struct TermIndexTests {
    /// What a journal should hold, in plain code.
    private struct Model {
        var terms: [EntryID: Set<UInt64>] = [:]
        var revisions: [EntryID: Int32] = [:]
        var trashed: Set<EntryID> = []

        func count(_ conjunctions: [TermConjunction]) -> Int {
            terms.filter { id, terms in
                !trashed.contains(id) && conjunctions.contains { conjunction in
                    conjunction.all.allSatisfy { terms.contains($0.value) }
                        && !conjunction.none.contains { terms.contains($0.value) }
                }
            }.count
        }
    }

    private static let words = 12

    private static func terms(_ chance: inout SeededGenerator) -> [TermHash] {
        var terms: Set<UInt64> = []
        for _ in 0..<4 { terms.insert(UInt64.random(in: 0..<UInt64(words), using: &chance) &* 0x1FFF_FFFF_FFFF_FFFF) }
        return terms.sorted().map(TermHash.init)
    }

    private static func conjunction(_ chance: inout SeededGenerator) -> TermConjunction {
        let terms = terms(&chance)
        return TermConjunction(all: Array(terms.prefix(2)), none: Array(terms.dropFirst(2).prefix(1)))
    }

    /// One random change, in the store and in the model.
    private static func change(
        _ store: PostgresStorage, _ samples: inout Samples, _ model: inout Model, _ chance: inout SeededGenerator
    ) async throws {
        let known = model.revisions.keys.sorted()
        let mutation: EntryMutation
        switch Int.random(in: 0..<10, using: &chance) {
        case 7...8 where !known.isEmpty:
            guard let id = known.randomElement(using: &chance), !model.trashed.contains(id) else { return }
            let new = samples.entry()
            let terms = terms(&chance)
            mutation = .revise(
                EntryRevision(
                    id: id, expectedRevision: model.revisions[id] ?? 0, content: new.content, categories: new.categories,
                    sentiment: nil, analysis: .pending, terms: terms, updatedAt: new.createdAt, keepsHistory: false))
            model.terms[id] = Set(terms.map(\.value))
            model.revisions[id, default: 0] += 1
        case 9 where !known.isEmpty:
            guard let id = known.randomElement(using: &chance), !model.trashed.contains(id) else { return }
            if Bool.random(using: &chance) {
                mutation = .trash(id, at: Instant(microseconds: 9))
                model.trashed.insert(id)
            } else {
                mutation = .purge(id)
                model.terms[id] = nil
                model.revisions[id] = nil
            }
        default:
            var new = samples.entry()
            new.terms = terms(&chance)
            mutation = .create(new)
            model.terms[new.id] = Set(new.terms.map(\.value))
            model.revisions[new.id] = 1
        }
        for result in try await store.commit([mutation], of: samples.owner) { _ = try result.get() }
    }

    /// Whatever is indexed, merged, edited and removed meanwhile, a search finds what plain code finds.
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func searchesFindWhatThereIs(seed: UInt64) async throws {
        try await TestStores.with { stores in
            try await Self.searchWhileItChanges(try await stores.make(indexing: .ofFew), seed: seed)
        }
    }

    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"))
    func searchesOnCitusFindWhatThereIs() async throws {
        let citus = PreparedDatabases.citus
        try await citus.withStores { stores in
            try await Self.searchWhileItChanges(
                try await stores.keep(citus.settings(citus.urls[0]), indexing: .ofFew), seed: 5)
        }
    }

    private static func searchWhileItChanges(_ store: PostgresStorage, seed: UInt64) async throws {
        var (samples, model, chance) = (Samples(1), Model(), SeededGenerator(seed: seed))
        try await store.createUser(samples.user)
        for step in 0..<160 {
            try await change(store, &samples, &model, &chance)
            guard step % 4 == 0 else { continue }
            var asked = [conjunction(&chance)]
            if step % 8 == 0 { asked.append(conjunction(&chance)) }
            let count = try await store.countSearch(asked, matching: EntryFilter(), of: samples.owner)
            #expect(count == model.count(asked), "step \(step)")
        }
        try await whenIndexed(store, samples.owner)
        #expect(try await segments(store) > 0)
    }

    private static func segments(_ store: PostgresStorage) async throws -> Int {
        Int(try await store.read(Query("SELECT count(*) FROM term_segments")) { $0.int(0) }.first ?? 0)
    }

    private static func whenIndexed(_ store: PostgresStorage, _ owner: UserID) async throws {
        for _ in 0..<600 {
            let query = Query.of(owner, "SELECT last_number - indexed FROM journals WHERE user_id = $1")
            if try await store.read(query, { $0.int(0) }).first ?? 0 < 2 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("the terms were not indexed")
    }

    @Test func pagesComeFromTheIndexInOrder() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make(indexing: .ofFew)
            var samples = Samples(2)
            try await store.createUser(samples.user)
            // More than the walk looks at, the matches first of all.
            var wanted: [EntryID] = []
            for start in stride(from: 0, to: 1_200, by: 200) {
                var mutations: [EntryMutation] = []
                for place in start..<start + 200 {
                    var new = samples.entry()
                    new.terms = place < 30 ? [TermHash(77), TermHash(UInt64(place))] : [TermHash(5)]
                    if place < 30 { wanted.append(new.id) }
                    mutations.append(.create(new))
                }
                for result in try await store.commit(mutations, of: samples.owner) { _ = try result.get() }
            }
            try await Self.whenIndexed(store, samples.owner)
            let terms = [TermConjunction(all: [TermHash(77)])]
            var (found, after): ([EntryID], PagePosition?) = ([], nil)
            repeat {
                let page = try await store.search(
                    terms, matching: EntryFilter(), page: PageRequest(limit: 7, after: after), of: samples.owner)
                found += page.items.map(\.id)
                after = page.next
            } while after != nil
            #expect(found == wanted.reversed())
        }
    }

    @Test func whatWasLeftBehindIsIndexedAtTheNextStart() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make(indexing: TermIndexing())
            var samples = Samples(3)
            try await store.createUser(samples.user)
            for _ in 0..<5 {
                for result in try await store.commit([.create(samples.entry())], of: samples.owner) { _ = try result.get() }
            }
            #expect(try await Self.segments(store) == 0)
            let next = PostgresStorage(options: Self.options(store.options, .ofFew), logger: TestStores.context([:]).logger)
            try await next.start()
            try await Self.whenIndexed(next, samples.owner)
            #expect(try await Self.segments(next) > 0)
            await next.stop()
        }
    }

    private static func options(_ options: PostgresOptions, _ indexing: TermIndexing) -> PostgresOptions {
        var options = options
        options.indexing = indexing
        return options
    }

    @Test func nothingOfADeletedJournalIsLeft() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make(indexing: .ofFew)
            var samples = Samples(4)
            try await store.createUser(samples.user)
            for _ in 0..<40 {
                for result in try await store.commit([.create(samples.entry())], of: samples.owner) { _ = try result.get() }
            }
            try await store.deleteUser(samples.owner)
            // The indexer may be at it; it leaves nothing behind.
            try await Task.sleep(for: .milliseconds(300))
            for table in Schema.termTables {
                #expect(try await store.read(Query("SELECT count(*) FROM \(table)", isKept: false)) { $0.int(0) } == [0])
            }
        }
    }
}
