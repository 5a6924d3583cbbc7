import StrictJSON
import Synchronization

/// What a model server knows and has seen. Safe to use from a test while the server runs.
public final class ModelServerState: Sendable {
    struct Contents {
        var model: TestModel
        var faults: [ServerFault] = []
        var requests: [RecordedRequest] = []
        var violations: [String] = []
        var connections = 0
        var floodedBytes = 0
        var refusedFormats: Set<String> = []
        var expectedKey: String?
        var batches = BatchShelf()
        var stalls: [Stall] = []
        var stalled = 0
    }

    private let contents: Mutex<Contents>

    init(model: TestModel) {
        contents = Mutex(Contents(model: model))
    }

    /// Every request that came, in order.
    public var requests: [RecordedRequest] { contents.withLock { $0.requests } }
    /// The requests for chat completions.
    public var completions: [RecordedRequest] { requests.filter { $0.path.hasSuffix("/chat/completions") } }
    /// What did not fit OpenAI's schema.
    public var violations: [String] { contents.withLock { $0.violations } }
    public var connections: Int { contents.withLock { $0.connections } }
    /// Bytes of bodies without end that a client took.
    public var floodedBytes: Int { contents.withLock { $0.floodedBytes } }

    /// Lets the next requests go wrong, one each.
    public func fail(_ faults: ServerFault...) { contents.withLock { $0.faults += faults } }

    /// Lets the next requests go wrong in one way.
    public func fail(_ fault: ServerFault, times: Int) {
        contents.withLock { $0.faults += Array(repeating: fault, count: times) }
    }

    /// Lets nothing go wrong any more.
    public func heal() { contents.withLock { $0.faults = [] } }

    /// Answers 400 to requests with these `response_format` types.
    public func refuse(formats: String...) { contents.withLock { $0.refusedFormats = Set(formats) } }

    /// Answers 401 without this key.
    public func expect(key: String) { contents.withLock { $0.expectedKey = key } }

    /// Changes what answers.
    public func use(_ model: TestModel) { contents.withLock { $0.model = model } }

    /// Lets every n-th line of a batch fail; 0 for none.
    public func failBatchLines(every n: Int) { contents.withLock { $0.batches.failsEvery = n } }

    /// The ids of files that are kept.
    public var files: [String] { contents.withLock { $0.batches.files.keys.sorted() } }

    /// What becomes of batches that are made from now on.
    public func end(batches ending: BatchEnding) { contents.withLock { $0.batches.ending = ending } }

    /// Works no batch off until it is told to.
    public func hold(batches isHeld: Bool) { contents.withLock { $0.batches.isHeld = isHeld } }

    /// Batches that were made.
    public var batches: Int { contents.withLock { $0.batches.order.count } }
    /// Lines of batches that were worked off, each of which is paid for.
    public var paidLines: Int { contents.withLock { $0.batches.paidLines } }

    /// Never replies to the next request of this kind, but may do what it asks.
    public func stall(_ method: String, _ path: String, happens: Bool) {
        contents.withLock { $0.stalls.append(Stall(method: method, path: path, happens: happens)) }
    }

    /// Requests that have no reply for that reason.
    public var stalled: Int { contents.withLock { $0.stalled } }

    func connected() { contents.withLock { $0.connections += 1 } }

    func flooded(_ bytes: Int) { contents.withLock { $0.floodedBytes += bytes } }

    func answer(to request: RecordedRequest) -> ServerReply {
        let reply = contents.withLock { contents -> ServerReply in
            contents.requests.append(request)
            return contents.reply(to: request)
        }
        RequestRecorder.keep(request)
        return reply
    }
}

extension ModelServerState.Contents {
    mutating func reply(to request: RecordedRequest) -> ServerReply {
        if let expectedKey, request.headers["authorization"] != "Bearer \(expectedKey)" {
            return Self.error(401, code: "invalid_api_key")
        }
        if let index = stalls.firstIndex(where: { $0.method == request.method && request.path.hasPrefix($0.path) }) {
            let stall = stalls.remove(at: index)
            stalled += 1
            if stall.happens { _ = reply(to: request) }
            return .nothing
        }
        let fault = faults.isEmpty ? nil : faults.removeFirst()
        switch fault {
        case .status(let status, let headers, let code, let param):
            return Self.error(status, code: code, headers: headers, param: param)
        case .hang: return .nothing
        case .drip: return .drip
        case .flood(let declared): return .flood(declared: declared)
        case .close: return .close
        case .body(let text): return .complete(200, [("Content-Type", "application/json")], Array(text.utf8))
        default: break
        }
        if request.path == "/v1/chat/completions", request.method == "POST" { return completion(request.body, fault) }
        if let reply = batches.reply(
            to: request, complete: { model, body in ChatService.completion(body, model: model, nil) }, model: model,
            violations: &violations)
        {
            return reply
        }
        return Self.error(404, code: "not_found")
    }

    private mutating func completion(_ body: [UInt8], _ fault: ServerFault?) -> ServerReply {
        guard let root = (try? JSONDocument(body, maxBytes: 16_777_216))?.root else {
            violations.append("the body is not JSON")
            return Self.error(400, code: "invalid_json")
        }
        let problems = ChatSchema.problems(root)
        guard problems.isEmpty else {
            violations += problems
            return Self.error(400, code: "invalid_request_error")
        }
        if let type = root["response_format"]?["type"]?.string(), refusedFormats.contains(type) {
            return Self.error(400, code: "invalid_request_error")
        }
        return .complete(200, [("Content-Type", "application/json")], ChatService.completion(root, model: model, fault))
    }

    static func error(_ status: Int, code: String, headers: [(String, String)] = [], param: String? = nil)
        -> ServerReply
    {
        var json = JSONWriter()
        json.beginObject()
        json.name("error")
        json.beginObject()
        for (name, value) in [("message", "the server says no"), ("type", code), ("code", code)] {
            json.name(name)
            json.string(value)
        }
        json.name("param")
        if let param { json.string(param) } else { json.null() }
        json.endObject()
        json.endObject()
        return .complete(status, headers + [("Content-Type", "application/json")], json.bytes)
    }
}
