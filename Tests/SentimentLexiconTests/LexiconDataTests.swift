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
        #expect(BuiltinLexicon.table.entries.count { $0.roles.contains(.rated) } == listed)
        #expect(BuiltinLexicon.table.phrases.count { $0.roles.contains(.rated) } == (try rows("phrases.tsv").count))
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

    @Test func theLexiconIsAsLargeAsItIsMeantToBe() throws {
        #expect(try rows("words.tsv").count >= 3500)
        #expect(try rows("phrases.tsv").count >= 200)
        #expect(try rows("emoji.tsv").count >= 250)
    }
}
