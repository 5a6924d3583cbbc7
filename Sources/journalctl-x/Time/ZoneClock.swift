/// The wall clock of one zone.
struct ZoneClock: Sendable {
    /// IANA name.
    let name: String
    private let rules: ZoneFile

    /// Coordinated Universal Time.
    static let utc = ZoneClock(name: "UTC", rules: .utc)

    private init(name: String, rules: ZoneFile) {
        self.name = name
        self.rules = rules
    }

    /// The zone of an IANA name such as `Europe/Madrid`; nil when the database does not have it.
    init?(_ name: String, database: String = ZoneName.database) {
        if name == "UTC" || name == "Etc/UTC" {
            self.init(name: name, rules: .utc)
            return
        }
        guard ZoneName.isWellFormed(name), let bytes = SmallFile.read(database + "/" + name, limit: 1 << 18),
            let rules = ZoneFile(bytes)
        else { return nil }
        self.init(name: name, rules: rules)
    }

    /// The zone that this machine is set to; UTC when it says nothing that the database has.
    static func local(environment: Environment = .process) -> ZoneClock {
        for name in ZoneName.localCandidates(environment: environment) {
            if let clock = ZoneClock(name) { return clock }
        }
        return .utc
    }

    /// Seconds east of UTC.
    func offset(at instant: Timestamp) -> Int {
        rules.offset(at: instant.seconds)
    }

    /// What the clock shows at an instant. Instants beyond the years 1 to 9999 show the first or last day of those.
    func civil(at instant: Timestamp) -> CivilTime {
        let local = instant.seconds + Int64(offset(at: instant))
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let rest = Int(local - day * 86_400)
        let clamped = min(max(day, -719_162), 2_932_896)
        guard let date = CivilDate(dayNumber: Int(clamped)) else { return CivilTime(date: .epoch) }
        return CivilTime(
            date: date, hour: rest / 3_600, minute: rest / 60 % 60, second: rest % 60, microsecond: instant.microsecond)
    }

    /// The instant at which the clock shows that. A time that the clock skips is moved on by what it skips;
    /// of a time that it shows twice, the first is meant.
    func instant(of time: CivilTime) -> Timestamp {
        let local = Int64(time.date.dayNumber) * 86_400 + Int64(time.secondOfDay)
        let before = Int64(rules.offset(at: local - 86_400))
        let after = Int64(rules.offset(at: local + 86_400))
        let candidates = [local - before, local - after].sorted()
        let match = candidates.first { $0 + Int64(rules.offset(at: $0)) == local }
        // Years end at 9999, so that the product fits by far.
        return Timestamp(microseconds: (match ?? local - before) * 1_000_000 + Int64(time.microsecond))
    }

    /// The first moment of a day.
    func start(of date: CivilDate) -> Timestamp {
        instant(of: CivilTime(date: date))
    }
}
