import JournalRPC
import Testing

@testable import JournalEngine

@Suite struct SearchTests {
    func engine() async throws -> TestClient {
        let client = try await TestEngine().client()
        let bodies = [
            "Walked by the sea with Ana", "The sea was calm and good", "Seaside café with Bob", "Lisbon in the rain",
            "Ana said: don't worry", "a day in lisbon",
        ]
        for (index, body) in bodies.enumerated() {
            let at = "2026-01-0\(index + 1)T10:00:00Z"
            _ = try await client.call(Entries.Create.self, EntryDraft(body: body, at: at, zone: "UTC"))
        }
        return client
    }

    @Test(arguments: [
        ("sea", [2, 1]), ("SEA", []), ("sea ana", [1]), ("\"the sea\"", [2, 1]), ("\"sea the\"", []), ("sea*", [3, 2, 1]),
        ("se*", [3, 2, 1]), ("sea -ana", [2]), ("sea OR rain", [4, 2, 1]), ("cafe", [3]), ("dont", [5]), ("don’t", [5]),
        ("lisbon", [6, 4]), ("Lisbon", [4]), ("sea -\"was calm\"", [1]), ("nothing", []), ("ana OR nothing", [5, 1]),
    ] as [(String, [Int64])])
    func finds(_ query: String, _ numbers: [Int64]) async throws {
        let client = try await engine()
        let result = try await client.call(Entries.Search.self, .init(query: query))
        #expect(result.items.map(\.entry.number) == numbers)
        #expect(result.total == numbers.count && result.totalIsExact)
    }

    @Test(arguments: ["-only", "\"\"", "…", "OR", "- \"", String(repeating: "a ", count: 100)])
    func refusesQueriesWithoutAWord(_ query: String) async throws {
        let client = try await engine()
        #expect(try await client.error(Entries.Search.self, .init(query: query)).data.issues?.first?.path == "/query")
    }

    @Test func marksTheHits() async throws {
        let client = try await engine()
        let result = try await client.call(Entries.Search.self, .init(query: "café"))
        let snippet = try #require(result.items.first?.snippets.first)
        let range = try #require(snippet.ranges.first)
        #expect(Array(snippet.text.utf8)[range[0]..<range[1]].elementsEqual("café".utf8))
    }

    @Test func pagesThroughHits() async throws {
        let client = try await engine()
        var params = Entries.Search.Params(query: "sea*")
        params.page.limit = 1
        var seen: [Int64] = []
        repeat {
            let page = try await client.call(Entries.Search.self, params)
            seen += page.items.map(\.entry.number)
            #expect(page.total == 3)
            params.page.cursor = page.next
        } while params.page.cursor != nil
        #expect(seen == [3, 2, 1])
    }

    @Test func findsWithFilters() async throws {
        let client = try await engine()
        var params = Entries.Search.Params(query: "sea")
        params.selection.since = "2026-01-02"
        let result = try await client.call(Entries.Search.self, params)
        #expect(result.items.map(\.entry.number) == [2] && result.total == 1)
    }

    @Test func cutsSnippetsBetweenCharacters() {
        var generator = SplitMix(seed: 5)
        let pieces = ["sea", "é", " ", "日本", "🙂", "word", "\n", "a\u{301}"]
        for _ in 0..<300 {
            let text = (0..<200).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            guard let query = SearchQuery("sea") else { continue }
            let bytes = Array(text.utf8)
            guard let hits = SearchMatcher(query: query, isCaseSensitive: false).hits(in: bytes) else { continue }
            for snippet in SearchMatcher.snippets(of: bytes, hits: hits) {
                #expect(!snippet.text.unicodeScalars.contains("\u{FFFD}"))
                for range in snippet.ranges {
                    #expect(Array(snippet.text.utf8)[range[0]..<range[1]].elementsEqual("sea".utf8))
                }
            }
        }
    }
}
