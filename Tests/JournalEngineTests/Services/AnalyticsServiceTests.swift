import JournalRPC
import PluginAPI
import PluginTestKit
import Synchronization
import Testing

@testable import JournalEngine

/// A report that shows what it was asked, and counts how often it ran.
final class EchoReport: AnalyticsPlugin {
    let runs = Atomic<Int>(0)
    let reports = [
        ReportSpec(
            name: "echo", help: "Test.",
            parameters: [
                ReportParameter("bucket", .choice(["day", "week"]), help: "b"),
                ReportParameter("limit", .integer(1...5), help: "l"),
                ReportParameter("category", .category, help: "c"), ReportParameter("flag", .boolean, help: "f"),
            ], defaultDays: 30)
    ]

    func report(_ request: ReportRequest, reading: any RollupReader) async throws(StorageError) -> Report {
        runs.wrappingAdd(1, ordering: .relaxed)
        let days = try await reading.days(in: request.span)
        var rows = days.map { [ReportCell.day($0.day), .integer($0.tally.entries)] }
        if case .category(let id)? = request.arguments["category"] { rows.append([.category(id), .null]) }
        rows.append([.number(.nan), .integer(Int64(request.arguments.count))])
        let columns = [ReportColumn("day", .category), ReportColumn("entries", .integer, unit: "entries")]
        return Report(frames: [ReportFrame(name: "echo", kind: .table, columns: columns, rows: rows)], notes: ["note"])
    }
}

/// The simplest cache there is.
final class DictionaryCache: CachePlugin {
    let values = Mutex<[CacheKey: [UInt8]]>([:])
    func value(for key: CacheKey) async -> [UInt8]? { values.withLock { $0[key] } }
    func store(_ value: [UInt8], for key: CacheKey, lifetime: Duration) async { values.withLock { $0[key] = value } }
    func remove(_ key: CacheKey) async { values.withLock { $0[key] = nil } }
    func increment(_ key: CacheKey, by amount: Int64, lifetime: Duration) async -> Int64? { nil }
}

@Suite struct AnalyticsServiceTests {
    @Test func asksThePluginForTheSpanAndNamesCategories() async throws {
        let engine = try await TestEngine(analytics: [EchoReport()])
        let client = engine.client()
        _ = try await client.call(Entries.Create.self, EntryDraft(body: "x #sea", at: "2025-12-25T12:00:00Z", zone: "UTC"))
        var params = Analytics.Report.Params(name: "echo", zone: "UTC")
        params.arguments = [("category", .string("sea")), ("flag", .boolean(true))]
        let result = try await client.call(Analytics.Report.self, params)
        #expect(result.from == "2025-12-03" && result.to == "2026-01-01")
        #expect(result.frames.first?.rows == [["2025-12-25", 1], ["sea", .null], [.null, 2]])
        #expect(result.frames.first?.columns.first?.type == "text" && result.notes == ["note"])
        let listed = try await client.call(Analytics.Reports.self, NoParams())
        #expect(listed.items.map(\.name) == ["echo"] && listed.items.first?.plugin == "a0")
    }

    @Test(arguments: [
        (#"{"name":"nope"}"#, "/name"), (#"{"name":"echo","bucket":"year"}"#, "/bucket"),
        (#"{"name":"echo","limit":6}"#, "/limit"), (#"{"name":"echo","limit":1.5}"#, "/limit"),
        (#"{"name":"echo","other":1}"#, "/other"), (#"{"name":"echo","category":"none"}"#, "/category"),
        (#"{"name":"echo","from":"2026-02-01","to":"2026-01-01"}"#, "/from"), (#"{"name":"echo","from":"2026-02-30"}"#, "/from"),
        (#"{"name":"echo","zone":"Nowhere/X"}"#, "/zone"), (#"{}"#, "/name"),
    ])
    func saysWhatIsWrong(_ params: String, _ path: String) async throws {
        let client = try await TestEngine(analytics: [EchoReport()]).client()
        let error = try await client.error("analytics.report", params)
        #expect(error.code == .invalidParams)
        #expect(error.data.issues?.contains { $0.path == path } == true)
    }

    @Test func keepsHotReportsSealedUntilSomethingChanges() async throws {
        let plugin = EchoReport()
        let cache = DictionaryCache()
        let engine = try await TestEngine(cache: cache, analytics: [plugin])
        let client = engine.client()
        _ = try await client.call(Entries.Create.self, EntryDraft(body: "x #canaryword"))
        var params = Analytics.Report.Params(name: "echo")
        params.arguments = [("category", .string("canaryword"))]
        let first = try await client.call(Analytics.Report.self, params)
        let again = try await client.call(Analytics.Report.self, params)
        #expect(plugin.runs.load(ordering: .relaxed) == 1)
        #expect(try RPCEncoder.encode(first) == RPCEncoder.encode(again))
        for (_, value) in cache.values.withLock({ $0 }) {
            #expect(!String(decoding: value, as: UTF8.self).contains("canaryword"))
        }
        _ = try await client.call(Entries.Create.self, EntryDraft(body: "y"))
        _ = try await client.call(Analytics.Report.self, params)
        #expect(plugin.runs.load(ordering: .relaxed) == 2)
        _ = try await engine.client(uid: 7).error(Analytics.Report.self, params)
        #expect(plugin.runs.load(ordering: .relaxed) == 2)
    }
}
