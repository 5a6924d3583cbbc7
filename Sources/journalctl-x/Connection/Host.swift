internal import Glibc

/// The world around one run of the client: streams, environment, clock. Tests give their own.
struct Host {
    var environment: Environment
    var facts: StreamFacts
    /// All of standard input; nil when it cannot be read or is over so many bytes.
    var readInput: (_ limit: Int) -> [UInt8]?
    var writeOutput: ([UInt8]) throws(StreamWriter.Failure) -> Void
    var writeError: ([UInt8]) -> Void
    var now: @Sendable () -> Timestamp
    /// Waits, as for a rate limit.
    var pause: (Duration) -> Void
    /// Whoever answers questions.
    var prompter: (_ terminal: Terminal, _ noInput: Bool) -> Prompter
    /// Whether a pager may take the place of standard output.
    var mayPage: Bool

    /// This process.
    static func process() -> Host {
        Host(
            environment: .process, facts: .current(),
            readInput: { SmallFile.readAll(STDIN_FILENO, limit: $0) },
            writeOutput: { (bytes) throws(StreamWriter.Failure) in try StreamWriter.write(bytes, to: STDOUT_FILENO) },
            writeError: { try? StreamWriter.write($0, to: STDERR_FILENO) },
            now: currentTime, pause: sleep,
            prompter: { Prompter(terminal: $0, noInput: $1) }, mayPage: true)
    }

    @Sendable static func currentTime() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    private static func sleep(_ duration: Duration) {
        let parts = duration.components
        var time = timespec(tv_sec: Int(clamping: parts.seconds), tv_nsec: Int(parts.attoseconds / 1_000_000_000))
        var rest = timespec()
        while nanosleep(&time, &rest) != 0, errno == EINTR { time = rest }
    }
}
