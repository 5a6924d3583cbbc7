import JournalRPC

/// What the pieces of work are given.
enum Samples {
    static let ping = Array(#"{"jsonrpc":"2.0","id":12345,"method":"system.ping"}"#.utf8)

    /// 700 bytes, 127 words.
    static let body: String = {
        let sentences = [
            "Woke up early and walked by the river before anyone else was out.",
            "The meeting about the new harbour office went on too long.",
            "I was tired and a bit anxious, but lunch with Ana made me laugh again.",
            "She is really happy in the flat near the station.",
            "In the afternoon I finished the report, finally!",
            "Nobody called, and I did not mind the quiet at all.",
            "Dinner was soup and the good bread, and then two hours with a book on the sofa.",
            "My knee still hurts after the run on Sunday.",
            "I should write to my brother; it has been weeks.",
        ]
        var text = ""
        while text.utf8.count < 692 { text += sentences.joined(separator: " ") + " " }
        return String(decoding: Array(text.utf8.prefix(692)), as: UTF8.self) + " #health"
    }()

    static let create: [UInt8] = {
        let text = body.map { $0 == "\"" ? "\\\"" : String($0) }.joined()
        return Array(#"{"jsonrpc":"2.0","id":12345,"method":"entries.create","params":{"body":"\#(text)"}}"#.utf8)
    }()

    /// As a reply to `entries.create` holds it.
    static let entry: Entry = {
        var entry = Entry()
        entry.id = "01935f3a-7b1c-7def-8abc-0123456789ab"
        entry.number = 4_711
        entry.body = body
        entry.categories = ["health"]
        entry.at = "2026-10-30T18:17:04.123456+01:00"
        entry.zone = "Europe/Madrid"
        entry.day = "2026-10-30"
        entry.words = 127
        entry.revision = 1
        entry.createdAt = "2026-10-30T17:17:04.123456Z"
        entry.updatedAt = entry.createdAt
        entry.analysis = .done
        return entry
    }()
}
