import PluginAPI
import StrictJSON

/// Reads the files of a finished batch. Lines come in any order; a text without an answer that holds is a failure.
struct BatchOutput {
    private let options: OpenAIOptions
    private let seed: UInt64
    private var results: [SentimentOutcome?]

    init(options: OpenAIOptions, seed: UInt64, count: Int) {
        self.options = options
        self.seed = seed
        results = Array(repeating: nil, count: max(count, 0))
    }

    var outcomes: [SentimentOutcome] {
        let missing = SentimentOutcome(.failure(.failed(reason: "the batch ended without an answer to this text")))
        return results.map { $0 ?? missing }
    }

    /// Takes a file of lines; what is no answer to a line of ours is passed over.
    mutating func take(_ file: [UInt8]) {
        for line in file.split(separator: UInt8(ascii: "\n")) {
            guard let root = (try? JSONDocument(Array(line)))?.root, let span = span(root["custom_id"]) else {
                continue
            }
            take(root, span)
        }
    }

    private mutating func take(_ line: JSONView, _ span: Range<Int>) {
        guard let response = line["response"], response["status_code"]?.integer() == 200, let body = response["body"],
            let reply = ChatReply(body, requestBytes: 0)
        else {
            settle(span, error: .failed(reason: "the server failed on this part of the batch"))
            return
        }
        let blanks = span.map { _ in Passage(SentimentRequest(text: ""), limit: 0) }
        var generator = DrawnIDs(seed: seed, line: span.lowerBound)
        let usage = reply.usage(options.bulkPrice)
        switch QuestionSheet(blanks, using: &generator).result(of: reply) {
        case .readings(let readings):
            let lost = SentimentError.failed(reason: "the model gave no answer that holds")
            for (index, reading) in zip(span, readings) {
                let result = reading.map {
                    Result<Sentiment, SentimentError>.success($0.sentiment(model: options.model))
                }
                results[index] = SentimentOutcome(result ?? .failure(lost))
            }
        case .unusable(.refused(let reason)) where span.count > 1:
            // One of them was; by itself each has its own answer.
            settle(span, error: .failed(reason: reason))
        case .unusable(let error), .unavailable(let error):
            settle(span, error: error)
        }
        charge(usage, span)
    }

    private mutating func settle(_ span: Range<Int>, error: SentimentError) {
        for index in span where results[index] == nil { results[index] = SentimentOutcome(.failure(error)) }
    }

    /// Shares a line's usage out among its texts.
    private mutating func charge(_ total: SentimentUsage, _ span: Range<Int>) {
        for (index, share) in zip(span, total.shares(span.count)) {
            if let outcome = results[index] {
                results[index] = SentimentOutcome(outcome.result, usage: outcome.usage + share)
            }
        }
    }

    /// `START-COUNT` within the texts that were handed over.
    private func span(_ view: JSONView?) -> Range<Int>? {
        guard let view, view.utf8Count <= 20, let text = view.string() else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "-")).compactMap { Int(Substring($0)) }
        guard parts.count == 2, parts[0] >= 0, parts[0] < results.count, parts[1] >= 1,
            parts[1] <= results.count - parts[0]
        else { return nil }
        return parts[0]..<(parts[0] + parts[1])
    }
}
