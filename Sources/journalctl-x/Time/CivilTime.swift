/// A date and a time of day on some clock.
struct CivilTime: Hashable, Sendable {
    var date: CivilDate
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0

    /// Seconds since midnight.
    var secondOfDay: Int { hour * 3_600 + minute * 60 + second }
}
