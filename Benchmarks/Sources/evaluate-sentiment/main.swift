import SentimentLexicon

// Reads TSV with a header line that names `id` and `text` from standard input and writes a line of JSON with `id` and
// `score` for every row.

/// A string as a JSON string literal.
func quoted(_ text: Substring) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\u{0}"..<"\u{20}":
            let hex = String(scalar.value, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\""
}

func evaluate() -> Bool {
    let analyzer = LexiconAnalyzer()
    guard let header = readLine() else { return false }
    let columns = header.split(separator: "\t", omittingEmptySubsequences: false)
    guard let id = columns.firstIndex(of: "id"), let text = columns.firstIndex(of: "text") else { return false }
    while let line = readLine() {
        if line.isEmpty { continue }
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == columns.count else { return false }
        let score = analyzer.analyze(String(fields[text])).score
        print("{\"id\": \(quoted(fields[id])), \"score\": \(score)}")
    }
    return true
}

if !evaluate() {
    print("evaluate-sentiment: wants TSV with a header line that names id and text, each row with as many fields")
}
