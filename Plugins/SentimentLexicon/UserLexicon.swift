/// A lexicon that the user brings, in the format of the VADER project: a line is
/// `token TAB mean TAB standard deviation TAB ratings`; what follows the mean is not read.
/// As there, the last line of a token wins and a token with capital letters is never matched.
struct UserLexicon: Sendable {
    /// What is wrong with a file, and where.
    struct Mistake: Error, Hashable, CustomStringConvertible {
        /// From 1.
        let line: Int
        let reason: String

        var description: String { "line \(line): \(reason)" }
    }

    static let maximumBytes = 32 << 20
    static let maximumEntries = 500_000

    private(set) var ratings: [(token: [UInt8], rating: Float)] = []
    /// Tokens that were passed over: those with capitals.
    private(set) var skipped = 0

    /// Reads the bytes of a file.
    init(_ file: [UInt8]) throws(Mistake) {
        for (number, line) in Self.lines(of: file) {
            let fields = line.split(separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count >= 2 else { throw Mistake(line: number, reason: "wants a token, a tab and a rating") }
            guard String(validating: fields[0], as: UTF8.self) != nil else {
                throw Mistake(line: number, reason: "is not UTF-8")
            }
            guard let rating = Self.rating(fields[1]) else {
                throw Mistake(line: number, reason: "the rating is no number from -4 to 4")
            }
            let token = Array(fields[0])
            guard !token.isEmpty else { throw Mistake(line: number, reason: "the token is empty") }
            guard ratings.count < Self.maximumEntries else { throw Mistake(line: number, reason: "too many entries") }
            if token.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) || token.contains(0) {
                skipped += 1
            } else {
                ratings.append((token, rating))
            }
        }
        guard !ratings.isEmpty else { throw Mistake(line: 1, reason: "the file has no entries") }
    }

    private static func rating(_ field: ArraySlice<UInt8>) -> Float? {
        guard field.count <= 32, let rating = Float(String(decoding: field, as: UTF8.self)), rating >= -4, rating <= 4
        else { return nil }
        return rating
    }

    /// Lines that are not blank with their numbers; a line may end in CR LF.
    static func lines(of file: [UInt8]) -> [(Int, ArraySlice<UInt8>)] {
        var out: [(Int, ArraySlice<UInt8>)] = []
        var rest = file[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        for (index, line) in rest.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = line.last == 0x0D ? line.dropLast() : line
            if !line.allSatisfy(TextFolding.isSpace) { out.append((index + 1, line)) }
        }
        return out
    }

    /// The table with these words in place of, or laid over, the ratings that are compiled in. Negators, boosters and
    /// the other roles stay.
    func table(replacing: Bool, version: String) -> LexiconTable {
        var builder = BuiltinLexicon.builder(rated: !replacing)
        for (token, rating) in ratings { _ = token.withUnsafeBufferPointer { builder.add($0, rating: rating) } }
        return builder.build(version: version)
    }
}
