public import PluginAPI

extension EntryFilter {
    /// Whether an entry is meant: the definition of the filter in plain code, without any index.
    public func matches(_ entry: StoredEntry) -> Bool {
        let content = entry.content
        if (entry.trashedAt != nil) != trashed { return false }
        if let since, content.at < since { return false }
        if let before, content.at >= before { return false }
        if let firstDay, content.day < firstDay { return false }
        if let lastDay, content.day > lastDay { return false }
        if let days, !days.contains(content.day) { return false }
        if let starred, content.starred != starred { return false }
        return matchesCategories(entry.categories) && matchesMood(content.mood) && matchesSentiment(entry.sentiment)
    }

    private func matchesCategories(_ categories: [CategoryID]) -> Bool {
        allCategories.allSatisfy(categories.contains)
            && anyCategories.allSatisfy { $0.contains(where: categories.contains) }
            && !notCategories.contains(where: categories.contains)
    }

    private func matchesMood(_ mood: Mood?) -> Bool {
        guard minimumMood != nil || maximumMood != nil else { return true }
        guard let mood else { return false }
        if let minimumMood, mood < minimumMood { return false }
        if let maximumMood, mood > maximumMood { return false }
        return true
    }

    private func matchesSentiment(_ sentiment: StoredSentiment?) -> Bool {
        if let labels {
            guard let sentiment, labels.contains(sentiment.label) else { return false }
        }
        guard minimumScore != nil || maximumScore != nil else { return true }
        guard let sentiment, sentiment.label != .unknown else { return false }
        if let minimumScore, sentiment.score < minimumScore { return false }
        if let maximumScore, sentiment.score > maximumScore { return false }
        return true
    }
}

extension TermConjunction {
    /// Whether an entry with these terms satisfies it.
    public func isSatisfied(by terms: Set<TermHash>) -> Bool {
        all.allSatisfy(terms.contains) && !none.contains(where: terms.contains)
    }
}

extension StoredEntry {
    /// What this entry adds to a rollup while it is not in the trash.
    public var tally: Tally {
        Tally(words: content.words, mood: content.mood, sentiment: sentiment.map { ($0.score, $0.label) })
    }
}
