import JournalRPC
import PluginAPI

/// Finds entries by their words. The store narrows by hashed terms; what hashes cannot decide is checked on the open text.
struct SearchService: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let composer: EntryComposer
    let queries: EntryQueries

    /// Entries that are opened for one page, and again for one count, at the most.
    static let budget = 2_000

    func search(_ params: Entries.Search.Params, by principal: Principal) async throws(ServiceError) -> Entries.Search.Result {
        guard let query = SearchQuery(params.query) else {
            throw .invalid(path: "/query", rule: "format", message: "must hold between 1 and 64 words to search for")
        }
        let account = try await accounts.account(principal.user)
        struct Asked: Encodable {
            var query: String
            var selection: EntrySelection
            var caseSensitive: Bool?
        }
        let asked = try EntryQueries.asked(
            Asked(query: params.query, selection: params.selection, caseSensitive: params.caseSensitive))
        let after = try queries.position(params.page.cursor, for: asked, account)
        guard let filter = try await queries.filter(params.selection, account) else {
            return .init(items: [], next: nil, total: 0, totalIsExact: true)
        }
        let matcher = SearchMatcher(query: query, isCaseSensitive: params.caseSensitive ?? query.hasCapital)
        let run = Run(
            terms: query.conjunctions(account.keys), filter: filter, matcher: matcher, account: account,
            needsText: query.needsText(caseSensitive: matcher.isCaseSensitive))
        let found = try await page(run, limit: params.page.limit ?? 50, after: after)
        let total = try await count(run)
        return .init(
            items: found.hits, next: queries.cursor(found.next, for: asked, account), total: total.count,
            totalIsExact: total.isExact)
    }

    private struct Run: Sendable {
        let terms: [TermConjunction]
        let filter: EntryFilter
        let matcher: SearchMatcher
        let account: OpenAccount
        let needsText: Bool
    }

    /// One page of hits. Where text decides, it may take several pages of the store; at the budget the page ends early.
    private func page(
        _ run: Run, limit: Int, after: PagePosition?
    ) async throws(ServiceError) -> (hits: [Entries.Search.Hit], next: PagePosition?) {
        var hits: [Entries.Search.Hit] = []
        var position = after
        var opened = 0
        while true {
            // As many as are still wanted, so that the store's position is where this page ends.
            let page = try await candidates(run, limit: limit - hits.count, after: position)
            for stored in page.items {
                let text = try composer.text(of: stored, run.account)
                guard let found = Self.match(run.matcher, text) else {
                    if run.needsText { continue }
                    hits.append(.init(entry: try await composer.compose(stored, run.account), snippets: []))
                    continue
                }
                hits.append(.init(entry: try await composer.compose(stored, run.account), snippets: found))
            }
            opened += page.items.count
            position = page.next
            if position == nil || hits.count >= limit || opened >= Self.budget { return (hits, position) }
        }
    }

    private func count(_ run: Run) async throws(ServiceError) -> (count: Int, isExact: Bool) {
        guard run.needsText else {
            let count = try await storing { () async throws(StorageError) in
                try await store.countSearch(run.terms, matching: run.filter, of: run.account.id)
            }
            return (count, true)
        }
        var count = 0
        var opened = 0
        var position: PagePosition?
        repeat {
            let page = try await candidates(run, limit: 500, after: position)
            for stored in page.items where Self.match(run.matcher, try composer.text(of: stored, run.account)) != nil {
                count += 1
            }
            opened += page.items.count
            position = page.next
        } while position != nil && opened < Self.budget
        return (count, position == nil)
    }

    private func candidates(
        _ run: Run, limit: Int, after: PagePosition?
    ) async throws(ServiceError) -> Page<StoredEntry> {
        try await storing { () async throws(StorageError) in
            try await store.search(
                run.terms, matching: run.filter, page: PageRequest(limit: max(1, limit), after: after), of: run.account.id)
        }
    }

    /// Snippets of the body, or of the title where only that has hits; nil when the entry does not match.
    private static func match(_ matcher: SearchMatcher, _ text: (title: String?, body: String)) -> [Entries.Search.Snippet]? {
        var title: [UInt8] = []
        if let line = text.title { title = Array(line.utf8) + [UInt8(ascii: "\n")] }
        let whole: [UInt8] = title + Array(text.body.utf8)
        guard let hits = matcher.hits(in: whole) else { return nil }
        let offset = title.count
        let inBody: [SearchMatcher.Span] = hits.filter { $0.lowerBound >= offset }
            .map { ($0.lowerBound - offset)..<($0.upperBound - offset) }
        if inBody.isEmpty, !hits.isEmpty { return SearchMatcher.snippets(of: Array(title.dropLast()), hits: hits) }
        return SearchMatcher.snippets(of: Array(whole[title.count...]), hits: inBody)
    }
}
