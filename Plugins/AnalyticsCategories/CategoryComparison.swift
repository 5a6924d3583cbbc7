import AnalyticsSupport
import PluginAPI

/// `categories`: each category against all entries that are not in it.
enum CategoryComparison {
    static let spec = ReportSpec(
        name: "categories", help: "How many entries each category has, and how their mood differs from all others.",
        defaultDays: 365)

    /// The most categories that are shown, those with the most entries.
    static let mostCategories = 1_000

    static func report(_ request: ReportRequest, reading reader: any RollupReader) async throws(StorageError) -> Report {
        guard request.span.count > 0 else { return answer([], of: Sums()) }
        let total = Sums(try await reader.total(in: request.span))
        let categories = try await reader.categories(in: request.span)
            .map { Compared(category: $0.category, sums: Sums($0.tally), total: total) }
            .sorted { ($1.sums.entries, $0.category) < ($0.sums.entries, $1.category) }
        return answer(categories, of: total)
    }

    /// A category and what is left without it.
    private struct Compared {
        let category: CategoryID
        let sums: Sums
        /// Nil when either side is too small.
        let comparison: Comparison?

        /// The rest is exact: the sums of all entries less those of the category.
        init(category: CategoryID, sums: Sums, total: Sums) {
            var rest = total
            rest -= sums
            self.category = category
            self.sums = sums
            comparison = Comparison(Sample(sums), Sample(rest))
        }
    }

    private static let columns = [
        ReportColumn("category", .category),
        ReportColumn("entries", .integer, unit: "entries"),
        ReportColumn("share", .number, unit: "percent"),
        ReportColumn("scored", .integer, unit: "entries"),
        ReportColumn("meanScore", .number, unit: "score"),
        ReportColumn("difference", .number, unit: "score"),
        ReportColumn("low", .number, unit: "score"),
        ReportColumn("high", .number, unit: "score"),
        ReportColumn("meanMood", .number, unit: "mood"),
    ]

    private static func answer(_ categories: [Compared], of total: Sums) -> Report {
        let rows = categories.prefix(mostCategories).map { item -> [ReportCell] in
            [
                .category(item.category), .integer(item.sums.entries),
                .numberOrNull(percent(item.sums.entries, of: total.entries)), .integer(item.sums.scored),
                .numberOrNull(item.sums.meanScore), .numberOrNull(item.comparison?.difference),
                .numberOrNull(item.comparison?.interval?.low), .numberOrNull(item.comparison?.interval?.high),
                .numberOrNull(item.sums.meanMood),
            ]
        }
        return Report(
            frames: [ReportFrame(name: "categories", kind: .table, columns: columns, rows: rows)],
            notes: notes(categories, total))
    }

    private static func notes(_ categories: [Compared], _ total: Sums) -> [String] {
        guard total.entries > 0 else { return [Note.noEntries] }
        var notes: [String] = []
        if categories.contains(where: { $0.comparison == nil }) {
            notes.append(
                "A difference needs at least \(Sample.minimum) scored entries in the category and as many outside it.")
        }
        let intervals = categories.reduce(0) { $1.comparison?.interval == nil ? $0 : $0 + 1 }
        if intervals > 0 { notes.append(Note.independence) }
        if intervals > 1 {
            notes.append("Of many categories, about one in twenty will seem to differ by chance alone.")
        }
        if categories.reduce(0, { $0 &+ $1.sums.entries }) > total.entries {
            notes.append("Entries in several categories count in each, so the shares add up to more than 100 %.")
        }
        if categories.count > mostCategories {
            notes.append("Only the \(mostCategories) largest of \(categories.count) categories are shown.")
        }
        if let note = Note.unscored(total) { notes.append(note) }
        return notes
    }
}
