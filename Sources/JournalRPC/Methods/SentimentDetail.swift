/// The part of a sentiment that is kept sealed.
public struct SentimentDetail: Codable, Sendable {
    public var sentences: [SentimentResult.Sentence]
    public var terms: [SentimentResult.Term]

    public init(sentences: [SentimentResult.Sentence], terms: [SentimentResult.Term]) {
        self.sentences = sentences
        self.terms = terms
    }
}

extension SentimentDetail: JSONWritable {
    public func write(to writer: inout JSONWriter) -> Bool {
        writer.beginObject()
        guard writeMembers(to: &writer) else { return false }
        writer.endObject()
        return true
    }

    /// Without the braces around them.
    func writeMembers(to writer: inout JSONWriter) -> Bool {
        let isWhole = writer.member("sentences", sentences) { sentence, writer in
            writer.beginObject()
            writer.member("start", sentence.start)
            writer.member("end", sentence.end)
            guard writer.member("score", sentence.score) else { return false }
            writer.endObject()
            return true
        }
        return isWhole
            && writer.member("terms", terms) { term, writer in
                writer.beginObject()
                writer.member("text", term.text)
                guard writer.member("weight", term.weight) else { return false }
                writer.endObject()
                return true
            }
    }
}

/// A `SentimentDetail` as JSON: whoever only passes it on need not read it.
public struct WrittenDetail: Sendable {
    /// What is between the braces.
    let members: [UInt8]

    /// - Parameter json: what a `SentimentDetail` wrote; nil for what does not look like that.
    public init?(_ json: [UInt8]) {
        let start = Array("{\"sentences\":[".utf8)
        guard json.count > start.count, json.starts(with: start), json.suffix(2).elementsEqual("]}".utf8) else { return nil }
        members = Array(json[1..<(json.count - 1)])
    }

    func read() throws -> SentimentDetail {
        let document = try JSONDocument([UInt8(ascii: "{")] + members + [UInt8(ascii: "}")])
        guard let root = document.root else { throw RPCEncodingError.outOfOrder }
        return try RPCDecoder.decode(SentimentDetail.self, from: root)
    }
}
