import Glibc
import JournalEngine
import Synchronization

/// How far a long command is: a line that is drawn anew on a terminal; elsewhere a line a step, so that a log stays short.
final class ProgressBar: Sendable {
    private struct State {
        var drawnAt: UInt64 = 0
        var step: StoreMover.Progress.Step?
    }

    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())
    private static let width = 30
    private static let interval: UInt64 = 100_000_000

    func show(_ progress: StoreMover.Progress) {
        let now = Self.now
        let isNew = state.withLock { state in
            let isNew = state.step != progress.step
            guard isNew || (isTerminal && now &- state.drawnAt >= Self.interval) || progress.done == progress.total else {
                return nil as Bool?
            }
            state = State(drawnAt: now, step: progress.step)
            return isNew
        }
        guard let isNew else { return }
        if isTerminal { draw(progress) } else if isNew { write("\(Self.verb(progress.step)) …\n") }
    }

    /// Leaves the terminal as it was.
    func end() { if isTerminal { write("\r\u{1B}[K") } }

    private func draw(_ progress: StoreMover.Progress) {
        let share = progress.total > 0 ? Double(progress.done) / Double(progress.total) : 1
        let full = min(Self.width, Int(share * Double(Self.width)))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
        write(
            "\r\u{1B}[K\(Self.verb(progress.step)) \(bar) \(Int(share * 100)) %  \(progress.done) of \(progress.total) rows")
    }

    private static func verb(_ step: StoreMover.Progress.Step) -> String {
        switch step {
        case .moving: "Moving  "
        case .checking: "Checking"
        }
    }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    private func write(_ text: String) { _ = text.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) } }
}
