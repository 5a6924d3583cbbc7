import Logging
import PluginAPI

/// When months are summed.
struct MonthSumming: Sendable {
    /// Days of whole months that a report had to sum one by one, from which on months are made of them.
    var leastDays: Int64 = 62
}

/// Sums months in the background once somebody has asked for a report over many that were not summed.
///
/// Any number of daemons may do it: the journal's lock lets one at a time, and the others find it done.
final class MonthSummer: Sendable {
    private let queue: JournalQueue<Int64>
    private let summing: MonthSumming

    init(_ options: ConnectionOptions, gate: ReconnectGate, layout: TableLayout, summing: MonthSumming, logger: Logger) {
        self.summing = summing
        queue = JournalQueue(options, gate: gate, name: "months", logger: logger) { owner, day, connection, _ in
            try connection.transaction { try MonthSums.extend(owner, to: day, layout: layout, $0) }
        }
    }

    /// Tells of a report.
    /// - Parameter lag: days of months that are over and that it had to sum one by one.
    func note(_ owner: UserID, _ span: MonthSpan, lag: Int64) {
        guard lag >= summing.leastDays else { return }
        queue.add(owner, span.end)
    }

    func close() async { await queue.close() }
}
