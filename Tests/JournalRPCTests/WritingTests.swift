import Testing

@testable import JournalRPC

/// Hides what a value writes by itself, so that the encoder takes its `encode(to:)`.
private struct ByContainers<Value: Encodable>: Encodable {
    let value: Value
    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

/// What types write by themselves is what their `encode(to:)` writes.
@Suite struct WritingTests {
    static let texts = ["", "sea", "a \"quoted\" \\ line\nand\ttab", "日記 🙂 é\u{301}", "\u{1}\u{7F}"]

    static var sentiments: [SentimentResult] {
        texts.enumerated().map { index, text in
            SentimentResult(
                score: Double(index) / 10 - 0.25, label: "mixed", positive: 0.5, neutral: 1, negative: 0, confidence: 1e-4,
                sentences: (0..<index).map { .init(start: $0, end: $0 * 1_000 + 7, score: -0.0001 * Double($0)) },
                terms: (0..<index).map { .init(text: text, weight: Double($0) * 1.5) }, provider: text, model: "v\(index)",
                analysedAt: "2026-11-25T20:00:00Z")
        }
    }

    static var entries: [Entry] {
        var entries = [Entry()]
        for (index, text) in texts.enumerated() {
            var entry = Entry()
            entry.id = "0190"
            entry.number = Int64(index) * 1_000_000_007 - 3
            entry.title = index % 2 == 0 ? text : nil
            entry.body = text
            entry.categories = Array(texts.prefix(index))
            entry.mood = index % 3 == 0 ? nil : index
            entry.starred = index % 2 == 1
            (entry.at, entry.zone, entry.day) = ("2026-11-25T21:00:00+01:00", "Europe/Madrid", "2026-11-25")
            (entry.words, entry.revision) = (index, 1)
            (entry.createdAt, entry.updatedAt) = ("a", "b")
            entry.trashedAt = index == 2 ? "c" : nil
            entry.sentiment = index == 3 ? .null : .value(sentiments[index])
            entry.analysis = .done
            entries.append(entry)
        }
        return entries
    }

    func same<Value: Encodable>(_ value: Value) throws {
        let direct = try RPCEncoder.encode(value)
        #expect(direct == (try RPCEncoder.encode(ByContainers(value: value))))
        #expect(try JSONDocument(direct).root != nil)
    }

    @Test func sentimentsAreTheSame() throws {
        for sentiment in Self.sentiments {
            #expect(sentiment as Any is any JSONWritable)
            try same(sentiment)
            try same(SentimentDetail(sentences: sentiment.sentences, terms: sentiment.terms))
        }
    }

    /// Sentences and terms that are passed on as they were written come out the same, and can still be read.
    @Test func detailsArePassedOnAsTheyWereWritten() throws {
        for sentiment in Self.sentiments {
            let detail = SentimentDetail(sentences: sentiment.sentences, terms: sentiment.terms)
            let written = try #require(WrittenDetail(try RPCEncoder.encode(detail)))
            let passed = SentimentResult(
                score: sentiment.score, label: sentiment.label, positive: sentiment.positive, neutral: sentiment.neutral,
                negative: sentiment.negative, confidence: sentiment.confidence, written: written,
                provider: sentiment.provider, model: sentiment.model, analysedAt: sentiment.analysedAt)
            try same(passed)
            #expect(try RPCEncoder.encode(passed) == RPCEncoder.encode(sentiment))
            #expect(passed.terms.map(\.text) == sentiment.terms.map(\.text))
        }
    }

    @Test(arguments: ["", "{}", "[]", "{\"sentences\":[]", "{\"terms\":[],\"sentences\":[]}", "{\"sentences\":["])
    func whatIsNoDetailIsNotPassedOn(_ json: String) {
        #expect(WrittenDetail(Array(json.utf8)) == nil)
    }

    @Test func entriesAreTheSame() throws {
        for entry in Self.entries { try same(entry) }
    }

    @Test(arguments: Entry.Field.allCases)
    func selectionsAreTheSame(_ left: Entry.Field) throws {
        for right in Entry.Field.allCases {
            for var entry in Self.entries {
                entry.selection = [left, right]
                try same(entry)
            }
        }
    }

    /// Whichever number it is, nothing of the value stays behind.
    @Test func infiniteNumbersAreRefused() throws {
        let sentiment = Self.sentiments[2]
        let paths: [WritableKeyPath<SentimentResult, Double>] = [\.score, \.positive, \.neutral, \.negative, \.confidence]
        var broken = paths.map { path in
            var copy = sentiment
            copy[keyPath: path] = .infinity
            return copy
        }
        var copy = sentiment
        copy.sentences[1].score = .nan
        broken.append(copy)
        copy = sentiment
        copy.terms[1].weight = -.infinity
        broken.append(copy)
        for sentiment in broken {
            var entry = Entry()
            entry.sentiment = .value(sentiment)
            var bytes: [UInt8] = [1, 2]
            #expect(throws: RPCEncodingError.notFinite) { try RPCEncoder.encode(entry, into: &bytes) }
            #expect(bytes == [1, 2])
        }
    }
}
