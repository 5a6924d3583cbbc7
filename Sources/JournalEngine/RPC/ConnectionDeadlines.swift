import NIOCore

/// The timers of a connection: for the rest of a message, for output that nobody takes, and for answers. Used on the event loop
/// only. A timer that is no longer needed is left to fire and look again, because most are needed for microseconds.
struct ConnectionDeadlines {
    private final class Timer {
        var due: NIODeadline?
        var isScheduled = false
        var expired: (() -> Void)?
        var task: Scheduled<Void>?
    }

    private let partial = Timer()
    private let stall = Timer()
    private let answer = Timer()

    /// A message has begun. Does nothing when that was said of the same message before: a trickle buys no time.
    func partialBegan(in amount: TimeAmount, on loop: any EventLoop, expired: @escaping () -> Void) {
        guard partial.due == nil else { return }
        partial.due = loop.now + amount
        partial.expired = expired
        Self.schedule(partial, on: loop)
    }

    func partialEnded() {
        partial.due = nil
    }

    /// Output is over its bound. `expired` is called once `progress` has stayed the same for so long.
    func stallBegan(
        in amount: TimeAmount, on loop: any EventLoop, progress: @escaping () -> UInt64, expired: @escaping () -> Void
    ) {
        guard stall.due == nil else { return }
        let before = progress()
        let stall = stall
        stall.due = loop.now + amount
        stall.expired = {
            guard progress() != before else { return expired() }
            self.stallBegan(in: amount, on: loop, progress: progress, expired: expired)
        }
        Self.schedule(stall, on: loop)
    }

    func stallEnded() {
        stall.due = nil
    }

    /// An answer is due. The earliest one counts; `expired` looks for itself which are late, and asks again.
    func answerExpected(by due: NIODeadline, on loop: any EventLoop, expired: @escaping () -> Void) {
        guard answer.due == nil else { return }
        answer.due = due
        answer.expired = expired
        Self.schedule(answer, on: loop)
    }

    func cancel() {
        for timer in [partial, stall, answer] {
            timer.due = nil
            timer.expired = nil
            timer.task?.cancel()
        }
    }

    private static func schedule(_ timer: Timer, on loop: any EventLoop) {
        guard !timer.isScheduled, let due = timer.due else { return }
        timer.isScheduled = true
        timer.task = loop.assumeIsolated().scheduleTask(deadline: due) {
            timer.isScheduled = false
            guard let due = timer.due else { return }
            guard loop.now >= due else { return schedule(timer, on: loop) }
            timer.due = nil
            timer.expired?()
        }
    }
}
