import NIOCore
import Synchronization

/// Where the tasks of a connection leave what goes out. Whatever they leave until the event loop gets to it leaves
/// together in one write: many replies cost one wake-up.
final class Outbox: Sendable {
    /// What the event loop takes at once.
    struct Delivery {
        var frames: [UInt8] = []
        var requests = 0
        var bytes = 0
    }

    private struct State {
        var delivery = Delivery()
        var handler: NIOLoopBound<ConnectionHandler>?
        var isScheduled = false
        var isClosed = false
        /// Unread bytes that the event loop has already taken.
        var unread = 0
        var isFull = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// What was handed to tasks and has no answer yet, in the order in which it came.
        var unanswered: [Unanswered] = []
        var tickets: UInt64 = 0
    }

    private struct Unanswered {
        let ticket: UInt64
        let due: NIODeadline
        let work: Work
    }

    private let state = Mutex(State())
    private let notificationBytes: Int

    init(limits: ServerLimits) {
        notificationBytes = limits.notificationOutput
    }

    // MARK: For tasks

    /// Whether a message still waits for its answer: it was not given up for being late.
    func expects(_ work: Work) -> Bool {
        state.withLock { state in state.unanswered.contains { $0.ticket == work.ticket } }
    }

    /// Leaves the reply to a message; empty when there is none.
    /// - Returns: false when the message was given up before: then nothing is left.
    @discardableResult
    func complete(_ work: Work, _ frames: [UInt8]) -> Bool {
        let (handler, isExpected) = state.withLock { state -> (NIOLoopBound<ConnectionHandler>?, Bool) in
            guard let place = state.unanswered.firstIndex(where: { $0.ticket == work.ticket }) else {
                return (nil, false)
            }
            state.unanswered.remove(at: place)
            guard !state.isClosed else { return (nil, true) }
            state.delivery.requests += work.requests
            state.delivery.bytes += work.bytes
            return (Self.queue(frames, in: &state), true)
        }
        wake(handler)
        return isExpected
    }

    /// Leaves a notification, unless too much is unread already.
    func notify(_ frame: [UInt8]) -> Bool {
        let (handler, isQueued) = state.withLock { state -> (NIOLoopBound<ConnectionHandler>?, Bool) in
            let queued = state.delivery.frames.count + state.unread
            guard !state.isClosed, !state.isFull, queued + frame.count <= notificationBytes else {
                return (nil, false)
            }
            return (Self.queue(frame, in: &state), true)
        }
        wake(handler)
        return isQueued
    }

    /// The handler when it has to be woken.
    private static func queue(_ frames: [UInt8], in state: inout State) -> NIOLoopBound<ConnectionHandler>? {
        if state.delivery.frames.isEmpty { state.delivery.frames = frames } else { state.delivery.frames += frames }
        guard !state.isScheduled else { return nil }
        state.isScheduled = true
        return state.handler
    }

    private func wake(_ handler: NIOLoopBound<ConnectionHandler>?) {
        guard let handler else { return }
        handler.eventLoop.execute { handler.value.deliver() }
    }

    /// Returns once less than the soft bound is unread, or the connection has closed.
    func waitForRoom() async {
        guard state.withLock({ $0.isFull && !$0.isClosed }) else { return }
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state in
                let mustWait = state.isFull && !state.isClosed
                if mustWait { state.waiting.append(continuation) }
                return mustWait
            }
            if !mustWait { continuation.resume() }
        }
    }

    // MARK: For the event loop

    /// Before anything can be left. The handler lets go of itself by `close()`.
    func open(_ handler: NIOLoopBound<ConnectionHandler>) {
        state.withLock { $0.handler = handler }
    }

    /// Takes note of a message that is about to be handed to a task, and numbers it.
    func expect(_ work: inout Work, by due: NIODeadline) {
        work.ticket = state.withLock { state in
            state.tickets += 1
            work.ticket = state.tickets
            state.unanswered.append(Unanswered(ticket: state.tickets, due: due, work: work))
            return state.tickets
        }
    }

    /// Messages whose time is up, and when that of the next one will be; nil when there is none.
    func late(at now: NIODeadline) -> (late: [Work], next: NIODeadline?) {
        state.withLock { state in
            let late = state.unanswered.prefix { $0.due <= now }.map(\.work)
            return (late, state.unanswered.dropFirst(late.count).first?.due)
        }
    }

    func take() -> Delivery {
        state.withLock { state in
            state.isScheduled = false
            defer { state.delivery = Delivery() }
            return state.delivery
        }
    }

    /// Says how many bytes that were taken are unread, and whether that is over the soft bound.
    func update(unread: Int, isFull: Bool) {
        let waiting = state.withLock { state in
            state.unread = unread
            state.isFull = isFull
            return isFull ? [] : Self.takeWaiting(&state)
        }
        for continuation in waiting { continuation.resume() }
    }

    func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            state.handler = nil
            state.delivery = Delivery()
            return Self.takeWaiting(&state)
        }
        for continuation in waiting { continuation.resume() }
    }

    private static func takeWaiting(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
        defer { state.waiting = [] }
        return state.waiting
    }
}
