import PluginAPI
import Testing

@testable import JournalEngine

@Suite struct TextSanitizerTests {
    @Test func leavesOrdinaryTextAlone() {
        for text in ["plain", "tab\tand\nline", "👩‍👩‍👧 family", "می‌خواهم", "क्‍ष", "Łódź café", ""] {
            #expect(TextSanitizer.body(text) == text)
        }
    }

    @Test(arguments: ["a\u{0}b", "a\u{1B}b", "a\u{7F}b", "a\u{85}b", "a\u{202E}b", "a\u{2066}b", "a\u{E0041}b"])
    func removesFromBodiesAndRefusesInNames(_ text: String) {
        #expect(TextSanitizer.body(text) == "ab")
        #expect(TextSanitizer.name(text) == nil)
    }

    @Test(arguments: [0xFDD0, 0xFFFF, 0x1FFFE, 0x10FFFF] as [UInt32])
    func removesNoncharacters(_ value: UInt32) throws {
        let text = "a" + String(try #require(Unicode.Scalar(value))) + "b"
        #expect(TextSanitizer.body(text) == "ab")
        #expect(TextSanitizer.name(text) == nil)
    }

    @Test func makesLineBreaksOne() {
        #expect(TextSanitizer.body("a\r\nb\rc\nd").unicodeScalars.elementsEqual("a\nb\nc\nd".unicodeScalars))
    }

    @Test func trimsNamesAndRefusesEmptyOnes() {
        #expect(TextSanitizer.name("  two words ") == "two words")
        #expect(TextSanitizer.name("   ") == nil)
        #expect(TextSanitizer.name("two\nlines") == nil)
        #expect(TextSanitizer.name("tab\there") == nil)
    }
}

@Suite struct WordScannerTests {
    func words(_ text: String) -> [String] {
        WordScanner.words(in: Array(text.utf8)).map { String(decoding: $0.folded, as: UTF8.self) }
    }

    @Test func foldsCaseAccentsAndApostrophes() {
        #expect(words("Café DON'T don’t") == ["cafe", "dont", "dont"])
        #expect(words("naïve RÉSUMÉ") == ["naive", "resume"])
        #expect(words("STRASSE straße").first == "strasse")
    }

    @Test func cutsAtEverythingElse() {
        #expect(words("well-known, good/bad... 'quoted' end.") == ["well", "known", "good", "bad", "quoted", "end"])
        #expect(words("") == [])
        #expect(words("… — 🙂") == [])
    }

    @Test func takesIdeographsOneByOne() {
        #expect(words("今日は good") == ["今", "日", "は", "good"])
    }

    @Test func givesByteOffsets() {
        let text = Array("Ünder the sea".utf8)
        for word in WordScanner.words(in: text) {
            #expect(word.start < word.end && word.end <= text.count)
        }
        #expect(WordScanner.words(in: text).map(\.start) == [0, 7, 11])
    }

    @Test func foldsIntoABufferAsIntoArrays() {
        var generator = SplitMix(seed: 7)
        let pieces = ["a", "Z", "Qrstuvwxyz", "é", " ", " ", "'", "’", "-", "日", "🙂", "9", "\n", "ß", "\u{301}"]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
            let bytes = Array(text.utf8)
            #expect(folded(bytes) == WordScanner.words(in: bytes).map(\.folded))
        }
    }

    private func folded(_ bytes: [UInt8]) -> [[UInt8]] {
        var folded: [[UInt8]] = []
        WordScanner.scanFolded(bytes) { term, length in
            folded.append(term.withBytes(length) { Array($0) })
        } long: { tagged in
            #expect(tagged.first == 0)
            #expect(tagged.count <= WordScanner.longestTerm + 1)
            folded.append(Array(tagged.dropFirst()))
        }
        return folded
    }

    /// A short word is read with what follows it, and at the end of a text with nothing.
    @Test func packsWordsOfEveryLengthAtEveryPlace() {
        for length in 1...PackedTerm.longest + 1 {
            let word = String("AzByCxDwEv0123456789".prefix(length))
            for rest in ["", " ", " and then a good deal more", "é", "’s"] {
                let bytes = Array((word + rest).utf8)
                #expect(folded(bytes) == WordScanner.words(in: bytes).map(\.folded))
            }
        }
    }

    @Test func survivesBytesThatAreNotUTF8() {
        var generator = SplitMix(seed: 11)
        for _ in 0..<500 {
            let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for word in WordScanner.words(in: bytes) { #expect(word.end <= bytes.count) }
            _ = folded(bytes)
        }
    }
}

@Suite struct HashtagTests {
    @Test(arguments: [
        ("Ran 10 km #sport", ["sport"]), ("#a#b", ["a"]), ("see issue #1 and #2nd", ["2nd"]), ("C# is fine", []),
        ("(#health)", ["health"]), ("https://x.org/#anchor", []), ("#größe, #日記.", ["größe", "日記"]),
        ("#work-life-", ["work-life"]), ("&#39;", []), ("", []), ("#", []),
    ])
    func finds(_ body: String, _ names: [String]) {
        #expect(Hashtags.names(in: body, limit: 32) == names)
    }

    @Test func keepsToTheLimits() {
        let many = (0..<100).map { "#tag\($0)" }.joined(separator: " ")
        #expect(Hashtags.names(in: many, limit: 32).count == 32)
        #expect(Hashtags.names(in: "#" + String(repeating: "a", count: 200), limit: 32) == [])
    }
}

@Suite struct SearchTermTests {
    let keys = SealingTests().keys

    @Test func indexesWordsAndTheirBeginnings() {
        let found = SearchTerms.find(title: Array("At".utf8), body: Array("seaside sea at".utf8), keys: keys)
        let expected = [Array("seaside".utf8), Array("sea".utf8), Array("at".utf8), [1] + Array("sea".utf8)]
        #expect(found.hashes == expected.map { keys.termHash($0) }.sorted())
        #expect(found.words == 4)
    }

    @Test func findsALongTextByItsFirstTerms() {
        let words = (0..<30_000).map { "w\($0)" }
        let found = SearchTerms.find(title: [], body: Array(words.joined(separator: " ").utf8), keys: keys)
        #expect(found.words == 30_000)
        #expect(found.hashes.count == SearchTerms.most)
        let hashes = Set(found.hashes)
        #expect(hashes.contains(keys.termHash(Array("w0".utf8))))
        #expect(hashes.contains(keys.termHash(Array("w9999".utf8))))
        #expect(!hashes.contains(keys.termHash(Array("w29999".utf8))))
        let repeated = SearchTerms.find(title: [], body: Array(String(repeating: "sea ", count: 50_000).utf8), keys: keys)
        #expect(repeated.hashes.count == 2)
    }

    @Test func cutsPrefixesAtLetters() {
        #expect(SearchTerms.prefixTerm(Array("äöüß".utf8)) == [1] + Array("äöü".utf8))
        #expect(SearchTerms.prefixTerm(Array("ab".utf8)) == nil)
    }
}

/// A small generator that gives the same numbers for the same seed (Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
