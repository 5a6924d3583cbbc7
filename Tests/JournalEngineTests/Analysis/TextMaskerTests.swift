import Testing

@testable import JournalEngine

@Suite struct TextMaskerTests {
    @Test(arguments: [
        ("Write to ana.b+c@mail.example.com, please.", "Write to [email], please."),
        ("<ana@example.com>", "<[email]>"),
        ("root@localhost is mail too", "[email] is mail too"),
        ("jürgen@köln.de", "[email]"),
        ("See https://example.com/a?b=c#d.", "See [link]."),
        ("(www.example.com)", "([link])"),
        ("HTTP://EXAMPLE.COM", "[link]"),
        ("mailto:ana@example.com", "[link]"),
        ("example.org/path is a link", "[link] is a link"),
        ("It was done.It was good.", "It was done.It was good."),
        ("goo.gl and youtu.be/x", "goo.gl and [link]"),
        ("Call +49 170 1234567 now", "Call [phone] now"),
        ("Call (030) 123-4567.", "Call [phone]."),
        ("555-123-4567", "[phone]"),
        ("☎5551234567", "☎[phone]"),
        ("🙂+34600123456!", "🙂[phone]!"),
        ("2026-10-30 was fine", "2026-10-30 was fine"),
        ("30.10.2026 and 30/10/2026", "30.10.2026 and 30/10/2026"),
        ("In 2024 2025 too", "In 2024 2025 too"),
        ("1.000.000 steps, 12 500 000 steps", "1.000.000 steps, 12 500 000 steps"),
        ("I ran 10km in 42:10, 10000 steps", "I ran 10km in 42:10, 10000 steps"),
        ("met Bob @ home", "met Bob @ home"),
        ("nothing to hide", "nothing to hide"), ("", ""),
    ])
    func masks(_ text: String, _ wanted: String) { #expect(TextMasker.mask(text).text == wanted) }

    @Test func placesAreMovedBack() {
        let text = "a b@c.de d www.x.org e"
        let masked = TextMasker.mask(text)
        #expect(masked.text == "a [email] d [link] e")
        let original = Array(text.utf8)
        func piece(_ start: Int, _ end: Int) -> String {
            let (start, end) = (masked.original(start, isEnd: false), masked.original(end, isEnd: true))
            return String(decoding: original[start..<end], as: UTF8.self)
        }
        #expect(piece(0, 1) == "a")
        #expect(piece(2, 9) == "b@c.de")
        #expect(piece(4, 7) == "b@c.de")
        #expect(piece(9, 12) == " d ")
        #expect(piece(10, 20) == "d www.x.org e")
        #expect(piece(0, 20) == text)
    }

    /// Whatever the bytes: text comes out, every piece is in order, and what is outside of pieces is untouched.
    @Test func anyTextComesThrough() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("a1@.:/-+( )wé🙂\n#5".unicodeScalars)
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &generator) { text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]) }
            let masked = TextMasker.mask(String(text))
            let (old, new) = (Array(String(text).utf8), Array(masked.text.utf8))
            var (inOld, inNew) = (0, 0)
            for piece in masked.pieces {
                #expect(old[inOld..<piece.original.lowerBound] == new[inNew..<piece.masked.lowerBound])
                (inOld, inNew) = (piece.original.upperBound, piece.masked.upperBound)
            }
            #expect(old[inOld...] == new[inNew...])
            // Masking what is masked changes nothing.
            #expect(TextMasker.mask(masked.text).text == masked.text)
        }
    }
}
