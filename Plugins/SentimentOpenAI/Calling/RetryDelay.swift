import CCurl
import PluginAPI

/// How long to wait before the next try.
enum RetryDelay {
    private static let baseMilliseconds: UInt64 = 500
    private static let longestMilliseconds: UInt64 = 10_000
    static let longest = Duration.milliseconds(longestMilliseconds)
    /// A server's wish over this is not waited out here but told to the caller.
    static let patience = Duration.seconds(20)
    /// More is not believed.
    static let mostAsked = Duration.seconds(86_400)

    /// Exponential back-off with full jitter: anything from nothing to half a second · 2^(attempt−1), so that many clients that
    /// failed together do not come back together.
    static func backOff(attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let ceiling = min(baseMilliseconds << UInt64(min(max(attempt - 1, 0), 16)), longestMilliseconds)
        return .milliseconds(Int64(generator.next() % ceiling))
    }

    /// What the server asked for: `retry-after-ms`, or `Retry-After` in seconds or as an HTTP date (RFC 9110, section 10.2.3).
    static func asked(_ headers: [String: String], now: Instant) -> Duration? {
        if let text = headers["retry-after-ms"], let count = digits(text) {
            return min(.milliseconds(count), mostAsked)
        }
        guard let text = headers["retry-after"] else { return nil }
        if let count = digits(text) { return min(.seconds(count), mostAsked) }
        let date = curl_getdate(text, nil)
        guard date >= 0 else { return nil }
        let (seconds, overflow) = Int64(date).subtractingReportingOverflow(now.seconds)
        guard !overflow else { return nil }
        return min(.seconds(max(seconds, 0)), mostAsked)
    }

    private static func digits(_ text: String) -> Int64? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int64(text)
    }
}
