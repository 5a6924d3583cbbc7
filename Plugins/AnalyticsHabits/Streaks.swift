import PluginAPI

/// Days in a row with entries, of which some may be missed.
struct Streak: Hashable {
    /// Days with entries, at least 1. Missed days do not count.
    private(set) var days = 1
    let first: LocalDay
    private(set) var last: LocalDay

    init(from day: LocalDay) {
        first = day
        last = day
    }

    /// Days between `first` and `last` without entries.
    var missed: Int { first.distance(to: last) + 1 - days }

    mutating func extend(to day: LocalDay) {
        days += 1
        last = day
    }
}

/// The streaks among some active days.
struct Streaks: Hashable {
    /// From the oldest to the newest.
    let all: [Streak]
    /// Days with entries.
    let activeDays: Int

    /// Finds the streaks.
    /// - Parameters:
    ///   - days: in any order; a day twice counts once.
    ///   - grace: how many days in a row may be missed within a streak.
    init(of days: [LocalDay], grace: Int) {
        var streaks: [Streak] = []
        var active = 0
        var open: Streak?
        for day in Self.ascending(days) where day != open?.last {
            active += 1
            if var streak = open, streak.last.distance(to: day) - 1 <= grace {
                streak.extend(to: day)
                open = streak
            } else {
                if let open { streaks.append(open) }
                open = Streak(from: day)
            }
        }
        if let open { streaks.append(open) }
        all = streaks
        activeDays = active
    }

    /// The longest; of equal ones the newest.
    var longest: Streak? {
        var best: Streak?
        for streak in all where streak.days >= best?.days ?? 0 { best = streak }
        return best
    }

    /// The streak that is not broken yet: today is not over, so only days before it can have been missed.
    func current(today: LocalDay, grace: Int) -> Streak? {
        guard let newest = all.last, newest.last <= today, newest.last.distance(to: today) - 1 <= grace else { return nil }
        return newest
    }

    /// Stores answer in ascending order; then nothing is sorted.
    private static func ascending(_ days: [LocalDay]) -> [LocalDay] {
        zip(days, days.dropFirst()).allSatisfy { $0 <= $1 } ? days : days.sorted()
    }
}
