import PluginAPI

/// Reads a batch of texts, in one request where that holds.
///
/// When a request brings nothing that holds (a text made the model answer alike for all, or its answer was cut off, or one
/// text is refused), the batch is halved and asked again, until what is to blame stands alone: it then has only its own score.
struct BatchReader: Sendable {
    let asker: Asker

    /// One outcome for each, in order.
    func read(_ passages: [Passage]) async -> [SentimentOutcome] {
        var progress = Progress(count: passages.count)
        while let group = progress.next() {
            let asked = await asker.ask(group.map { passages[$0] })
            progress.charge(asked.usage, to: group)
            switch asked.result {
            case .readings(let readings): progress.settle(group, readings)
            case .unusable(let error): progress.split(group, error)
            case .unavailable(let error): progress.giveUp(error)
            }
        }
        return progress.outcomes(model: asker.options.model)
    }

    /// The most requests that a batch is given: enough to find one culprit with room to spare, and few enough that a model
    /// which never answers well costs little.
    static func requestLimit(texts: Int) -> Int {
        let halvings = Int.bitWidth - max(texts - 1, 0).leadingZeroBitCount
        return 2 + 4 * halvings
    }

    /// Who has been answered, and who is asked for next.
    private struct Progress {
        private var results: [Result<Reading, SentimentError>?]
        private var usage: [SentimentUsage]
        private var waiting: [[Int]]
        private var requestsLeft: Int

        init(count: Int) {
            results = Array(repeating: nil, count: count)
            usage = Array(repeating: .none, count: count)
            waiting = count > 0 ? [Array(0..<count)] : []
            requestsLeft = BatchReader.requestLimit(texts: count)
        }

        mutating func next() -> [Int]? {
            guard requestsLeft > 0 else {
                giveUp(.failed(reason: "the model's answers do not hold"))
                return nil
            }
            guard let group = waiting.popLast() else { return nil }
            requestsLeft -= 1
            return group
        }

        mutating func charge(_ total: SentimentUsage, to group: [Int]) {
            for (index, share) in zip(group, total.shares(group.count)) { usage[index] += share }
        }

        mutating func settle(_ group: [Int], _ readings: [Reading?]) {
            var missing: [Int] = []
            for (index, reading) in zip(group, readings) {
                if let reading { results[index] = .success(reading) } else { missing.append(index) }
            }
            guard !missing.isEmpty else { return }
            let error = SentimentError.failed(reason: "the model gave no answer that holds")
            if missing.count < group.count { waiting.append(missing) } else { split(group, error) }
        }

        mutating func split(_ group: [Int], _ error: SentimentError) {
            guard group.count > 1 else {
                for index in group { results[index] = .failure(error) }
                return
            }
            let middle = group.count / 2
            waiting.append(Array(group[middle...]))
            waiting.append(Array(group[..<middle]))
        }

        /// Whoever has no outcome yet gets this one.
        mutating func giveUp(_ error: SentimentError) {
            waiting = []
            for index in results.indices where results[index] == nil { results[index] = .failure(error) }
        }

        func outcomes(model: String) -> [SentimentOutcome] {
            zip(results, usage).map { result, usage in
                let result = result ?? .failure(.failed(reason: "the text was not asked for"))
                return SentimentOutcome(result.map { $0.sentiment(model: model) }, usage: usage)
            }
        }
    }
}
