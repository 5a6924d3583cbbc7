internal import Glibc
internal import Synchronization

/// One line on standard error that says that something takes long: a spinner, or a bar when the total is known.
///
/// Nothing is drawn in the first half second, nor when standard error is no terminal; `finish` erases what was drawn.
final class Progress: Sendable {
    private struct State {
        var label: String
        var done = 0
        var total: Int?
        var frame = 0
        var isDrawn = false
        var isFinished = false
    }

    /// Seconds before anything is shown.
    static let delay = 0.5
    private let state: Mutex<State>
    private let terminal: Terminal
    private let started: Double
    private let now: @Sendable () -> Double
    private let emit: @Sendable (String) -> Void

    /// `now` is a monotonic clock in seconds, `emit` writes to standard error.
    init(
        _ label: String, total: Int? = nil, terminal: Terminal,
        now: @escaping @Sendable () -> Double = { Progress.monotonicSeconds() },
        emit: @escaping @Sendable (String) -> Void = { try? StreamWriter.write($0, to: STDERR_FILENO) }
    ) {
        self.terminal = terminal
        self.now = now
        self.emit = emit
        started = now()
        state = Mutex(State(label: Sanitizer.line(label), total: total))
    }

    /// Draws ten times a second from a thread of its own until `finish`.
    func start() {
        guard terminal.errorIsTerminal else { return }
        BackgroundThread.start { [self] in
            while tick() { usleep(100_000) }
        }
    }

    /// Says how much is done; drawn with the next tick.
    func advance(to done: Int, of total: Int? = nil) {
        state.withLock {
            $0.done = done
            if let total { $0.total = total }
        }
    }

    /// Says what it is that takes long; drawn with the next tick.
    func name(_ label: String) {
        let label = Sanitizer.line(label)
        state.withLock { $0.label = label }
    }

    /// Draws once if it is time. False when it is finished.
    func tick() -> Bool {
        state.withLock { state in
            guard !state.isFinished else { return false }
            guard terminal.errorIsTerminal, now() - started >= Self.delay else { return true }
            let line = ProgressLine(
                label: state.label, done: state.done, total: state.total, frame: state.frame, width: terminal.width,
                glyphs: .of(terminal))
            emit("\r" + Style(terminal.errorColor).render(line.rendered) + "\u{1B}[K")
            state.frame &+= 1
            state.isDrawn = true
            return true
        }
    }

    /// Erases the line; nothing is drawn afterwards.
    func finish() {
        state.withLock { state in
            if state.isDrawn, !state.isFinished { emit("\r\u{1B}[K") }
            state.isFinished = true
        }
    }

    /// Runs the work with a spinner beside it.
    static func during<Result, Failure: Error>(
        _ label: String, terminal: Terminal, _ work: (Progress) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let progress = Progress(label, terminal: terminal)
        progress.start()
        defer { progress.finish() }
        return try work(progress)
    }

    private static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
