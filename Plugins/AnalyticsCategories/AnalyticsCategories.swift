public import PluginAPI

/// Reports on categories: how each compares with all other entries, and how one went along with time.
public enum AnalyticsCategories {
    /// What the executable lists to have it.
    public static let factory = PluginFactory(
        id: "categories", version: "1.0.0", summary: "How categories compare, and how one goes along", settings: [],
        make: { _ in CategoriesPlugin() })
}

struct CategoriesPlugin: AnalyticsPlugin {
    let reports = [CategoryComparison.spec, CategoryTrend.spec]

    func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        switch request.name {
        case CategoryComparison.spec.name: try await CategoryComparison.report(request, reading: reader)
        case CategoryTrend.spec.name: try await CategoryTrend.report(request, reading: reader)
        default: Report(frames: [])
        }
    }
}
