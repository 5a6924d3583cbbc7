import JournalRPC
import Logging

/// What is written down of each request: method, outcome, duration and the request's name; never its text.
struct RequestLog: Sendable {
    let logger: Logger
    /// Counts what names no method of the table.
    private let unknown = MethodMetrics(method: "unknown")

    init(logger: Logger) {
        self.logger = logger
    }

    func succeeded(_ entry: MethodEntry, _ request: RequestID, after duration: Duration) {
        entry.metrics.record(nil, nanoseconds: duration.wholeNanoseconds)
        logger.debug("request", metadata: metadata(entry, request, duration, "ok"))
    }

    /// Notes a failure and returns what the caller is told.
    func failed(_ error: any Error, _ entry: MethodEntry, _ request: RequestID, after duration: Duration) -> RPCError {
        let outcome = ErrorMapping.outcome(of: error)
        let code = outcome.error.code
        entry.metrics.record(code, nanoseconds: duration.wholeNanoseconds)
        var metadata = metadata(entry, request, duration, code.kind)
        metadata["cause"] = outcome.cause.map { .string($0) }
        if code == .internalError {
            metadata["error_id"] = .string(outcome.error.data.errorId ?? "")
            logger.error("request failed", metadata: metadata)
        } else {
            logger.debug("request", metadata: metadata)
        }
        return outcome.error
    }

    /// Notes a call that no handler was asked about.
    func refused(_ code: RPCErrorCode, _ entry: MethodEntry?) {
        (entry?.metrics ?? unknown).record(code, nanoseconds: 0)
        logger.debug(
            "request refused",
            metadata: ["method": .string(entry?.method.name ?? "unknown"), "outcome": .string(code.kind)])
    }

    private func metadata(
        _ entry: MethodEntry, _ request: RequestID, _ duration: Duration, _ outcome: String
    ) -> Logger.Metadata {
        [
            "method": .string(entry.method.name), "outcome": .string(outcome),
            "duration_us": .stringConvertible(duration.wholeNanoseconds / 1_000),
            "request": .stringConvertible(request),
        ]
    }
}
