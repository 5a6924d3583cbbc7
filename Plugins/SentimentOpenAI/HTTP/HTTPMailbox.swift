import CCurl
import Synchronization

/// A request on its way to the thread, with who waits for the outcome.
struct HTTPTransfer: Sendable {
    let id: UInt64
    let request: HTTPRequest
    let continuation: CheckedContinuation<Result<HTTPResponse, HTTPFailure>, Never>
}

/// The one place where callers and the thread meet. It outlives both: the thread holds it too.
final class HTTPMailbox: Sendable {
    private let state = Mutex(HTTPInbox())

    func withLock<Value: Sendable>(_ body: (inout HTTPInbox) -> Value) -> Value { state.withLock { body(&$0) } }
}

/// What callers leave for the thread.
struct HTTPInbox {
    /// What the thread has to do next.
    struct Work {
        var added: [HTTPTransfer]
        var cancelled: [UInt64]
    }

    /// The multi handle of the running thread, as a number; nil while there is none.
    private(set) var multi: UInt?
    private var generation: UInt64 = 0
    private var lastID: UInt64 = 0
    private var added: [HTTPTransfer] = []
    private var cancelled: [UInt64] = []
    /// Transfers that were added and have not ended.
    private var open: Set<UInt64> = []
    /// Cancelled before they were added.
    private var cancelledEarly: Set<UInt64> = []

    mutating func newID() -> UInt64 {
        lastID += 1
        return lastID
    }

    mutating func open(_ multi: UInt) -> UInt64 {
        self.multi = multi
        generation += 1
        return generation
    }

    /// Puts a transfer into the queue, or says why not.
    mutating func add(_ transfer: HTTPTransfer) -> HTTPFailure? {
        guard multi != nil else { return .closed }
        guard cancelledEarly.remove(transfer.id) == nil else { return .cancelled }
        guard open.count < HTTPClient.maxTransfers else { return .overloaded }
        open.insert(transfer.id)
        added.append(transfer)
        wake()
        return nil
    }

    mutating func cancel(_ id: UInt64) {
        guard open.contains(id) else {
            cancelledEarly.insert(id)
            return
        }
        cancelled.append(id)
        wake()
    }

    /// The caller has its outcome.
    mutating func forget(_ id: UInt64) {
        cancelledEarly.remove(id)
    }

    /// What there is to do for the thread of a generation; nil when it shall end.
    mutating func take(generation: UInt64, finished: [UInt64]) -> Work? {
        guard multi != nil, generation == self.generation else { return nil }
        open.subtract(finished)
        defer {
            added = []
            cancelled = []
        }
        return Work(added: added, cancelled: cancelled)
    }

    /// Lets the thread end. From here on nothing wakes it, so it may free its handle.
    mutating func close() {
        guard multi != nil else { return }
        wake()
        multi = nil
        for transfer in added { transfer.continuation.resume(returning: .failure(.closed)) }
        added = []
        cancelled = []
        open = []
    }

    /// `curl_multi_wakeup` may be called from any thread; the lock keeps the handle alive meanwhile, because the thread
    /// frees it only after it has seen `multi` gone.
    private func wake() {
        if let multi, let handle = UnsafeMutableRawPointer(bitPattern: multi) { curl_multi_wakeup(handle) }
    }
}
