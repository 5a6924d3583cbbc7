import Testing

@testable import journalctl_x

@Suite struct TextLayoutTests {
    @Test(arguments: [
        ("abc", 3), ("é", 1), ("e\u{301}", 1), ("東京", 4), ("ｱ", 1), ("Ａ", 2), ("한글", 4), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2),
        ("🇪🇸", 2), ("❤️", 2), ("☎", 1), ("1️⃣", 2), ("a\u{200B}b", 2), ("👋 hi", 5), ("→", 1), ("⠿", 1), ("…", 1), ("", 0),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("שלום", 4), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
    ])
    func widths(_ text: String, _ width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func cuttingKeepsWholeCharacters() {
        #expect(TextLayout.truncate("short", to: 10) == "short")
        #expect(TextLayout.truncate("much too long", to: 8) == "much to…")
        #expect(TextLayout.truncate("two words", to: 5) == "two…")
        #expect(TextLayout.truncate("東京都庁", to: 6) == "東京…")
        #expect(TextLayout.truncate("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", to: 5) == "👨‍👩‍👧‍👦👨‍👩‍👧‍👦…")
        #expect(TextLayout.truncate("abc", to: 0) == "")
        #expect(TextLayout.truncate("abcdef", to: 5, ellipsis: "...") == "ab...")
        #expect(TextLayout.pad("東", to: 4) == "東  ")
        #expect(TextLayout.pad("7", to: 3, .right) == "  7")
        #expect(TextLayout.suffix(of: "abc東京", cells: 5) == "c東京")
    }

    @Test func everyWrappedLineFits() {
        let text =
            "A first paragraph with a fewwordsthatarefartoolongforaline, 東京の友達からの手紙 👨‍👩‍👧‍👦.\n\n  - an item that goes on and on\n\tand a tab"
        for width in 4...60 {
            let lines = TextLayout.wrap(text, to: width)
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
            let kept = lines.joined().filter { $0 != " " }
            #expect(kept == text.filter { $0 != " " && $0 != "\n" && $0 != "\t" })
        }
    }

    @Test func wrappingKeepsShape() {
        #expect(TextLayout.wrap("one two three", to: 8) == ["one two", "three"])
        #expect(TextLayout.wrap("a\n\nb", to: 8) == ["a", "", "b"])
        #expect(TextLayout.wrap("- one two three", to: 9) == ["- one two", "  three"])
        #expect(TextLayout.wrap("12. one two three", to: 12) == ["12. one two", "    three"])
        #expect(TextLayout.wrap("   indented text here", to: 16) == ["   indented text", "   here"])
        #expect(TextLayout.wrap("abcdefghij", to: 4) == ["abcd", "efgh", "ij"])
        #expect(TextLayout.wrap("", to: 10) == [""])
    }

    @Test func longTextWrapsInOneGo() {
        let text =
            String(repeating: "e\u{301}\u{302}", count: 200_000) + " " + String(repeating: "word ", count: 100_000)
        #expect(TextLayout.wrap(text, to: 80).count > 2_500)
    }

    @Test(arguments: [
        ("\u{1B}[31mred", "^[[31mred"), ("\u{9B}31m", "<9B>31m"), ("a\u{7}b\u{7F}", "a^Gb^?"), ("x\ny", "x y"),
        ("x\r\ny", "x y"), ("x\ty", "x y"),
        ("\u{202E}abc", "<U+202E>abc"), ("\u{2066}x\u{2069}", "<U+2066>x<U+2069>"), ("a\u{0}b", "a^@b"),
        ("u\u{308}מ\u{5B8}", "u\u{308}מ\u{5B8}"),
        ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"), ("a\u{2028}b", "a b"),
    ])
    func controlsBecomeVisible(_ text: String, _ shown: String) {
        #expect(Array(Sanitizer.line(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test func everyScalarIsHarmless() {
        for value in UInt32(0)..<0x3000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = Style(.palette).render(Line(String(Character(scalar)) + "x"))
            #expect(!shown.unicodeScalars.contains { Sanitizer.isControl($0) }, "U+\(String(value, radix: 16))")
            let json = Sanitizer.json(Array(("\"" + String(Character(scalar)) + "\"").utf8))
            let isLow = value < 0x20
            #expect(isLow || !String(decoding: json, as: UTF8.self).unicodeScalars.contains { Sanitizer.isControl($0) })
        }
    }

    @Test func jsonStaysTheSameJSON() {
        #expect(
            String(decoding: Sanitizer.json(Array("\"a\u{9B}é\u{202E}\"".utf8)), as: UTF8.self)
                == "\"a\\u009Bé\\u202E\"")
    }

    @Test func stylesLeaveNoEscapeWithoutColour() {
        let line = Line([Span("a", .error), Span("b", .mood(.great)), Span("c")])
        #expect(Style(.none).render(line) == "abc")
        #expect(Style(.sixteen).render(line) == "\u{1B}[1;31ma\u{1B}[0m\u{1B}[1;32mb\u{1B}[0mc")
        #expect(Style(.palette).render(Line("a", .dim)) == "\u{1B}[38;5;244ma\u{1B}[0m")
        #expect(Style(.palette).render(Line("plain")) == "plain")
    }

    @Test(arguments: [
        (0.0, "0"), (1.0, "1"), (1234.0, "1234"), (12345.0, "12,345"), (0.5, "0.50"), (-2.0, "-2"), (1e300, "1e+300"),
        (.nan, "-"),
    ])
    func numbers(_ value: Double, _ text: String) {
        #expect(Numbers.short(value) == text)
    }

    @Test func roundedNumbersHaveNoNegativeZero() {
        #expect(Numbers.fixed(-0.001, 2) == "0.00")
        #expect(Numbers.fixed(2.675, 1) == "2.7")
        #expect(Numbers.fixed(-1.25, 0) == "-1")
        #expect(Numbers.grouped(.min) == "-9,223,372,036,854,775,808")
        #expect(Glyphs.unicode.score(-0.004) == " 0.00")
    }
}
