import JournalRPC
import Logging
import PluginAPI
import PluginTestKit
import Synchronization
import Testing

@testable import JournalEngine

/// The whole engine over the in-memory store, asked in process as a client would over the socket.
final class TestEngine: Sendable {
    let clock: ManualClock
    let storage: any StoragePlugin
    let sentiment: ScriptedSentiment
    let engine: Engine
    let folder: TemporaryFolder
    let dispatcher: Dispatcher
    private let limiter: RateLimiter
    private let sharing: RateSharing?
    private let connections = Atomic<UInt64>(0)

    init(
        storage: any StoragePlugin = MemoryStorage(), cache: (any CachePlugin)? = nil, analytics: [any AnalyticsPlugin] = [],
        peer: String = "create", rate: RateLimiter.Rate = .off, clock: ManualClock = ManualClock(),
        model: (any SentimentPlugin)? = nil, settings more: [String: String] = [:],
        keysOf other: TestEngine? = nil, feed: (any ChangeFeed)? = nil
    ) async throws {
        self.clock = clock
        self.storage = storage
        let sentiment = ScriptedSentiment { request throws(SentimentError) in TestEngine.mood(of: request.text) }
        self.sentiment = sentiment
        // An engine over the same store needs the same keys.
        folder = try other?.folder ?? TemporaryFolder()
        let catalog = PluginCatalog(
            storage: [.init(id: "memory", version: "1", summary: "test", settings: []) { _ in storage }],
            cache: cache.map { cache in [.init(id: "test", version: "1", summary: "test", settings: []) { _ in cache }] } ?? [],
            sentiment: [.init(id: "scripted", version: "1", summary: "test", settings: []) { _ in sentiment }]
                + (model.map { model in [.init(id: "model", version: "1", summary: "test", settings: []) { _ in model }] } ?? []),
            analytics: analytics.enumerated().map { index, plugin in
                .init(id: "a\(index)", version: "1", summary: "test", settings: []) { _ in plugin }
            })
        var chosen = [
            "storage.provider": "memory", "sentiment.provider": model == nil ? "scripted" : "model",
            "sentiment.immediate": "scripted", "cache.provider": cache == nil ? "none" : "test", "accounts.peer": peer,
        ]
        // A model is the workers' unless a test says otherwise.
        if model != nil { chosen["workers.users"] = "\(Self.workerUID)" }
        chosen.merge(more) { $1 }
        let settings = try SettingsLoader(SettingsSchema(catalog)).load(
            SettingsSources(options: chosen.mapValues { (name: "--test", text: $0) }))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let host = try await PluginHost.start(
            catalog, settings: settings, stateDirectory: folder.path, time: clock, logger: logger)
        engine = try await Engine.make(
            EngineParts(
                settings: settings.values, stateDirectory: folder.path, credentialsDirectory: nil, plugins: host,
                time: clock, logger: logger, version: "0.0.0-test", feed: feed))
        sharing = RateSharing(cache: host.cache, clock: clock, methods: engine.methods)
        limiter = RateLimiter(rate: rate, clock: clock, sharing: sharing)
        dispatcher = Dispatcher(
            table: engine.methods, resolver: engine.accounts, limiter: limiter, clock: clock, workers: engine.workers, logger: logger)
    }

    /// Who may call the methods of workers in tests with a model.
    static let workerUID: UInt32 = 900

    /// A mood that a test can foresee: `good` and `bad` decide.
    static func mood(of text: String) -> Sentiment {
        let good = text.contains("good")
        let bad = text.contains("bad")
        return switch (good, bad) {
        case (true, false): ScriptedSentiment.answer(score: 0.6, label: .positive, terms: [TermWeight(text: "good", weight: 2)])
        case (false, true): ScriptedSentiment.answer(score: -0.6, label: .negative)
        case (true, true): ScriptedSentiment.answer(score: 0, label: .mixed)
        case (false, false): ScriptedSentiment.answer(score: 0, label: .neutral)
        }
    }

    /// One exchange of the common count of calls.
    func shareRates() async { await sharing?.round(for: limiter) }

    /// A client with this uid on a connection of its own.
    func client(uid: UInt32 = 1_000) -> TestClient {
        TestClient(
            dispatcher: dispatcher, id: connections.wrappingAdd(1, ordering: .relaxed).newValue,
            peer: PeerCredentials(uid: uid, gid: uid, pid: 1))
    }
}

/// One connection to a `TestEngine`.
final class TestClient: Sendable {
    private let dispatcher: Dispatcher
    private let handle: ConnectionHandle
    private let inbox: Inbox

    /// What was sent unasked; refuses while it is told to be slow.
    final class Inbox: Sendable {
        let frames = Mutex<[[UInt8]]>([])
        let isSlow = Mutex(false)

        func take(_ frame: [UInt8]) -> Bool {
            guard !isSlow.withLock({ $0 }) else { return false }
            frames.withLock { $0.append(frame) }
            return true
        }
    }

    init(dispatcher: Dispatcher, id: UInt64, peer: PeerCredentials) {
        self.dispatcher = dispatcher
        let inbox = Inbox()
        self.inbox = inbox
        handle = ConnectionHandle(id: id, peer: peer) { inbox.take($0) }
    }

    struct NoReply: Error {}

    func call<M: RPCMethod>(_ method: M.Type, _ params: M.Params) async throws -> M.Result {
        let reply = try await reply(M.name, try RPCEncoder.encode(params))
        if let error = reply["error"] { throw try decode(RPCError.self, error) }
        guard let result = reply["result"] else { throw NoReply() }
        return try decode(M.Result.self, result)
    }

    /// The error that a call gives.
    func error<M: RPCMethod>(_ method: M.Type, _ params: M.Params) async throws -> RPCError {
        do {
            _ = try await call(method, params)
        } catch let error as RPCError {
            return error
        }
        throw NoReply()
    }

    /// The error that params written by hand give.
    func error(_ method: String, _ params: String) async throws -> RPCError {
        guard let error = try await reply(method, Array(params.utf8))["error"] else { throw NoReply() }
        return try decode(RPCError.self, error)
    }

    private func reply(_ method: String, _ params: [UInt8]) async throws -> JSONValue {
        let frame = Array(#"{"jsonrpc":"2.0","id":1,"method":""#.utf8) + Array(method.utf8) + Array(#"","params":"#.utf8) + params + Array("}".utf8)
        guard let bytes = await dispatcher.reply(to: frame, from: handle) else { throw NoReply() }
        let document = try JSONDocument(bytes, maxBytes: 64 << 20)
        guard let root = document.root, let value = JSONValue(root) else { throw NoReply() }
        return value
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ value: JSONValue) throws -> Value {
        let document = try JSONDocument(try value.encoded(), maxBytes: 64 << 20)
        guard let root = document.root else { throw NoReply() }
        return try RPCDecoder.decode(type, from: root)
    }

    // MARK: Notifications

    func beSlow(_ slow: Bool) { inbox.isSlow.withLock { $0 = slow } }

    func close() { handle.close() }

    /// Whom the connection speaks for.
    var principal: Principal? { handle.principal }

    /// The notices that arrived since the last time.
    func notices() throws -> [Entries.ChangeNotice] { try notices(of: Entries.ChangeNotice.self) }

    /// The notices of one kind that arrived since the last time, when no others are expected.
    func notices<Notice: Decodable>(of type: Notice.Type) throws -> [Notice] {
        let frames = inbox.frames.withLock { frames in
            defer { frames = [] }
            return frames
        }
        return try frames.map { frame in
            let document = try JSONDocument(frame, maxBytes: 64 << 20)
            guard let root = document.root, let value = JSONValue(root), let params = value["params"] else { throw NoReply() }
            return try decode(type, params)
        }
    }
}
