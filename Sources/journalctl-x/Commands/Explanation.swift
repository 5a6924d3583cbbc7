import JournalRPC

/// Why an entry got its score: its sentences with theirs, and the words that weighed most.
struct Explanation {
    let title: String
    let text: String
    let sentiment: SentimentResult

    init(title: String, text: String, sentiment: SentimentResult) {
        (self.title, self.text, self.sentiment) = (title, text, sentiment)
    }

    /// - Throws: status 8 while there is no score.
    init(_ entry: Entry) throws(Failure) {
        guard let sentiment = entry.sentiment.optional else {
            let isFailed = entry.analysis == .failed
            throw Failure(
                isFailed ? .temporary : .pending, code: isFailed ? "analysis_failed" : "pending",
                isFailed ? "the mood of entry \(entry.number) could not be read" : "entry \(entry.number) has no score yet",
                hint: isFailed ? "see journalctl-x sentiment providers" : "a slower provider answers later; ask again")
        }
        self.init(title: "Entry \(entry.number)", text: entry.body, sentiment: sentiment)
    }

    func lines(_ invocation: Invocation) -> [Line] {
        let page = invocation.page
        var lines = [page.heading(title), summary(page), Line()]
        for sentence in sentiment.sentences {
            lines += self.lines(sentence, page)
        }
        if !sentiment.terms.isEmpty {
            lines += [Line(), Line("Words that weighed most", .heading)] + terms(page)
        }
        lines += [Line(), Line("\(sentiment.provider), model \(sentiment.model), \(StatusCommand.time(sentiment.analysedAt, invocation))", .dim)]
        return lines
    }

    /// The whole score, its shares and how sure the provider is.
    private func summary(_ page: Page) -> Line {
        let tone = MoodTone(score: sentiment.score)
        var line = Line(page.glyphs.mood(tone) + " " + page.glyphs.score(sentiment.score) + " " + sentiment.label, .mood(tone))
        func percent(_ share: Double) -> String { Numbers.fixed(share * 100, 0) + " %" }
        let dot = " \(page.glyphs.separator) "
        line.append("\(dot)\(percent(sentiment.positive)) positive, \(percent(sentiment.neutral)) neutral, \(percent(sentiment.negative)) negative", .dim)
        line.append("\(dot)\(percent(sentiment.confidence)) sure", .dim)
        return line.truncated(to: page.width, ellipsis: page.glyphs.ellipsis)
    }

    /// A sentence: its score and a bar beside its text.
    private func lines(_ sentence: SentimentResult.Sentence, _ page: Page) -> [Line] {
        let bytes = Array(text.utf8)
        let start = min(max(sentence.start, 0), bytes.count)
        let end = min(max(sentence.end, start), bytes.count)
        let sentenceText = Sanitizer.line(String(decoding: bytes[start..<end], as: UTF8.self)).split(separator: " ").joined(separator: " ")
        let tone = MoodTone(score: sentence.score)
        var head = Line(page.glyphs.mood(tone) + " " + page.glyphs.score(sentence.score) + "  ", .mood(tone))
        let indent = head.width
        let wrapped = TextLayout.wrap(sentenceText, to: page.textWidth - indent)
        head.append(wrapped.first ?? "")
        return [head] + wrapped.dropFirst().map { Line($0).indented(by: indent) }
    }

    /// Words with their weights as bars on one scale.
    private func terms(_ page: Page) -> [Line] {
        let strongest = sentiment.terms.map { abs($0.weight) }.max() ?? 1
        let width = min(sentiment.terms.map { DisplayWidth.of(Sanitizer.line($0.text)) }.max() ?? 0, page.width / 3)
        return sentiment.terms.prefix(20).map { term in
            let role = Role.mood(MoodTone(score: term.weight < 0 ? -0.7 : 0.7))
            var line = Line("  ")
            line.append(TextLayout.truncate(Sanitizer.line(term.text), to: width, ellipsis: page.glyphs.ellipsis))
            line.pad(to: width + 4)
            line.append(TextLayout.pad(Self.signed(term.weight, page), to: 6, .right) + "  ", role)
            line.append(Bars.horizontal(strongest > 0 ? abs(term.weight) / strongest : 0, cells: 20, glyphs: page.glyphs), role)
            return line
        }
    }

    private static func signed(_ weight: Double, _ page: Page) -> String {
        (weight < 0 ? page.glyphs.minus : "+") + Numbers.fixed(abs(weight), 2)
    }
}
