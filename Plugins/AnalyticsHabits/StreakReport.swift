import AnalyticsSupport
import PluginAPI

/// `streaks`: the current and the longest run of days with entries. Days after today do not count.
enum StreakReport {
    static let spec = ReportSpec(
        name: "streaks", help: "Your current and longest streak of days with entries.",
        parameters: [
            ReportParameter(
                "grace", .integer(0...6),
                help: "How many days in a row may be missed without breaking a streak. The default is 0."),
            ReportParameter("recent", .integer(0...100), help: "How many of the last streaks to list. The default is 0."),
        ], defaultDays: nil)

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        let grace = argument("grace", of: request, within: 0...6)
        let recent = argument("recent", of: request, within: 0...100)
        let span = DaySpan(first: request.span.first, last: min(request.span.last, request.today))
        let days = span.count > 0 ? try await reader.activeDays(in: span) : []
        let streaks = Streaks(of: days, grace: grace)
        let reachesToday = request.span.contains(request.today)
        let current = reachesToday ? streaks.current(today: request.today, grace: grace) : nil
        let listed = [("current", current), ("longest", streaks.longest)]
            .compactMap { name, streak in streak.map { [.text(name)] + cells($0) } }
        let isCut = try await beganBefore(streaks.all.first, request.span, grace: grace, reader)
        var frames = [
            ReportFrame.scalars("summary", summary(streaks, current, reachesToday: reachesToday, end: span.last)),
            ReportFrame(name: "streaks", kind: .table, columns: [ReportColumn("streak", .text)] + columns, rows: listed),
        ]
        if recent > 0 {
            frames.append(
                ReportFrame(
                    name: "recent", kind: .table, columns: columns, rows: streaks.all.suffix(recent).reversed().map(cells)))
        }
        return Report(frames: frames, notes: notes(streaks, current, request, grace: grace, isCut: isCut))
    }

    /// Whether days before the span belong to the oldest streak.
    private static func beganBefore(
        _ oldest: Streak?, _ span: DaySpan, grace: Int, _ reader: any RollupReader
    ) async throws(StorageError) -> Bool {
        guard let oldest, span.first > .distantPast else { return false }
        let reach = DaySpan(first: oldest.first.advanced(by: -grace - 1), last: span.first.advanced(by: -1))
        return reach.count > 0 ? try await !reader.activeDays(in: reach).isEmpty : false
    }

    private static let columns = [
        ReportColumn("days", .integer, unit: "days"), ReportColumn("missed", .integer, unit: "days"),
        ReportColumn("first", .day), ReportColumn("last", .day),
    ]

    private static func cells(_ streak: Streak) -> [ReportCell] {
        [.integer(Int64(streak.days)), .integer(Int64(streak.missed)), .day(streak.first), .day(streak.last)]
    }

    private static func argument(_ name: String, of request: ReportRequest, within range: ClosedRange<Int64>) -> Int {
        guard case .integer(let number)? = request.arguments[name] else { return 0 }
        return Int(min(max(number, range.lowerBound), range.upperBound))
    }

    /// `activeShare` is of the days from the first active one to the end of the span or today.
    private static func summary(_ streaks: Streaks, _ current: Streak?, reachesToday: Bool, end: LocalDay) -> [Scalar] {
        let lived = streaks.all.first.map { Int64($0.first.distance(to: end) + 1) } ?? 0
        return [
            Scalar("current", reachesToday ? Double(current?.days ?? 0) : nil, unit: "days"),
            Scalar("longest", count: Int64(streaks.longest?.days ?? 0), unit: "days"),
            Scalar("activeDays", count: Int64(streaks.activeDays), unit: "days"),
            Scalar("activeShare", percent(Int64(streaks.activeDays), of: lived), unit: "percent"),
            Scalar("streaks", count: Int64(streaks.all.count), unit: "streaks"),
        ]
    }

    private static func notes(
        _ streaks: Streaks, _ current: Streak?, _ request: ReportRequest, grace: Int, isCut: Bool
    ) -> [String] {
        guard !streaks.all.isEmpty else { return [Note.noEntries] }
        var notes: [String] = []
        if !request.span.contains(request.today) {
            notes.append("The span does not hold today, so there is no current streak to tell.")
        }
        if let current, current.last < request.today {
            let left = grace - (current.last.distance(to: request.today) - 1)
            let days = left == 1 ? "one missed day" : "\(left) missed days"
            notes.append(
                left > 0
                    ? "Nothing is written today yet; the streak lasts through \(days) more."
                    : "Nothing is written today yet; the streak breaks unless you write before the day is over.")
        }
        if grace > 0 {
            notes.append(
                "Up to \(grace == 1 ? "one day" : "\(grace) days") in a row may be missed within a streak; "
                    + "missed days do not count towards its length.")
        }
        if isCut {
            notes.append("The oldest streak began before the span; only its days within are counted.")
        }
        return notes
    }
}
