import CSentimentLexicon
import Testing

@testable import SentimentLexicon

/// The compiled table holds what the data files say, no more and no less.
@Suite struct LexiconDataTests {
    private static let folder = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
        + "/Plugins/SentimentLexicon/Lexicon/"

    private func rows(_ name: String) throws -> [[String]] {
        let bytes = try LexiconFile.read(Self.folder + name, limit: 1 << 24)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("# ") && $0 != "#" }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test(arguments: ["words.tsv", "emoticons.tsv", "emoji.tsv"])
    func ratedWordsAreCompiled(_ name: String) throws {
        let rows = try rows(name)
        #expect(rows.count >= 80)
        for row in rows {
            let rating = try #require(Float(row[1]))
            #expect(rating >= -4 && rating <= 4 && rating * 2 == (rating * 2).rounded() && rating != 0)
            let entry = try #require(BuiltinLexicon.table.entry(row[0]), "\(row[0]) is not compiled in")
            #expect(entry.rating == rating && entry.roles.contains(.rated), "\(row[0])")
        }
    }

    @Test func nothingElseIsRated() throws {
        let listed = try rows("words.tsv").count + rows("emoticons.tsv").count + rows("emoji.tsv").count
        let table = BuiltinLexicon.table
        #expect(table.words.count { $0.roles.contains(.rated) } == listed)
        let phrases = table.withView { view in (0..<view.phraseCount).map { view.phrases[$0] } }
        #expect(phrases.count { $0.roles.contains(.rated) } == (try rows("phrases.tsv").count))
    }

    @Test func phrasesAndRolesAreCompiled() throws {
        for row in try rows("phrases.tsv") {
            let head = String(row[0].prefix { $0 != " " })
            #expect(try #require(BuiltinLexicon.table.entry(head)).roles.contains(.phraseHead), "\(row[0])")
        }
        for row in try rows("roles.tsv") where !row[1].contains(" ") {
            let entry = try #require(BuiltinLexicon.table.entry(row[1]), "\(row[1])")
            #expect(entry.roles.isSuperset(of: try #require(WordRole(name: row[0]))), "\(row[1])")
            #expect(row[0] != "booster" || entry.boost == Float(row[2]))
        }
    }

    /// scripts/build-lexicon lays the table out in Python; the builder does it from the same files in Swift.
    @Test func theImageIsWhatTheBuilderMakes() throws {
        var builder = LexiconTableBuilder()
        func add(_ text: String, rating: Float?, roles: WordRole, boost: Float) {
            let added = Array(text.utf8).withUnsafeBufferPointer { builder.add($0, rating: rating, roles: roles, boost: boost) }
            #expect(added, "\(text)")
        }
        for name in ["words.tsv", "emoticons.tsv", "emoji.tsv", "phrases.tsv"] {
            for row in try rows(name) { add(row[0], rating: Float(row[1]), roles: [], boost: 0) }
        }
        for row in try rows("roles.tsv") {
            add(row[1], rating: nil, roles: try #require(WordRole(name: row[0])), boost: try #require(Float(row[2])))
        }
        let built = builder.build(version: "built")
        let compiled = BuiltinLexicon.table
        #expect(built.words.count == compiled.words.count)
        for entry in compiled.words {
            let word = compiled.text(of: entry)
            let other = try #require(built.entry(word), "\(word)")
            #expect(entry.rating == other.rating && entry.boost == other.boost && entry.roles == other.roles, "\(word)")
            #expect(compiled.phrases(of: entry) == built.phrases(of: other), "\(word)")
        }
    }

    /// The filter lets every word through that acts by itself, and every beginning of a phrase with what follows it.
    @Test func theFilterHidesNothing() {
        let table = BuiltinLexicon.table
        table.withView { view in
            for entry in table.words where entry.roles.subtracting(.comparative) != .phraseHead {
                #expect(view.mayContain(WordKey(table.text(of: entry)).hash), "\(table.text(of: entry))")
            }
        }
        for entry in table.words {
            for phrase in table.phrases(of: entry) where phrase.roles.contains(.rated) && phrase.rating != 0 {
                let text = table.text(of: entry) + phrase.rest
                #expect(analyzer.analyze("xyzzy " + text + " xyzzy").matched == 1, "\(text)")
            }
        }
    }

    @Test func theLexiconIsAsLargeAsItIsMeantToBe() throws {
        #expect(try rows("words.tsv").count >= 3500)
        #expect(try rows("phrases.tsv").count >= 200)
        #expect(try rows("emoji.tsv").count >= 250)
    }
}
