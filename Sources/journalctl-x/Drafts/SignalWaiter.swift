internal import Glibc

/// Holds signals back while a program in the foreground runs, and takes them one by one. Ctrl-C belongs to that
/// program.
struct SignalWaiter {
    enum Event: Equatable {
        case ended(ChildProcess.Ending)
        /// SIGTERM or SIGHUP came; the program has ended too.
        case signalled(Int32)
    }

    private var held = sigset_t()
    private var before = sigset_t()
    /// Seconds that the program has for its own rescue after a signal.
    private static let patience = 3

    init() {
        sigemptyset(&held)
        for signal in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGCHLD] { sigaddset(&held, signal) }
        pthread_sigmask(SIG_BLOCK, &held, &before)
    }

    /// Puts the mask back. A signal that ended `wait` has been taken.
    func restore() {
        var mask = before
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    /// Waits until the program ends or the client is told to.
    func wait(for child: ChildProcess) -> Event {
        while true {
            if let ending = child.poll() {
                // The signal that ended the program may be meant for both.
                while let signal = next(seconds: 0) { if Self.ends(signal) { return .signalled(signal) } }
                return .ended(ending)
            }
            guard let signal = next(seconds: 1), Self.ends(signal) else { continue }
            finish(child, signal)
            return .signalled(signal)
        }
    }

    /// Without a terminal, an editor rescues its text and ends; the hang-up may have reached it already.
    private func finish(_ child: ChildProcess, _ signal: Int32) {
        kill(child.id, signal)
        for _ in 0..<(Self.patience * 10) {
            if child.poll() != nil { return }
            usleep(100_000)
        }
        kill(child.id, SIGKILL)
        _ = child.wait()
    }

    private static func ends(_ signal: Int32) -> Bool { signal == SIGTERM || signal == SIGHUP }

    /// The next signal; nil when none came in time.
    private func next(seconds: Int) -> Int32? {
        var set = held
        var time = timespec(tv_sec: seconds, tv_nsec: 0)
        let signal = sigtimedwait(&set, nil, &time)
        return signal > 0 ? signal : nil
    }
}
