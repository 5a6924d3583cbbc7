internal import JournalRPC

/// An entry as Markdown: a heading, a line of what is known about it, the text as it was written.
enum Markdown {
    static func text(_ record: Record) -> String {
        let title = record["title"]?.stringValue ?? ""
        let at = record["at"]?.stringValue.map { $0.replacingTWithBlank } ?? ""
        var out = "## " + [at, escape(title)].filter { !$0.isEmpty }.joined(separator: " ") + "\n\n"
        var facts: [String] = []
        if let tags = record["categories"]?.arrayValue, !tags.isEmpty {
            facts.append(tags.compactMap(\.stringValue).map { "#" + escape($0) }.joined(separator: " "))
        }
        if let mood = record["mood"]?.integerValue { facts.append("mood \(mood)/5") }
        if let score = record["sentiment"]?["score"]?.doubleValue { facts.append("score " + Numbers.fixed(score, 2)) }
        if !facts.isEmpty { out += "*" + facts.joined(separator: " · ") + "*\n\n" }
        return out + (record["body"]?.stringValue ?? "")
    }

    /// A text of one line in which nothing is markup.
    private static func escape(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            if "\\`*_[]<>".contains(character) { out.append("\\") }
            out.append(character.isNewline ? " " : character)
        }
    }
}

extension String {
    /// `2026-10-30T18:17:05+01:00` as `2026-10-30 18:17`.
    fileprivate var replacingTWithBlank: String {
        let bytes = utf8.prefix(16)
        return String(decoding: bytes.map { $0 == UInt8(ascii: "T") ? 0x20 : $0 }, as: UTF8.self)
    }
}
