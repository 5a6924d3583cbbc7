import Logging
import PluginAPI

/// The cluster of a region. It is opened when it can be reached: a region that is away keeps nobody else waiting.
actor Region {
    nonisolated let name: String
    private let options: PostgresOptions
    private let logger: Logger
    private var open: PostgresStorage?
    private var isStarting = false
    private var isClosed = false
    private var failure = "not asked yet"
    private var notBefore: UInt64 = 0

    /// Nanoseconds between two tries.
    private static let pause: UInt64 = 1_000_000_000

    init(_ name: String, _ options: PostgresOptions, logger: Logger) {
        self.name = name
        self.options = options
        self.logger = logger
    }

    /// - Throws: `.unavailable` while it cannot be reached, at once when that was found out just now.
    func store() async throws(StorageError) -> PostgresStorage {
        if let open { return open }
        guard !isClosed, !isStarting, Deadline.now >= notBefore else { throw away }
        isStarting = true
        defer { isStarting = false }
        let made = PostgresStorage(options: options, logger: logger)
        do {
            try await made.start()
            try await made.claim(region: name)
        } catch {
            await made.stop()
            failure = "\(error)"
            notBefore = Deadline.now + Self.pause
            throw away
        }
        guard !isClosed else {
            await made.stop()
            throw away
        }
        open = made
        return made
    }

    private var away: StorageError { .unavailable(reason: "the region \(name) cannot be reached: \(failure)") }

    func health() async -> PluginHealth {
        do {
            return await (try store()).health()
        } catch {
            return PluginHealth(.failing, detail: "\(error)")
        }
    }

    func close() async {
        isClosed = true
        let store = open
        open = nil
        await store?.stop()
    }
}
