import Crypto
import JournalRPC
import PluginAPI

/// Runs reports: finds the plugin, checks its params, names the categories, and keeps what was just computed.
struct AnalyticsService: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let resolver: CategoryResolver
    let cache: any CachePlugin
    let zones: ZoneCalendar
    let time: any TimeSource
    /// Plugins with the id that `analytics.reports` shows.
    let plugins: [(id: String, plugin: any AnalyticsPlugin)]

    /// How long a report is kept. A change ends it at once; one by another daemon, on a store without `reportStamp`, is seen
    /// after this time.
    static let lifetime = Duration.seconds(60)

    func reports() -> ItemList<Analytics.Reports.Item> {
        ItemList(
            items: plugins.flatMap { id, plugin in
                plugin.reports.map { spec in
                    .init(name: spec.name, plugin: id, help: spec.help, params: ReportArguments.schema(spec).jsonSchema)
                }
            })
    }

    func report(_ params: Analytics.Report.Params, by principal: Principal) async throws(ServiceError) -> Analytics.Report.Result {
        let account = try await accounts.account(principal.user)
        guard let (plugin, spec) = find(params.name) else {
            throw .invalid(path: "/name", rule: "enum", message: "is no report; analytics.reports lists them")
        }
        let request = try await request(params, spec, account)
        // What is kept nowhere needs no name.
        guard !(cache is NoCache) else { return try await compute(request, plugin, account) }
        let stamp = try await stamp(account)
        let key = Self.key(request, account, stamp)
        if let cached = await cached(key, account) { return cached }
        let result = try await compute(request, plugin, account)
        if try await self.stamp(account) == stamp { await keep(result, key, account) }
        return result
    }

    private func compute(
        _ request: ReportRequest, _ plugin: any AnalyticsPlugin, _ account: OpenAccount
    ) async throws(ServiceError) -> Analytics.Report.Result {
        let reader = AccountRollups(store: store, owner: account.id)
        let report = try await storing { () async throws(StorageError) in
            try await plugin.report(request, reading: reader)
        }
        var result = try await wire(report, request, account)
        result.notes += try await ScoreNote.notes(result, request.span, account.id, store)
        return result
    }

    private func find(_ name: String) -> (plugin: any AnalyticsPlugin, spec: ReportSpec)? {
        for (_, plugin) in plugins {
            if let spec = plugin.reports.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return (plugin, spec) }
        }
        return nil
    }

    // MARK: - The request

    private func request(
        _ params: Analytics.Report.Params, _ spec: ReportSpec, _ account: OpenAccount
    ) async throws(ServiceError) -> ReportRequest {
        let zone = params.zone ?? account.preferences.zone
        guard zones.isKnown(zone) else {
            throw .invalid(path: "/zone", rule: "zone", message: "is no known time zone; use an IANA name such as Europe/Madrid")
        }
        let today = zones.place(time.now(), in: zone, dayEndHour: account.preferences.dayEndHour).day
        let last = params.to.flatMap { LocalDay($0) } ?? today
        let first = try await first(params.from.flatMap { LocalDay($0) }, last, spec, account)
        guard first <= last else {
            throw .invalid(path: "/from", rule: "maximum", message: "must not be after to")
        }
        let resolver = resolver
        let arguments = try await ReportArguments.read(params.arguments, spec) { name throws(ServiceError) in
            try await resolver.id(of: name, account)
        }
        return ReportRequest(
            name: spec.name, span: DaySpan(first: first, last: last), today: today,
            weekStart: account.preferences.weekStart, arguments: arguments)
    }

    /// The first day asked for; else the report's own span; else the first day that has an entry.
    private func first(
        _ asked: LocalDay?, _ last: LocalDay, _ spec: ReportSpec, _ account: OpenAccount
    ) async throws(ServiceError) -> LocalDay {
        if let asked { return asked }
        if let days = spec.defaultDays { return last.advanced(by: 1 - max(1, days)) }
        let active = try await storing { () async throws(StorageError) in
            try await store.activeDays(in: DaySpan(first: .distantPast, last: last), of: account.id)
        }
        return active.first ?? last
    }

    // MARK: - The answer

    private func wire(
        _ report: Report, _ request: ReportRequest, _ account: OpenAccount
    ) async throws(ServiceError) -> Analytics.Report.Result {
        let named = report.frames.contains { $0.columns.contains { $0.type == .category } }
        if named, !account.categories.isLoaded { _ = try await resolver.load(account) }
        var frames: [Analytics.Report.Frame] = []
        for frame in report.frames { frames.append(Self.wire(frame, account)) }
        return .init(
            name: request.name, from: request.span.first.description, to: request.span.last.description, frames: frames,
            notes: report.notes)
    }

    private static func wire(_ frame: ReportFrame, _ account: OpenAccount) -> Analytics.Report.Frame {
        .init(
            name: frame.name, kind: frame.kind.rawValue,
            columns: frame.columns.map { column in
                .init(
                    name: column.name, type: column.type == .category ? "text" : column.type.rawValue, unit: column.unit)
            },
            rows: frame.rows.map { row in
                row.map { cell -> JSONValue in
                    switch cell {
                    case .null: .null
                    case .integer(let value): .integer(value)
                    case .number(let value): value.isFinite ? .number(value) : .null
                    case .text(let text): .string(text)
                    case .day(let day): .string(day.description)
                    case .category(let id): .string(account.categories.known(id)?.name ?? CategoryNames.none)
                    }
                }
            })
    }

    // MARK: - The cache

    /// Names the state of everything that the account's reports depend on. Where the store keeps a number for it, daemons share
    /// reports; otherwise it is this daemon's own.
    private func stamp(_ account: OpenAccount) async throws(ServiceError) -> String {
        let store = store
        let shared = try await storing { () async throws(StorageError) in try await store.reportStamp(of: account.id) }
        return shared.map { "store \($0)" } ?? "daemon \(account.changeStamp)"
    }

    /// Everything the report depends on, hashed under the user's key.
    private static func key(_ request: ReportRequest, _ account: OpenAccount, _ stamp: String) -> CacheKey {
        var text = "\(request.name) \(request.span.first.number) \(request.span.last.number) \(request.today.number)"
        text += " \(request.weekStart) \(stamp)"
        for (name, argument) in request.arguments.sorted(by: { $0.key < $1.key }) { text += " \(name)=\(argument)" }
        return CacheKey(
            space: "report", bytes: account.keys.keyed("report", Array(text.utf8)),
            owner: account.keys.keyed("cache owner", []))
    }

    private func cached(_ key: CacheKey, _ account: OpenAccount) async -> Analytics.Report.Result? {
        guard let bytes = await cache.value(for: key),
            let plain = try? Sealing.open(SealedBytes(bytes), at: .cache(key.bytes), keys: account.keys),
            let document = try? JSONDocument(plain, maxBytes: plain.count), let root = document.root
        else { return nil }
        return try? RPCDecoder.decode(Analytics.Report.Result.self, from: root)
    }

    private func keep(_ result: Analytics.Report.Result, _ key: CacheKey, _ account: OpenAccount) async {
        guard let bytes = try? RPCEncoder.encode(result),
            let sealed = try? Sealing.seal(bytes, at: .cache(key.bytes), keys: account.keys)
        else { return }
        await cache.store(sealed.bytes, for: key, lifetime: Self.lifetime)
    }
}

/// The sums of one account, bound to it so that a plugin cannot ask for another's.
struct AccountRollups: RollupReader {
    let store: any StoragePlugin
    let owner: UserID

    func days(in span: DaySpan) async throws(StorageError) -> [DayRollup] {
        try await store.dayRollups(in: span, of: owner)
    }

    func total(in span: DaySpan) async throws(StorageError) -> Tally {
        try await store.total(in: span, of: owner)
    }

    func hours(in span: DaySpan) async throws(StorageError) -> [HourRollup] {
        try await store.hourRollups(in: span, of: owner)
    }

    func categories(in span: DaySpan) async throws(StorageError) -> [CategoryRollup] {
        try await store.categoryRollups(in: span, of: owner)
    }

    func days(of category: CategoryID, in span: DaySpan) async throws(StorageError) -> [CategoryDayRollup] {
        try await store.categoryDays(of: category, in: span, owner: owner)
    }

    func activeDays(in span: DaySpan) async throws(StorageError) -> [LocalDay] {
        try await store.activeDays(in: span, of: owner)
    }
}
