import PluginAPI

// How many entries of a day have their score from which provider. Nearly all have it from the same one, so that one is not
// counted: it has what the day's sums have and the others have not. An entry that it scores costs nothing here.
extension Writer {
    /// Counts an entry in or out.
    func countProvider(of entry: StoredEntry, owner: Int64, by change: Int64) throws {
        guard let provider = entry.sentiment?.provider, provider != (try mainProvider(or: provider)) else { return }
        let sql: StaticString = """
            INSERT INTO providerDays (owner, day, provider, entries) VALUES (?, ?, ?, ?)
            ON CONFLICT (owner, day, provider) DO UPDATE SET entries = entries + excluded.entries
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(Int64(entry.content.day.number))
            $0.add(provider)
            $0.add(change)
        }
    }

    /// The provider that is not counted: the first that scored anything in this file.
    private func mainProvider(or first: String) throws -> String {
        if let mainProvider { return mainProvider }
        let known = try prepared("SELECT provider FROM mainProvider LIMIT 1").first({ _ in }) { $0.text(0) }
        if known == nil { try prepared("INSERT INTO mainProvider (provider) VALUES (?)").run { $0.add(first) } }
        mainProvider = known ?? first
        return known ?? first
    }
}
