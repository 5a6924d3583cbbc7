import JournalRPC
import PluginAPI

/// Says whose scores a report is made of: those of different providers are not the same measure.
enum ScoreNote {
    static func notes(
        _ report: Analytics.Report.Result, _ span: DaySpan, _ owner: UserID, _ store: any StoragePlugin
    ) async throws(ServiceError) -> [String] {
        guard usesScores(report) else { return [] }
        let counts = try await storing { () async throws(StorageError) in
            try await store.scoredEntries(in: span, of: owner)
        }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = sorted.first else { return [] }
        guard sorted.count > 1 else { return ["Scores are by \(first.key)."] }
        let shares = sorted.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        return ["Scores are by \(shares): different providers measure differently; sentiment reanalyze makes them one."]
    }

    /// Whether a score or what follows from one is among the columns or the scalars.
    private static func usesScores(_ report: Analytics.Report.Result) -> Bool {
        report.frames.contains { frame in
            frame.name == "labels" || frame.columns.contains { $0.unit == "score" }
                || frame.rows.contains { row in row.contains(where: isScoreUnit) }
        }
    }

    /// Scalars carry their units in their rows.
    private static func isScoreUnit(_ cell: JSONValue) -> Bool {
        if case .string(let text) = cell { text == "score" } else { false }
    }
}
