import PluginAPI
import StrictJSON

/// The file of a batch: a request a line, each for several texts of one compartment that follow one another.
struct BatchFile {
    let options: OpenAIOptions
    let seed: UInt64

    func lines(_ passages: [Passage]) -> [UInt8] {
        var bytes: [UInt8] = []
        var start = 0
        while start < passages.count {
            let end = self.end(of: passages, from: start)
            var generator = DrawnIDs(seed: seed, line: start)
            let sheet = QuestionSheet(Array(passages[start..<end]), using: &generator)
            var json = JSONWriter(bytes)
            bytes = []
            json.beginObject()
            for (name, value) in [
                ("custom_id", "\(start)-\(end - start)"), ("method", "POST"), ("url", "/v1/chat/completions"),
            ] {
                json.name(name)
                json.string(value)
            }
            json.name("body")
            // A batch cannot be asked again in another form at once.
            ChatRequest(options: options, format: options.format ?? .schema, questions: sheet.questions).write(
                to: &json)
            json.endObject()
            bytes = json.bytes
            bytes.append(UInt8(ascii: "\n"))
            start = end
        }
        return bytes
    }

    private func end(of passages: [Passage], from start: Int) -> Int {
        var end = start
        var bytes = 0
        while end < passages.count, end - start < options.batchTexts,
            passages[end].compartment == passages[start].compartment
        {
            bytes += passages[end].bytes.count
            guard end == start || bytes <= options.batchBytes else { break }
            end += 1
        }
        return end
    }
}

/// Chance that can be drawn again from its seed, for each line of a file (SplitMix64; Steele, Lea and Flood, 2014).
struct DrawnIDs: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64, line: Int) {
        state = seed ^ (UInt64(bitPattern: Int64(line)) &* 0xD6E8_FEB8_6659_FD93)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// A form with a file (RFC 7578).
struct MultipartForm {
    let body: [UInt8]
    let contentType: String

    init(
        file: [UInt8], name: String, fields: [(name: String, value: String)],
        using generator: inout some RandomNumberGenerator
    ) {
        // 128 bits of chance: that they occur in the file is as good as impossible.
        let boundary = "journald-\(String(generator.next(), radix: 16))\(String(generator.next(), radix: 16))"
        var body: [UInt8] = []
        for field in fields {
            let head =
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n\(field.value)\r\n"
            body += Array(head.utf8)
        }
        let disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\""
        body += Array("--\(boundary)\r\n\(disposition)\r\nContent-Type: application/jsonl\r\n\r\n".utf8)
        body += file
        body += Array("\r\n--\(boundary)--\r\n".utf8)
        self.body = body
        contentType = "multipart/form-data; boundary=\(boundary)"
    }
}
