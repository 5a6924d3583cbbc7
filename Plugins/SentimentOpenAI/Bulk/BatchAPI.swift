import PluginAPI
import StrictJSON

/// Many texts by OpenAI's Batch API: a file goes up, a batch is made of it, and files come down.
///
/// Source: OpenAI API reference, “Batch” and “Files”.
struct BatchAPI: BulkSentiment {
    /// The key under which a submission is found again, and what its ids were drawn from.
    static let keyField = "journald_key"
    static let seedField = "journald_seed"

    private static let maxFileBytes = 100_000_000
    private static let maxReplyBytes = 64 * 1_048_576
    private static let timeout = Duration.seconds(300)
    /// How many pages of a hundred batches are looked through for a submission.
    private static let maxPages = 10

    let options: OpenAIOptions
    let caller: ServerCaller

    var limit: Int { min(5_000, max(Self.maxFileBytes / (options.textBytes * 2 + 4_096), 1)) }

    func submit(_ requests: [SentimentRequest], key: String) async throws(SentimentError) -> BulkTicket {
        guard (1...limit).contains(requests.count), (1...64).contains(key.utf8.count),
            key.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else {
            throw .refused(reason: "a submission has 1 to \(limit) texts and a key of 1 to 64 printable characters")
        }
        if let found = try await find(key) { return found.ticket(count: requests.count) }
        var chance = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: .min ... .max, using: &chance)
        let lines = BatchFile(options: options, seed: seed).lines(
            requests.map { Passage($0, limit: options.textBytes) })
        guard lines.count <= Self.maxFileBytes else {
            throw .refused(reason: "the texts are too long for one submission")
        }
        let form = MultipartForm(file: lines, name: "texts.jsonl", fields: [("purpose", "batch")], using: &chance)
        let file = try await call(.post, "/files", body: form.body, contentType: form.contentType)
        guard let id = BatchState.identifier(file["id"]) else { throw Self.malformed }
        let made = try await call(.post, "/batches", body: batchBody(file: id, key: key, seed: seed))
        guard let state = BatchState(made) else { throw Self.malformed }
        return state.ticket(count: requests.count, seed: seed)
    }

    func status(of ticket: BulkTicket) async throws(SentimentError) -> BulkStatus {
        let state = try await state(of: ticket)
        switch state.status {
        case "completed", "expired", "cancelled": return .finished
        case "failed": return .failed(reason: "the server refused the batch")
        default:
            // The server counts requests, which hold several texts each.
            guard state.total > 0 else { return .running(done: 0, of: ticket.count) }
            let share = Double(min(state.done, state.total)) / Double(state.total)
            return .running(done: Int(Double(ticket.count) * share), of: ticket.count)
        }
    }

    func outcomes(of ticket: BulkTicket) async throws(SentimentError) -> [SentimentOutcome] {
        guard let parts = TicketParts(ticket) else { throw .refused(reason: "this is no ticket of this provider") }
        let state = try await state(of: ticket)
        var reader = BatchOutput(options: options, seed: parts.seed, count: ticket.count)
        for file in [state.outputFile, state.errorFile] {
            guard let file else { continue }
            reader.take(try await bytes(.get, "/files/\(file)/content"))
        }
        return reader.outcomes
    }

    func cancel(_ ticket: BulkTicket) async throws(SentimentError) {
        guard let parts = TicketParts(ticket) else { throw .refused(reason: "this is no ticket of this provider") }
        _ = try await call(.post, "/batches/\(parts.batch)/cancel")
    }

    func discard(_ ticket: BulkTicket) async throws(SentimentError) {
        let state = try await state(of: ticket)
        for file in [state.inputFile, state.outputFile, state.errorFile] {
            guard let file else { continue }
            let outcome = await caller.send(.delete, "/files/\(file)")
            // A file that is gone already answers 404, which reads as unavailable; the others are still to be deleted.
            if case .failure(.cancelled) = outcome.result { throw CallFailure.cancelled.sentimentError }
        }
    }

    // MARK: Calls

    private static let malformed = SentimentError.failed(reason: "the reply is not what the Batch API describes")

    private func state(of ticket: BulkTicket) async throws(SentimentError) -> BatchState {
        guard let parts = TicketParts(ticket) else { throw .refused(reason: "this is no ticket of this provider") }
        guard let state = BatchState(try await call(.get, "/batches/\(parts.batch)")) else { throw Self.malformed }
        return state
    }

    /// The batch that was made with this key, if there is one.
    private func find(_ key: String) async throws(SentimentError) -> BatchState? {
        var after = ""
        for _ in 0..<Self.maxPages {
            let page = try await call(.get, "/batches?limit=100" + after)
            guard let list = page["data"], list.kind == .array else { throw Self.malformed }
            var last: String?
            for item in list.elements {
                guard let state = BatchState(item) else { continue }
                last = state.id
                if state.key?.utf8.elementsEqual(key.utf8) == true, state.seed != nil, state.isUsable { return state }
            }
            guard page["has_more"]?.boolean() == true, let last else { return nil }
            after = "&after=\(last)"
        }
        return nil
    }

    private func batchBody(file: String, key: String, seed: UInt64) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        for (name, value) in [
            ("input_file_id", file), ("endpoint", "/v1/chat/completions"), ("completion_window", "24h"),
        ] {
            json.name(name)
            json.string(value)
        }
        json.name("metadata")
        json.beginObject()
        json.name(Self.keyField)
        json.string(key)
        json.name(Self.seedField)
        json.string(String(seed, radix: 16))
        json.endObject()
        json.endObject()
        return json.bytes
    }

    private func call(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8] = [], contentType: String = "application/json"
    ) async throws(SentimentError) -> JSONView {
        let bytes = try await bytes(method, path, body: body, contentType: contentType)
        guard let root = (try? JSONDocument(bytes))?.root, root.kind == .object else { throw Self.malformed }
        return root
    }

    private func bytes(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8] = [], contentType: String = "application/json"
    ) async throws(SentimentError) -> [UInt8] {
        let outcome = await caller.send(
            method, path, body: body, contentType: contentType, maxReplyBytes: Self.maxReplyBytes, timeout: Self.timeout
        )
        switch outcome.result {
        case .success(let response): return response.body
        case .failure(let failure): throw failure.sentimentError
        }
    }
}
