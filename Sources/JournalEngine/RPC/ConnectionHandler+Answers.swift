import JournalRPC
import NIOCore

/// Requests that get no answer in time. They are given up, not stopped: what runs cannot be taken back, and may still happen.
extension ConnectionHandler {
    /// Notes a message that goes to a task, and when its answer is due.
    func expectAnswer(_ work: inout Work) {
        guard let loop = context?.eventLoop else { return outbox.expect(&work, by: .distantFuture) }
        let due = loop.now + limits.answer
        outbox.expect(&work, by: due)
        watchAnswers(due, loop)
    }

    private func watchAnswers(_ due: NIODeadline, _ loop: any EventLoop) {
        deadlines.answerExpected(by: due, on: loop) { [weak self] in self?.giveUpLate() }
    }

    private func giveUpLate() {
        guard let context, state.phase != .closed else { return }
        let (late, next) = outbox.late(at: context.eventLoop.now)
        for work in late { outbox.complete(work, dispatcher.giveUp(work)) }
        if let next { watchAnswers(next, context.eventLoop) }
    }
}
