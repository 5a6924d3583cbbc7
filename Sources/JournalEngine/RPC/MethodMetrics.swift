import JournalRPC
import Metrics
import Synchronization

/// The metrics of one method. Handles are made once: labels are method names of the table, the word `unknown`, and
/// error kinds, never what a caller sent.
final class MethodMetrics: Sendable {
    private let method: String
    private let succeeded: Counter
    private let timer: Timer
    /// Made when the first such error happens, so that a scrape is not full of zeros.
    private let failed = Mutex<[RPCErrorCode: Counter]>([:])

    init(method: String) {
        self.method = method
        succeeded = Self.counter(method, "ok")
        timer = Timer(label: "journald_rpc_duration", dimensions: [("method", method)])
    }

    private static func counter(_ method: String, _ outcome: String) -> Counter {
        Counter(label: "journald_rpc_requests", dimensions: [("method", method), ("outcome", outcome)])
    }

    /// Counts one request; `failure` is nil when it went well.
    func record(_ failure: RPCErrorCode?, nanoseconds: Int64) {
        timer.recordNanoseconds(nanoseconds)
        guard let failure else { return succeeded.increment() }
        let counter = failed.withLock { failed in
            if let known = failed[failure] { return known }
            let made = Self.counter(method, failure.kind)
            failed[failure] = made
            return made
        }
        counter.increment()
    }
}
