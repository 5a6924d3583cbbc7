import JournalRPC
import Logging
import PluginAPI

/// What a worker does about one batch: fills it, hands it over, asks for the answers, and brings them home.
///
/// Whatever it is killed at, the daemon knows enough for another worker to go on: a batch has its id before its first text is
/// given, the id is the key under which the provider finds what was handed over, and each answer counts once.
struct BatchWork: Sendable {
    enum Step {
        /// Whether the provider could not be reached.
        case done(isDown: Bool)
        /// None is due; milliseconds until one may be.
        case nothing(wait: Int64)
    }

    /// What one message of answers may hold.
    private static let textsPerMessage = 200
    /// Bytes of text from which on a batch is full, whatever the server takes.
    private static let mostBytes = 32 * 1_048_576

    let worker: Worker
    let provider: Worker.Provider
    let bulk: any BulkSentiment

    func step() async throws -> Step {
        let plugin = provider.plugin
        let taken = try await worker.source.takeBatch(
            .init(provider: provider.id, model: plugin.model, promptVersion: plugin.promptVersion, opens: bulk.isOffered))
        guard let id = taken.batch, let hold = taken.hold else { return .nothing(wait: taken.retryAfterMs) }
        let held = Jobs.Batches.Held(batch: id, hold: hold)
        let isDown = try await keeping(held) {
            let ticket = taken.ticket.map { BulkTicket(token: $0, count: taken.count ?? 0) }
            if taken.isOver == true { return try await clear(held, ticket) }
            if let ticket { return try await look(held, ticket, taken) }
            return try await taken.isNew == true ? handOver(held) : recover(held, taken)
        }
        return .done(isDown: isDown)
    }

    /// Prolongs the hold while something takes long.
    private func keeping(
        _ held: Jobs.Batches.Held, _ body: @escaping @Sendable () async throws -> Bool
    ) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while true {
                    try await Task.sleep(for: worker.renewal)
                    // If it fails, another worker takes over; what this one brings counts once all the same.
                    _ = try? await worker.source.holdBatch(.init(batch: held.batch, hold: held.hold, lookAgain: false))
                }
            }
            defer { group.cancelAll() }
            return try await group.next().flatMap { $0 } ?? false
        }
    }

    // MARK: - Handing over

    private func handOver(_ held: Jobs.Batches.Held) async throws -> Bool {
        var requests: [SentimentRequest] = []
        var bytes = 0
        while bytes < Self.mostBytes {
            let part = try await worker.source.fillBatch(.init(batch: held.batch, hold: held.hold, limit: bulk.limit))
            for item in part.items {
                // They come in the order of their places, without a gap: otherwise an answer would go to another's text.
                guard item.place == requests.count else { throw WorkerError(reason: "a text of a batch is missing") }
                requests.append(SentimentRequest(text: item.text, compartment: 1))
                bytes += item.text.utf8.count
            }
            if part.isFull { break }
        }
        guard !requests.isEmpty else { return try await end(held, nil, .none, reason: nil) }
        do {
            let ticket = try await bulk.submit(requests, key: held.batch)
            try await keep(ticket, held)
            return false
        } catch let error as SentimentError {
            return try await giveUp(held, error)
        }
    }

    /// A worker was lost between the first text and the ticket: the server knows whether it handed them over.
    private func recover(_ held: Jobs.Batches.Held, _ taken: Jobs.Batches.Take.Result) async throws -> Bool {
        do {
            if let count = taken.count, count > 0, let ticket = try await bulk.find(held.batch, count: count) {
                try await keep(ticket, held)
                return false
            }
            return try await end(held, nil, .none, reason: nil)
        } catch let error as SentimentError {
            try Task.checkCancellation()
            note("a batch that was left behind cannot be looked for", error)
            try await lookAgain(held)
            return true
        }
    }

    private func keep(_ ticket: BulkTicket, _ held: Jobs.Batches.Held) async throws {
        try await worker.source.submitBatch(.init(batch: held.batch, hold: held.hold, ticket: ticket.token))
        worker.logger.info("texts were handed over in bulk", metadata: ["texts": "\(ticket.count)"])
        try await lookAgain(held)
    }

    /// A server that refuses the texts has not got them: they are asked for one by one. One that cannot be reached may have
    /// them: it is asked later, before anything else is done with them.
    private func giveUp(_ held: Jobs.Batches.Held, _ error: SentimentError) async throws -> Bool {
        try Task.checkCancellation()
        note("texts could not be handed over in bulk", error)
        guard case .unavailable = error else { return try await end(held, nil, .none, reason: error.reason) }
        try await lookAgain(held)
        return true
    }

    // MARK: - Answers

    private func look(
        _ held: Jobs.Batches.Held, _ ticket: BulkTicket, _ taken: Jobs.Batches.Take.Result
    ) async throws -> Bool {
        do {
            let waiting = try await worker.source.holdBatch(.init(batch: held.batch, hold: held.hold, lookAgain: false))
            // What was read until then is still paid for, so its cost is asked for like that of others.
            if waiting.held == 0 { try? await bulk.cancel(ticket) }
            switch try await bulk.status(of: ticket) {
            case .running:
                try await lookAgain(held)
                return false
            case .failed(let reason): return try await end(held, ticket, .none, reason: reason)
            case .finished:
                let outcomes = try await bulk.outcomes(of: ticket)
                try await bringHome(outcomes, held, taken)
                let usage = outcomes.reduce(SentimentUsage.none) { $0 + $1.usage }
                return try await end(held, ticket, usage, reason: "the batch ended without an answer to this text")
            }
        } catch let error as SentimentError {
            try Task.checkCancellation()
            note("a batch cannot be asked for", error)
            try await lookAgain(held)
            return true
        }
    }

    private func bringHome(
        _ outcomes: [SentimentOutcome], _ held: Jobs.Batches.Held, _ taken: Jobs.Batches.Take.Result
    ) async throws {
        var (settled, late) = (0, 0)
        for start in stride(from: 0, to: outcomes.count, by: Self.textsPerMessage) {
            let part = outcomes[start..<min(start + Self.textsPerMessage, outcomes.count)]
            var params = Jobs.Batches.Settle.Params(batch: held.batch, hold: held.hold, answered: [], failed: [])
            for (place, outcome) in zip(part.indices, part) { add(outcome, place, taken.model, to: &params) }
            let result = try await worker.source.settleBatch(params)
            settled += result.settled
            late += result.late
        }
        worker.logger.info(
            "a batch was read", metadata: ["texts": "\(settled)", "not waited for any more": "\(late)"])
    }

    private func add(
        _ outcome: SentimentOutcome, _ place: Int, _ model: String?, to params: inout Jobs.Batches.Settle.Params
    ) {
        let usage = outcome.usage == .none ? nil : Jobs.Usage(outcome.usage)
        switch outcome.result {
        case .success(let sentiment):
            if var answer = Jobs.Answer(sentiment, textBytes: EntryLimits.bodyBytes) {
                // As it was when they were handed over, whatever the settings are now.
                if let model { answer.model = model }
                return params.answered.append(.init(place: place, answer: answer, usage: usage))
            }
            params.failed.append(.init(place: place, kind: .failed, reason: "the answer is out of range", usage: usage))
        case .failure(let error):
            let item = Jobs.Fail.Item(error, job: "", usage: usage)
            params.failed.append(.init(place: place, kind: item.kind, reason: item.reason, usage: usage))
        }
    }

    // MARK: - Ends

    /// Ends a batch, and has its texts deleted at the server. A worker that is lost between the two leaves that to the next.
    private func end(
        _ held: Jobs.Batches.Held, _ ticket: BulkTicket?, _ usage: SentimentUsage, reason: String?
    ) async throws -> Bool {
        let reason = reason.map { String(decoding: $0.utf8.prefix(400), as: UTF8.self) }
        try await worker.source.endBatch(
            .init(batch: held.batch, hold: held.hold, usage: Jobs.Usage(usage), reason: reason))
        return try await clear(held, ticket)
    }

    private func clear(_ held: Jobs.Batches.Held, _ ticket: BulkTicket?) async throws -> Bool {
        if let ticket {
            do throws(SentimentError) {
                try await bulk.discard(ticket)
            } catch {
                note("the texts of a batch cannot be deleted at the server", error)
                try await lookAgain(held)
                return true
            }
        }
        try await worker.source.removeBatch(held)
        return false
    }

    private func lookAgain(_ held: Jobs.Batches.Held) async throws {
        _ = try await worker.source.holdBatch(.init(batch: held.batch, hold: held.hold, lookAgain: true))
    }

    private func note(_ what: String, _ error: SentimentError) {
        worker.logger.notice("\(what)", metadata: ["provider": "\(provider.id)", "reason": "\(error.reason)"])
    }
}
