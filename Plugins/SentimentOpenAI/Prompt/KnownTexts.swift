/// Texts whose answer is known without asking: those without a word, and a few that everybody writes.
enum KnownTexts {
    /// The longest text in the table.
    private static let longest = 24

    /// Score, share of positive, share of negative; all with confidence 90.
    private static let table: [[UInt8]: (score: Int, positive: Int, negative: Int)] = {
        let groups: [(words: String, score: Int, positive: Int, negative: Int)] = [
            (
                "good|good day|a good day|nice|nice day|a nice day|fine|all good|well|happy|i am happy|glad|content",
                60, 100, 0
            ),
            (
                "great|great day|a great day|wonderful|amazing|excellent|fantastic|best day ever|very happy|i love it",
                85, 100, 0
            ),
            (
                "ok|okay|so so|meh|nothing|nothing new|nothing special|as usual|same as yesterday|test|hello|hi|average",
                0, 0, 0
            ),
            (
                "bad|bad day|a bad day|sad|i am sad|tired|not good|unhappy|stressed|lonely|angry|anxious|ill|sick", -60,
                0, 100
            ),
            ("terrible|awful|horrible|terrible day|worst day ever|miserable|very sad|i hate it|depressed", -85, 0, 100),
        ]
        var table: [[UInt8]: (score: Int, positive: Int, negative: Int)] = [:]
        for group in groups {
            for words in group.words.split(separator: "|") {
                table[[UInt8](words.utf8)] = (group.score, group.positive, group.negative)
            }
        }
        return table
    }()

    /// The answer, or nil when a model has to be asked.
    static func reading(of passage: Passage) -> Reading? {
        let isWord: (UInt8) -> Bool = { $0 >= 0x80 || 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 }
        guard let first = passage.bytes.firstIndex(where: isWord), let last = passage.bytes.lastIndex(where: isWord)
        else {
            return passage.bytes.allSatisfy(isBlank) ? .notUnderstood : emoticon(passage.bytes)
        }
        guard isEnglish(passage.language), last - first < longest, passage.bytes[(last + 1)...].allSatisfy(isBlank)
        else { return nil }
        let words = passage.bytes[first...last].map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        guard passage.bytes[..<first].allSatisfy(isBlank), let known = table[words] else { return nil }
        return Reading(
            isUnderstood: true, score: known.score, positive: known.positive, negative: known.negative, confidence: 90)
    }

    /// White space, control characters, and the punctuation that says nothing by itself.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
            || byte == UInt8(ascii: "!")
            || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "-")
    }

    private static func emoticon(_ bytes: [UInt8]) -> Reading? {
        let face = bytes.filter { !isBlank($0) }
        if face.elementsEqual(":)".utf8) {
            return Reading(isUnderstood: true, score: 60, positive: 100, negative: 0, confidence: 90)
        }
        if face.elementsEqual(":(".utf8) {
            return Reading(isUnderstood: true, score: -60, positive: 0, negative: 100, confidence: 90)
        }
        return nil
    }

    private static func isEnglish(_ tag: String?) -> Bool {
        guard let tag else { return true }
        let letters = tag.utf8.prefix(3).map { $0 | 0x20 }
        return letters.starts(with: "en".utf8) && (letters.count == 2 || letters[2] == UInt8(ascii: "-") | 0x20)
    }
}
