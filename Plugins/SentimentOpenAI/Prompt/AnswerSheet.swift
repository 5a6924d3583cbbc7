import StrictJSON

/// Reads a model's answer, which is taken at no word: every item is checked by itself.
enum AnswerSheet {
    /// The reading under each id, in order; nil where there is none, more than one, or one out of range. Nil as a whole when
    /// the content is not a JSON object with a list `answers`, or lists far more than was asked.
    static func readings(in content: [UInt8], ids: [String]) -> [Reading?]? {
        guard let object = object(in: content), let answers = object["answers"], answers.kind == .array,
            answers.count <= ids.count * 2 + 8
        else { return nil }
        let places = Dictionary(ids.enumerated().map { ([UInt8]($1.utf8), $0) }) { first, _ in first }
        var readings = [Reading?](repeating: nil, count: ids.count)
        var seen = [Bool](repeating: false, count: ids.count)
        for answer in answers.elements {
            guard let id = answer["id"], id.utf8Count == QuestionID.length,
                let place = places[id.withUTF8 { Array($0) }]
            else {
                continue
            }
            // Of two answers to one text neither is known to be the right one.
            readings[place] = seen[place] ? nil : reading(answer)
            seen[place] = true
        }
        return readings
    }

    private static func reading(_ answer: JSONView) -> Reading? {
        guard let understood = answer["understood"]?.boolean() else { return nil }
        guard understood else { return .notUnderstood }
        guard let score = number(answer["score"], -100...100), let positive = number(answer["positive"], 0...100),
            let negative = number(answer["negative"], 0...100), let confidence = number(answer["confidence"], 0...100),
            positive + negative <= 100
        else { return nil }
        return Reading(
            isUnderstood: true, score: score, positive: positive, negative: negative, confidence: confidence)
    }

    /// The nearest integer. Servers without a strict schema write 40.0 for 40.
    private static func number(_ view: JSONView?, _ range: ClosedRange<Double>) -> Int? {
        guard let value = view?.double(), range.contains(value) else { return nil }
        return Int(value.rounded())
    }

    /// The content as an object: all of it, or what lies between the outermost braces, for models that add words or a fence.
    private static func object(in content: [UInt8]) -> JSONView? {
        if let whole = try? JSONDocument(content).root, whole.kind == .object { return whole }
        guard let first = content.firstIndex(of: UInt8(ascii: "{")),
            let last = content.lastIndex(of: UInt8(ascii: "}")),
            first < last, let part = try? JSONDocument(Array(content[first...last])).root, part.kind == .object
        else { return nil }
        return part
    }
}
