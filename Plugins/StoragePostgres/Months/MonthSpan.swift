import PluginAPI

/// A span of days as whole months with days before and after them.
struct MonthSpan {
    let first: LocalDay
    let last: LocalDay
    /// The first day of the first whole month; where there is none, the day after the span.
    let from: Int64
    /// The day after the last whole month; where there is none, as `from`.
    let end: Int64

    /// - Parameter span: one that is not empty.
    init(_ span: DaySpan) {
        (first, last) = (span.first, span.last)
        let after = Int64(span.last.number) + 1
        let (year, month, day) = span.first.civil
        let rest = day == 1 ? 0 : LocalDay.daysIn(month: month, year: year) - day + 1
        from = min(Int64(span.first.number) + Int64(rest), after)
        // After the last day of all there is none to ask for its month.
        end = max(from, span.last == .distantFuture ? after : Int64(span.last.advanced(by: 1).firstOfMonth.number))
    }

    var hasMonths: Bool { end > from }
}
