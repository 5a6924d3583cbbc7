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
    /// How often a batch is tried to be made of a file.
    private static let attempts = 3

    let options: OpenAIOptions
    let caller: ServerCaller

    var isOffered: Bool { options.hasBulk }

    var limit: Int { min(5_000, max(Self.maxFileBytes / (options.textBytes * 2 + 4_096), 1)) }

    func submit(_ requests: [SentimentRequest], key: String) async throws(SentimentError) -> BulkTicket {
        guard (1...limit).contains(requests.count), (1...64).contains(key.utf8.count),
            key.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else {
            throw .refused(reason: "a submission has 1 to \(limit) texts and a key of 1 to 64 printable characters")
        }
        if let found = try await batch(key) { return found.ticket(count: requests.count) }
        var chance = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: .min ... .max, using: &chance)
        let lines = BatchFile(options: options, seed: seed).lines(
            requests.map { Passage($0, limit: options.textBytes) })
        guard lines.count <= Self.maxFileBytes else {
            throw .refused(reason: "the texts are too long for one submission")
        }
        let form = MultipartForm(
            file: lines, name: BatchState.fileName(key), fields: [("purpose", "batch")], using: &chance)
        let file = try await call(.post, "/files", body: form.body, contentType: form.contentType)
        guard let id = BatchState.identifier(file["id"]) else { throw Self.malformed }
        do throws(SentimentError) {
            let state = try await make(of: id, key: key, seed: seed)
            return state.ticket(count: requests.count, seed: seed)
        } catch {
            // Nobody will ask for it any more.
            _ = await caller.send(.delete, "/files/\(id)")
            throw error
        }
    }

    /// Makes a batch of a file. When it is not known whether that happened, the server is asked before it is tried again.
    private func make(of file: String, key: String, seed: UInt64) async throws(SentimentError) -> BatchState {
        var attempt = 1
        while true {
            let outcome = await caller.send(
                .post, "/batches", body: batchBody(file: file, key: key, seed: seed), maxReplyBytes: Self.maxReplyBytes,
                timeout: Self.timeout, repeats: false)
            let failure: SentimentError
            switch outcome.result {
            case .success(let response):
                if let root = response.json, let state = BatchState(root) { return state }
                failure = Self.malformed
            case .failure(.rejected(let reason)): throw .failed(reason: reason)
            case .failure(let error): failure = error.sentimentError
            }
            if let found = try await batch(key) { return found }
            guard attempt < Self.attempts, !Task.isCancelled else { throw failure }
            attempt += 1
        }
    }

    func find(_ key: String, count: Int) async throws(SentimentError) -> BulkTicket? {
        if let found = try await batch(key) { return found.ticket(count: count) }
        guard let list = try await call(.get, "/files?purpose=batch&limit=1000")["data"] else { throw Self.malformed }
        let name = BatchState.fileName(key)
        for file in list.elements where BatchState.printable(file["filename"])?.utf8.elementsEqual(name.utf8) == true {
            if let id = BatchState.identifier(file["id"]) { _ = await caller.send(.delete, "/files/\(id)") }
        }
        return nil
    }

    /// Each line has the instructions and the controls once.
    func costLimit(of requests: [SentimentRequest]) -> Int64 {
        let passages = requests.map { Passage($0, limit: options.textBytes) }
        return CostLimit(options: options).of(passages, at: options.bulkPrice)
    }

    func status(of ticket: BulkTicket) async throws(SentimentError) -> BulkStatus {
        guard let state = try await state(of: ticket) else {
            return .failed(reason: "the server does not know the batch")
        }
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
        for file in [state?.outputFile, state?.errorFile] {
            // Nil: there is none, or it was deleted.
            guard let file, let content = try await bytes(.get, "/files/\(file)/content") else { continue }
            reader.take(content)
        }
        return reader.outcomes
    }

    func cancel(_ ticket: BulkTicket) async throws(SentimentError) {
        guard let parts = TicketParts(ticket) else { throw .refused(reason: "this is no ticket of this provider") }
        _ = try await call(.post, "/batches/\(parts.batch)/cancel")
    }

    func discard(_ ticket: BulkTicket) async throws(SentimentError) {
        let state = try await state(of: ticket)
        var failure: CallFailure?
        for file in [state?.inputFile, state?.outputFile, state?.errorFile] {
            guard let file else { continue }
            let outcome = await caller.send(.delete, "/files/\(file)")
            // One that is gone already is as good; the others are still to be deleted.
            if case .failure(let error) = outcome.result, outcome.status != 404 { failure = error }
        }
        if let failure { throw failure.sentimentError }
    }

    // MARK: Calls

    private static let malformed = SentimentError.failed(reason: "the reply is not what the Batch API describes")

    /// Nil when the server does not know it.
    private func state(of ticket: BulkTicket) async throws(SentimentError) -> BatchState? {
        guard let parts = TicketParts(ticket) else { throw .refused(reason: "this is no ticket of this provider") }
        guard let bytes = try await bytes(.get, "/batches/\(parts.batch)") else { return nil }
        guard let root = (try? JSONDocument(bytes))?.root, let state = BatchState(root) else { throw Self.malformed }
        return state
    }

    /// The batch that was made with this key, if there is one.
    private func batch(_ key: String) async throws(SentimentError) -> BatchState? {
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
        guard let bytes = try await bytes(method, path, body: body, contentType: contentType) else {
            throw .failed(reason: "the server has no Batch API at this address (404)")
        }
        guard let root = (try? JSONDocument(bytes))?.root, root.kind == .object else { throw Self.malformed }
        return root
    }

    /// Nil when there is nothing at this path (404).
    private func bytes(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8] = [], contentType: String = "application/json"
    ) async throws(SentimentError) -> [UInt8]? {
        let outcome = await caller.send(
            method, path, body: body, contentType: contentType, maxReplyBytes: Self.maxReplyBytes, timeout: Self.timeout
        )
        switch outcome.result {
        case .success(let response): return response.body
        case .failure where outcome.status == 404: return nil
        case .failure(let failure): throw failure.sentimentError
        }
    }
}
