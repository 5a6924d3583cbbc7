import StrictJSON

/// One item of a request: a text of a writer, or a control, under an id that nobody could know when the text was written.
struct Question: Sendable {
    let id: String
    let bytes: [UInt8]
    let language: String?

    init(id: String, bytes: [UInt8], language: String?) {
        self.id = id
        self.bytes = bytes
        self.language = language
    }

    /// The item of the list of texts.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.name("id")
        json.string(id)
        if let language {
            json.name("language")
            json.string(language)
        }
        json.name("text")
        bytes.withUnsafeBytes { json.string($0) }
        json.endObject()
    }

    /// The length of the item, with its comma.
    var jsonBytes: Int {
        var json = JSONWriter()
        write(to: &json)
        return json.bytes.count + 1
    }
}

/// Ids for the texts of a request: short, and unforeseeable, so that a text cannot name another's.
enum QuestionID {
    private static let letters = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
    static let length = 6

    /// Different ids from a source of chance.
    static func make(_ count: Int, using generator: inout some RandomNumberGenerator) -> [String] {
        var seen: Set<UInt64> = []
        var ids: [String] = []
        while ids.count < count {
            let bits = generator.next() & (1 << (5 * UInt64(length)) - 1)
            guard seen.insert(bits).inserted else { continue }
            let bytes = (0..<length).map { letters[Int(bits >> (5 * UInt64($0)) & 31)] }
            ids.append(String(decoding: bytes, as: UTF8.self))
        }
        return ids
    }
}
