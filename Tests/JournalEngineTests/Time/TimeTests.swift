import PluginAPI
import Testing

@testable import JournalEngine

@Suite struct InstantTextTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-23T19:04:05Z", 1_795_460_645_000_000),
        ("2026-11-23T20:04:05+01:00", 1_795_460_645_000_000), ("2026-11-23t19:04:05.5z", 1_795_460_645_500_000),
        ("2026-11-23T19:04:05.123456789Z", 1_795_460_645_123_456), ("1969-12-31T23:59:59.999999Z", -1),
    ] as [(String, Int64)])
    func reads(_ text: String, _ microseconds: Int64) {
        #expect(InstantText.parse(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T19:04:05", "2026-02-30T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T19:04:60Z",
        "2026-11-23T19:04:05.Z", "2026-11-23T19:04:05+0100", "2026-11-23T19:04:05+24:00", "2026-11-23T19:04:05Zz",
        "2026-11-23 19:04:05Z",
    ])
    func refuses(_ text: String) {
        #expect(InstantText.parse(text) == nil)
    }

    @Test func readsWhatItWrites() {
        var generator = SplitMix(seed: 3)
        for _ in 0..<5_000 {
            let instant = Instant(
                microseconds: Int64.random(in: EntryPreparer.instants.lowerBound.microseconds...EntryPreparer.instants.upperBound.microseconds, using: &generator))
            let offset = Int.random(in: -14 * 60...14 * 60, using: &generator) * 60
            #expect(InstantText.parse(InstantText.format(instant, offsetSeconds: offset)) == instant)
        }
    }
}

@Suite struct ZoneCalendarTests {
    let zones = ZoneCalendar()

    func place(_ text: String, _ zone: String, end: Int = 0) throws -> String {
        let instant = try #require(InstantText.parse(text))
        let place = zones.place(instant, in: zone, dayEndHour: end)
        return "\(place.day) \(place.hour)"
    }

    @Test func placesInTheWritersDay() throws {
        #expect(try place("2026-11-23T23:30:00Z", "Europe/Madrid") == "2026-11-24 0")
        #expect(try place("2026-11-23T23:30:00Z", "America/New_York") == "2026-11-23 18")
        #expect(try place("2026-11-24T02:30:00Z", "Europe/Madrid", end: 4) == "2026-11-23 3")
        #expect(try place("1969-12-31T23:30:00Z", "UTC") == "1969-12-31 23")
    }

    @Test func knowsSummerTime() throws {
        // The clocks of Madrid went back at 01:00 UTC on 2026-10-25.
        #expect(try place("2026-10-25T00:59:59Z", "Europe/Madrid") == "2026-10-25 2")
        #expect(try place("2026-10-25T01:00:00Z", "Europe/Madrid") == "2026-10-25 2")
        let before = try #require(InstantText.parse("2026-10-25T00:59:59Z"))
        let after = try #require(InstantText.parse("2026-10-25T01:00:00Z"))
        #expect(zones.offset(at: before, in: "Europe/Madrid") == 7_200)
        #expect(zones.offset(at: after, in: "Europe/Madrid") == 3_600)
        #expect(zones.text(after, in: "Europe/Madrid") == "2026-10-25T02:00:00+01:00")
    }

    @Test(arguments: ["Europe/Madrid", "UTC", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"])
    func knows(_ zone: String) { #expect(zones.isKnown(zone)) }

    @Test(arguments: ["", "Mars/Olympus", "../../etc/passwd", "CEST2", "+01:00", "EST5EDT4"])
    func doesNotKnow(_ zone: String) { #expect(!zones.isKnown(zone)) }
}
