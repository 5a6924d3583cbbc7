public import PluginAPI

/// What every sentiment provider must keep, whatever it thinks of a text.
public enum SentimentContract {
    public typealias Check = ContractCheck<any SentimentPlugin>

    public static let checks: [Check] = [
        Check("no texts get no answers") { plugin in
            try expectEqual(try await plugin.analyze([]).count, 0, "answers to nothing")
        },
        Check("every answer is well formed, also for odd texts") { plugin in
            for text in texts {
                let answers = try await plugin.analyze([SentimentRequest(text: text)])
                try expectEqual(answers.count, 1, "answers to one text")
                try expectWellFormed(answers[0], text, plugin.model)
            }
        },
        Check("answers come one for each text, in order") { plugin in
            let requests = texts.map { SentimentRequest(text: $0, language: "en") }
            let together = try await plugin.analyze(requests)
            try expectEqual(together.count, requests.count, "answers")
            for (request, answer) in zip(requests, together) {
                try expectWellFormed(answer, request.text, plugin.model)
                guard plugin.delivery == .immediate else { continue }
                let alone = try await plugin.analyze([request])
                try expectEqual(alone, [answer], "the answer to a text alone and among others")
            }
        },
        Check("an immediate provider says the same each time, from any task") { plugin in
            guard plugin.delivery == .immediate else { return }
            let requests = texts.map { SentimentRequest(text: $0) }
            let first = try await plugin.analyze(requests)
            let others = try await withThrowingTaskGroup(of: [Sentiment].self) { group in
                for _ in 0..<16 { group.addTask { try await plugin.analyze(requests) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for other in others { try expectEqual(other, first, "the answers of another task") }
        },
        Check("a language that is unknown, or no language at all, is taken as it comes") { plugin in
            for language in ["de", "zh-Hant", "x-none", "", "🦊", String(repeating: "q", count: 2_000)] {
                let request = SentimentRequest(text: "A quiet day.", language: language)
                let answers = try await plugin.analyze([request])
                try expectEqual(answers.count, 1, "answers")
                try expectWellFormed(answers[0], request.text, plugin.model)
            }
        },
    ]

    /// Texts of every kind that reaches a provider.
    private static let texts: [String] = [
        "", " ", "\n\n\t", ".", "…", "I am happy.", "I am sad!", "Good morning. Bad evening? Who knows!",
        "no punctuation at all just words that go on and on", "ALL CAPITALS!!!", "don’t won't can’t",
        "Straße, crème brûlée, naïve", "日本語の文章です。とても嬉しい。", "مرحبا بالعالم", "नमस्ते दुनिया",
        "🙂🙂🙂", "👩‍👩‍👧‍👦 family 👍🏽", "\u{0}\u{1}\u{7F}", "\u{202E}reversed\u{202C}", "\r\n\r\n",
        "e" + String(repeating: "\u{301}", count: 5_000), String(repeating: "\u{200D}", count: 1_000),
        String(repeating: "good ", count: 4_000), String(repeating: "a", count: 100_000),
        String(repeating: "!?", count: 20_000), String(repeating: "Bad. ", count: 3_000), "{\"score\": 1}", "<b>great</b>",
    ]

    private static func expectWellFormed(_ answer: Sentiment, _ text: String, _ model: String) throws {
        let what = "“\(text.prefix(20))”"
        func expectShare(_ value: Double, _ name: String) throws {
            try expect(value >= 0 && value <= 1, "\(name) of \(what) is \(value)")
        }
        try expect(answer.score >= -1 && answer.score <= 1, "score of \(what) is \(answer.score)")
        try expectShare(answer.positive, "positive")
        try expectShare(answer.neutral, "neutral")
        try expectShare(answer.negative, "negative")
        try expectShare(answer.confidence, "confidence")
        let sum = answer.positive + answer.neutral + answer.negative
        let wanted = answer.label == .unknown ? 0.0 : 1.0
        try expect(abs(sum - wanted) < 0.001, "shares of \(what) add up to \(sum), wanted \(wanted)")
        try expectEqual(answer.model, model, "model")
        try expectWellFormed(answer.sentences, text, what)
        try expect(answer.terms.count <= 16, "terms of \(what) are \(answer.terms.count)")
        var last = Double.infinity
        for term in answer.terms {
            try expect(abs(term.weight) <= last, "terms of \(what) come strongest first")
            try expect(!term.text.isEmpty, "a term has a text")
            last = abs(term.weight)
        }
    }

    private static func expectWellFormed(_ sentences: [SentenceScore], _ text: String, _ what: String) throws {
        let bytes = Array(text.utf8)
        var end = 0
        for sentence in sentences {
            try expect(sentence.start >= end, "sentences of \(what) are in order and apart")
            try expect(sentence.end > sentence.start, "a sentence of \(what) is not empty")
            try expect(sentence.end <= bytes.count, "a sentence of \(what) ends within the text")
            for place in [sentence.start, sentence.end] where place < bytes.count {
                try expect(bytes[place] & 0xC0 != 0x80, "a sentence of \(what) does not cut a character")
            }
            try expect(sentence.score >= -1 && sentence.score <= 1, "a sentence of \(what) scores \(sentence.score)")
            end = sentence.end
        }
    }
}
