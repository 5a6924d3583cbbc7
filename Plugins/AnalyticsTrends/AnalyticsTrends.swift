public import PluginAPI

/// Reports on how scores, moods and words go along with time.
public enum AnalyticsTrends {
    /// What the executable lists to have it.
    public static let factory = PluginFactory(
        id: "trends", version: "1.0.0", summary: "Mood and words along with time", settings: [],
        make: { _ in TrendsPlugin() })
}

struct TrendsPlugin: AnalyticsPlugin {
    let reports = [MoodTrend.spec, MoodDistribution.spec, WordCount.spec]

    func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        switch request.name {
        case MoodTrend.spec.name: try await MoodTrend.report(request, reading: reader)
        case MoodDistribution.spec.name: try await MoodDistribution.report(request, reading: reader)
        case WordCount.spec.name: try await WordCount.report(request, reading: reader)
        default: Report(frames: [])
        }
    }
}
