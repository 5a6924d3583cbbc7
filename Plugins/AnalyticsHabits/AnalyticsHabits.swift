public import PluginAPI

/// Reports on when the writer writes: weekdays, hours, streaks, and the year as a calendar.
public enum AnalyticsHabits {
    /// What the executable lists to have it.
    public static let factory = PluginFactory(
        id: "habits", version: "1.0.0", summary: "Weekdays, hours, streaks and the calendar", settings: [],
        make: { _ in HabitsPlugin() })
}

struct HabitsPlugin: AnalyticsPlugin {
    let reports = [WeekdayReport.spec, HourReport.spec, StreakReport.spec, CalendarReport.spec]

    func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        switch request.name {
        case WeekdayReport.spec.name: try await WeekdayReport.report(request, reading: reader)
        case HourReport.spec.name: try await HourReport.report(request, reading: reader)
        case StreakReport.spec.name: try await StreakReport.report(request, reading: reader)
        case CalendarReport.spec.name: try await CalendarReport.report(request, reading: reader)
        default: Report(frames: [])
        }
    }
}
