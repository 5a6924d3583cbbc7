import Testing

@testable import journalctl_x

@Suite struct ZoneClockTests {
    private func offset(_ zone: String, _ instant: String) throws -> Int {
        let clock = try #require(ZoneClock(zone))
        return clock.offset(at: try #require(Timestamp(rfc3339: instant)))
    }

    @Test(arguments: [
        ("Europe/Madrid", "2026-03-29T00:59:59Z", 3_600), ("Europe/Madrid", "2026-03-29T01:00:00Z", 7_200),
        ("Europe/Madrid", "2026-10-25T00:59:59Z", 7_200), ("Europe/Madrid", "2026-10-25T01:00:00Z", 3_600),
        ("Europe/Madrid", "2090-07-01T00:00:00Z", 7_200), ("Europe/Madrid", "1890-01-01T00:00:00Z", -884),
        ("America/New_York", "2026-07-01T00:00:00Z", -14_400), ("America/New_York", "2100-12-01T00:00:00Z", -18_000),
        ("Asia/Kolkata", "2026-01-01T00:00:00Z", 19_800), ("Asia/Kathmandu", "2026-01-01T00:00:00Z", 20_700),
        ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 39_600),
        ("Australia/Lord_Howe", "2060-07-01T00:00:00Z", 37_800),
        ("Pacific/Apia", "2011-12-31T00:00:00Z", 50_400), ("Europe/Dublin", "2070-07-01T00:00:00Z", 3_600),
        ("Europe/Dublin", "2070-01-01T00:00:00Z", 0), ("Etc/GMT+5", "2026-01-01T00:00:00Z", -18_000),
        ("UTC", "2026-01-01T00:00:00Z", 0),
    ])
    func offsets(_ zone: String, _ instant: String, _ expected: Int) throws {
        #expect(try offset(zone, instant) == expected)
    }

    @Test func everyHourOfAYearComesBack() throws {
        for zone in ["Europe/Madrid", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"] {
            let clock = try #require(ZoneClock(zone))
            let start = try #require(Timestamp(rfc3339: "2026-01-01T00:00:00Z"))
            var repeated = 0
            for hour in 0..<8_760 {
                let instant = try #require(start.adding(seconds: Int64(hour) * 3_600))
                let back = clock.instant(of: clock.civil(at: instant))
                // The second showing of an hour reads as the first; nothing else may differ.
                if back != instant { repeated += 1 }
                #expect(clock.civil(at: back) == clock.civil(at: instant))
            }
            #expect(repeated <= 1)
        }
    }

    @Test(arguments: [
        "../../etc/passwd", "/etc/passwd", "Europe/../Europe/Madrid", "Europe//Madrid", "", "Europe/Madrid/", "Europe",
        "zone.tab",
        "posix/Europe/Madrid", "Europe/Nowhere", "a\0b", "Europe/Madrid\n",
    ])
    func namesOutsideTheDatabaseAreRefused(_ name: String) {
        #expect(ZoneClock(name) == nil)
    }

    @Test func localZoneCandidatesInOrder() {
        func candidates(_ environment: [String: String]) -> [String] {
            ZoneName.localCandidates(
                environment: Environment(environment), timezoneFile: "/nonexistent", localtimeLink: "/nonexistent")
        }
        #expect(candidates(["TZ": ":Europe/Madrid"]) == ["Europe/Madrid"])
        #expect(candidates(["TZ": "/usr/share/zoneinfo/Asia/Tokyo"]) == ["Asia/Tokyo"])
        #expect(candidates(["TZ": ""]) == ["UTC"])
        #expect(candidates([:]).isEmpty)
        #expect(ZoneClock.local(environment: Environment(["TZ": "Asia/Tokyo"])).name == "Asia/Tokyo")
    }

    @Test(arguments: [
        "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30", "IST-1GMT0,M10.5.0,M3.5.0/1", "EST5EDT,J60/2,300/-1:30",
    ])
    func rulesAreRead(_ text: String) {
        #expect(PosixZone(text) != nil)
    }

    @Test(arguments: [
        "", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-999", "CET-1CEST,M3.6.0,M10.5.0",
        "<CET-1",
    ])
    func brokenRulesAreNot(_ text: String) {
        #expect(PosixZone(text) == nil)
    }

    @Test func brokenZoneFilesAreRefused() throws {
        let bytes = try #require(SmallFile.read(ZoneName.database + "/Europe/Madrid", limit: 1 << 18))
        #expect(ZoneFile(bytes) != nil)
        for length in stride(from: 0, to: bytes.count - 64, by: 7) { #expect(ZoneFile(Array(bytes[..<length])) == nil) }
        for index in 0..<44 {
            var broken = bytes
            broken[index] ^= 0xFF
            _ = ZoneFile(broken)
        }
        #expect(ZoneFile(Array("TZif2".utf8) + [UInt8](repeating: 0xFF, count: 400)) == nil)
    }

    @Test func dayNumbersAndDatesAgree() throws {
        for number in stride(from: -719_162, through: 2_932_896, by: 97) {
            #expect(try #require(CivilDate(dayNumber: number)).dayNumber == number)
        }
        #expect(CivilDate(dayNumber: 2_932_897) == nil)
        #expect(CivilDate("2024-02-29")?.weekday == .thursday)
        #expect(CivilDate("2023-02-29") == nil)
        #expect(CivilDate("2026-1-01") == nil)
    }

    @Test(arguments: [
        (0, "just now"), (300, "5 minutes ago"), (3_590, "1 hour ago"), (7_200, "2 hours ago"), (-7_200, "in 2 hours"),
        (86_400, "yesterday"), (259_200, "3 days ago"), (1_728_000, "2 weeks ago"), (12_960_000, "4 months ago"),
        (69_120_000, "2 years ago"), (-86_400, "tomorrow"),
    ])
    func relativeTimes(_ secondsAgo: Int64, _ text: String) throws {
        let now = try #require(Timestamp(rfc3339: "2026-05-10T12:00:00Z"))
        let instant = try #require(now.adding(seconds: -secondsAgo))
        #expect(TimeFormat.relative(instant, in: TimeContext(now: now, zone: .utc)) == text)
    }

    @Test func absoluteTimes() throws {
        let madrid = try #require(ZoneClock("Europe/Madrid"))
        let instant = try #require(Timestamp(rfc3339: "2026-10-30T17:17:05Z"))
        #expect(TimeFormat.dateTime(instant, madrid) == "2026-10-30 18:17")
        #expect(TimeFormat.dateTime(instant, madrid, weekday: true, seconds: true) == "Fri 2026-10-30 18:17:05")
        #expect(TimeFormat.rfc3339(instant, .utc) == "2026-10-30T17:17:05Z")
        #expect(TimeFormat.longDate(try #require(CivilDate("2026-10-30"))) == "Friday, 30 October 2026")
    }

    @Test(arguments: [
        "2026-10-30", "2026-10-30T25:00:00Z", "2026-10-30T10:00:00", "2026-10-30T10:00:00+0200",
        "2026-10-30T10:00:00.Z", "2026-02-30T10:00:00Z",
    ])
    func brokenInstantsAreRefused(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}
