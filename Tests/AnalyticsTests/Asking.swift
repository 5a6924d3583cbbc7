import AnalyticsCategories
import AnalyticsHabits
import AnalyticsTrends
import Logging
import PluginAPI
import Testing

private struct NoTime: TimeSource {
    func now() -> Instant { Instant(microseconds: 0) }
    func uptime() -> Duration { .zero }
}

/// The three plugins, made the way the daemon makes them.
func analyticsPlugins() throws -> [any AnalyticsPlugin] {
    let context = PluginContext(
        settings: SettingValues(), logger: Logger(label: "test"), time: NoTime(), stateDirectory: "/nonexistent")
    return try [AnalyticsTrends.factory, AnalyticsHabits.factory, AnalyticsCategories.factory]
        .map { try $0.make(context) }
}

func day(_ text: String) throws -> LocalDay { try #require(LocalDay(text)) }

func span(_ first: String, _ last: String) throws -> DaySpan { DaySpan(first: try day(first), last: try day(last)) }

/// Every day that there is.
let everything = DaySpan(first: .distantPast, last: .distantFuture)

/// Asks whichever plugin offers the report.
func ask(
    _ name: String, _ span: DaySpan, of reader: any RollupReader, today: LocalDay? = nil, weekStart: Int = 1,
    _ arguments: [String: ReportArgument] = [:]
) async throws -> Report {
    let plugin = try #require(analyticsPlugins().first { $0.reports.contains { $0.name == name } })
    return try await plugin.report(
        ReportRequest(
            name: name, span: span, today: today ?? span.last, weekStart: weekStart, arguments: arguments),
        reading: reader)
}

extension Report {
    func frame(_ name: String) throws -> ReportFrame { try #require(frames.first { $0.name == name }) }

    /// The value in a row of the `summary` frame.
    func scalar(_ name: String) throws -> ReportCell {
        try #require(frame("summary").rows.first { $0.first == .text(name) })[1]
    }
}

extension ReportFrame {
    /// The cells of a column, from top to bottom.
    func column(_ name: String) throws -> [ReportCell] {
        let index = try #require(columns.firstIndex { $0.name == name })
        return rows.map { $0[index] }
    }

    func integers(_ name: String) throws -> [Int64] {
        try column(name).map { cell in
            guard case .integer(let value) = cell else { Issue.record("\(name) holds \(cell)"); return 0 }
            return value
        }
    }
}

extension ReportCell {
    /// The number, nil for null.
    var double: Double? {
        if case .number(let value) = self { return value }
        return nil
    }

    /// Whether two cells hold numbers that differ by rounding only, or the same anything.
    func isClose(to other: ReportCell, within tolerance: Double = 1e-9) -> Bool {
        guard let left = double, let right = other.double else { return self == other }
        return abs(left - right) <= tolerance
    }
}

/// The mean of scores in ten-thousandths, as a cell.
func meanCell(_ scores: [Int]) -> ReportCell {
    scores.isEmpty ? .null : .number(Double(scores.reduce(0, +)) / Double(scores.count) / 10_000)
}
