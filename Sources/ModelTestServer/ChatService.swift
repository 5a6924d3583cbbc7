import StrictJSON

/// Answers chat completions as OpenAI's server does.
enum ChatService {
    static func completion(_ request: JSONView, model: TestModel, _ fault: ServerFault?) -> [UInt8] {
        let texts = texts(request)
        var content: String? = content(model.answer(texts), fault, first: texts.first?.id)
        var finish = "stop"
        var refusal: String?
        switch fault {
        case .content(let text): content = text
        case .finish(let reason): finish = reason
        case .refusal: (content, refusal) = (nil, "I'm sorry, I cannot help with that.")
        default: break
        }
        let parts = (content: content, refusal: refusal, finish: finish)
        return completion(request["model"]?.string() ?? "", parts, input: request.rawBytes.count / 4)
    }

    /// The texts of the user's message.
    private static func texts(_ request: JSONView) -> [AskedText] {
        guard let messages = request["messages"] else { return [] }
        for message in messages.elements where message["role"]?.isString("user") == true {
            let content = message["content"]?.withUTF8 { Array($0) } ?? []
            guard let list = (try? JSONDocument(content, maxBytes: 16_777_216))?.root?["texts"] else { continue }
            return list.elements.map { AskedText(id: $0["id"]?.string() ?? "", text: $0["text"]?.string() ?? "") }
        }
        return []
    }

    private static func content(_ answers: [TestAnswer], _ fault: ServerFault?, first: String?) -> String {
        var answers = answers
        switch fault {
        case .forgets: answers.removeAll { $0.id == first }
        case .repeats: if let first { answers.append(TestAnswer(id: first, score: 77)) }
        case .exceeds: for index in answers.indices where answers[index].id == first { answers[index].score = 101 }
        default: break
        }
        var json = JSONWriter()
        json.beginObject()
        json.name("answers")
        json.beginArray()
        for answer in answers {
            json.beginObject()
            json.name("id")
            json.string(answer.id)
            json.name("understood")
            json.boolean(true)
            for (name, value) in [
                ("score", answer.score), ("positive", answer.positive), ("negative", answer.negative),
                ("confidence", 80),
            ] {
                json.name(name)
                json.integer(value)
            }
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func completion(
        _ model: String, _ parts: (content: String?, refusal: String?, finish: String), input: Int
    ) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        for (name, value) in [("id", "chatcmpl-test"), ("object", "chat.completion"), ("model", model)] {
            json.name(name)
            json.string(value)
        }
        json.name("created")
        json.integer(1_700_000_000)
        json.name("choices")
        json.beginArray()
        json.beginObject()
        json.name("index")
        json.integer(0)
        json.name("message")
        json.beginObject()
        json.name("role")
        json.string("assistant")
        json.name("content")
        if let content = parts.content { json.string(content) } else { json.null() }
        json.name("refusal")
        if let refusal = parts.refusal { json.string(refusal) } else { json.null() }
        json.endObject()
        json.name("finish_reason")
        json.string(parts.finish)
        json.endObject()
        json.endArray()
        let output = (parts.content?.utf8.count ?? 0) / 4
        json.name("usage")
        json.beginObject()
        for (name, value) in [
            ("prompt_tokens", input), ("completion_tokens", output), ("total_tokens", input + output),
        ] {
            json.name(name)
            json.integer(value)
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }
}
