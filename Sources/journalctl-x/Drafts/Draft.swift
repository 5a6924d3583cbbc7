/// Text that is not stored yet.
struct Draft: Sendable, Equatable {
    /// The entry that the text is a new version of.
    struct Origin: Sendable, Equatable {
        let number: Int64
        /// The revision that the writer began with.
        let revision: Int64
    }

    /// What people type to name it: letters, digits and dashes.
    let id: String
    let savedAt: Timestamp
    /// nil for a new entry.
    let origin: Origin?
    let path: String
    let text: String

    /// Reads the id: `20261123-224801-a1b2`, with `-entry42-rev3` for a version of an entry. nil for names of other
    /// files.
    static func parse(id: String) -> (savedAt: Timestamp, origin: Origin?)? {
        let parts = id.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 5, parts[0].utf8.count == 8, parts[1].utf8.count == 6,
            parts[2].utf8.count == 4,
            parts[2].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            let date = Digits.value(parts[0]), let clock = Digits.value(parts[1]), clock < 240_000,
            let day = CivilDate(year: date / 10_000, month: date / 100 % 100, day: date % 100)
        else { return nil }
        let time = CivilTime(date: day, hour: clock / 10_000, minute: clock / 100 % 100, second: clock % 100)
        let savedAt = ZoneClock.utc.instant(of: time)
        guard parts.count == 5 else { return (savedAt, nil) }
        guard parts[3].hasPrefix("entry"), parts[4].hasPrefix("rev"), let number = Int64(parts[3].dropFirst(5)),
            let revision = Int64(parts[4].dropFirst(3)), number > 0, revision > 0
        else { return nil }
        return (savedAt, Origin(number: number, revision: revision))
    }

    /// The id of a draft saved at that moment; `random` tells those of one second apart.
    static func makeID(savedAt: Timestamp, origin: Origin?, random: UInt16) -> String {
        let time = ZoneClock.utc.civil(at: savedAt)
        let date = Digits.padded(time.date.year * 10_000 + time.date.month * 100 + time.date.day, 8)
        let clock = Digits.padded(time.hour * 10_000 + time.minute * 100 + time.second, 6)
        let hex = String(random, radix: 16)
        let id = date + "-" + clock + "-" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
        return origin.map { id + "-entry\($0.number)-rev\($0.revision)" } ?? id
    }
}
