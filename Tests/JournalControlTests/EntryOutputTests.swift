import Testing

@testable import journalctl_x

@Suite struct EntryOutputTests {
    private let context: TimeContext
    private let entry: EntryLine

    init() throws {
        let zone = try #require(ZoneClock("Europe/Madrid"))
        context = TimeContext(now: try #require(Timestamp(rfc3339: "2026-11-23T22:18:00+01:00")), zone: zone)
        var entry = EntryLine(number: 42, at: try #require(Timestamp(rfc3339: "2026-11-20T17:05:00Z")))
        entry.body = "\n  Ran 10 km along the river, legs like jelly but the light was worth it\nand more"
        entry.categories = ["sport", "health"]
        entry.score = 0.62
        entry.label = "positive"
        entry.words = 15
        self.entry = entry
    }

    private func list(_ entry: EntryLine, width: Int, glyphs: Glyphs = .unicode) -> String {
        EntryList(page: Page(width: width, glyphs: glyphs, hasColor: false), context: context).line(entry).text
    }

    @Test func shortFormSaysWhatMatters() {
        #expect(
            list(entry, width: 110)
                == " 42  Fri 2026-11-20 18:05  █ +0.62  Ran 10 km along the river, legs like jelly but the light…  #sport #health"
        )
        #expect(list(entry, width: 44) == " 42  20 Nov  █   Ran 10 km along the river,…")
        #expect(list(entry, width: 80, glyphs: .ascii).utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func recentDaysHaveNames() throws {
        var today = entry
        today.at = try #require(Timestamp(rfc3339: "2026-11-23T08:00:00+01:00"))
        #expect(list(today, width: 80).contains("     today 08:00"))
        today.at = try #require(Timestamp(rfc3339: "2026-11-22T23:30:00Z"))
        #expect(list(today, width: 80).contains("     today 00:30"))
        today.at = try #require(Timestamp(rfc3339: "2026-11-22T20:30:00Z"))
        #expect(list(today, width: 80).contains(" yesterday 21:30"))
    }

    @Test func everyWidthFits() {
        var long = entry
        long.title = "東京の友達からの手紙 👨‍👩‍👧‍👦 家族の写真が入っていた。とても嬉しかったので返事を書いた。"
        long.categories = ["a-very-long-category-name-that-cannot-fit", "b", "家族", "d"]
        long.isStarred = true
        long.mood = 5
        for width in 20...200 {
            for glyphs in [Glyphs.unicode, .ascii] {
                let page = Page(width: width, glyphs: glyphs)
                let lines =
                    EntryList(page: page, context: context).lines([entry, long])
                    + EntryPage(page: page, context: context).lines([entry, long])
                if width >= 30 { #expect(lines.allSatisfy { $0.width <= width }) }
            }
        }
    }

    @Test func numbersLineUp() {
        var other = entry
        other.number = 1_234_567
        let lines = EntryList(page: Page(width: 80), context: context).lines([entry, other])
        #expect(lines[0].text.hasPrefix("     42  2026"))
        #expect(lines[1].text.hasPrefix("1234567  2026"))
    }

    @Test func hostileTextStaysText() {
        var evil = entry
        evil.title = "\u{1B}]52;c;AAAA\u{7}\u{1B}[2J\u{9B}31m\u{202E}"
        evil.categories = ["\u{1B}[5m"]
        evil.label = "\u{1B}[5m"
        evil.zone = "\u{1B}[5m"
        evil.body = "\u{1B}[31mred\u{8}\n\u{1B}c"
        let page = Page(width: 200)
        let lines =
            EntryList(page: page, context: context).lines([evil])
            + EntryPage(page: page, context: context).lines([evil])
        let shown = Style(.none).render(lines)
        #expect(shown.unicodeScalars.allSatisfy { $0 == "\n" || !Sanitizer.isControl($0) })
    }

    @Test func fullFormShowsEverything() {
        let text = EntryPage(page: Page(width: 60), context: context).lines(entry).map(\.text)
        #expect(text[0].hasPrefix("── 42 ──"))
        #expect(text[1] == "Friday, 20 November 2026, 18:05 · 3 days ago")
        #expect(text[2] == "█ +0.62 positive · #sport · #health · 15 words")
        #expect(text[4] == "    Ran 10 km along the river, legs like jelly but the light")
        #expect(text.last == "  and more")
    }

    @Test func headlineIsTheFirstLineThatSaysSomething() {
        #expect(entry.headline.hasPrefix("Ran 10 km"))
        #expect(EntryLine(number: 1, at: context.now).headline == "")
    }

    @Test(arguments: [
        ([4..<11, 12..<20], "Das [schöne] [Lissabon]"), ([4..<9, 6..<11], "Das [schöne] Lissabon"),
        ([7..<8], "Das schöne Lissabon"),
        ([0..<3, 500..<600], "[Das] schöne Lissabon"), ([-4..<3], "Das schöne Lissabon"),
        ([12..<99], "Das schöne Lissabon"), ([4..<4], "Das schöne Lissabon"),
    ])
    func foundPlacesAreMarked(_ ranges: [Range<Int>], _ shown: String) {
        #expect(Snippet("Das schöne Lissabon", ranges: ranges).line(on: Page(hasColor: false)).text == shown)
    }

    @Test func foundPlaceStaysInSight() {
        let text = String(repeating: "before ", count: 40) + "Lisbon" + String(repeating: " after", count: 40)
        let line = Snippet(text, ranges: [280..<286]).fitted(on: Page(width: 60), indent: 4)
        #expect(line.width <= 60)
        #expect(line.text.hasPrefix("    …"))
        #expect(line.spans.contains { $0.text == "Lisbon" && $0.role == .match })
    }
}
