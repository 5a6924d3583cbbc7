// How entries and their sentiments are written; the same bytes as by their `encode(to:)`.

extension Entry: JSONWritable {
    public func write(to writer: inout JSONWriter) -> Bool {
        writer.beginObject()
        writeWords(to: &writer)
        writePlaceInTime(to: &writer)
        if wants(.sentiment) {
            writer.member("sentiment")
            switch sentiment {
            case .null: writer.null()
            case .value(let result): guard result.write(to: &writer) else { return false }
            }
        }
        if wants(.analysis) { writer.member("analysis", analysis.rawValue) }
        writer.endObject()
        return true
    }

    private func wants(_ field: Field) -> Bool { selection?.contains(field) ?? true }

    private func writeWords(to writer: inout JSONWriter) {
        if wants(.id) { writer.member("id", id) }
        if wants(.number) { writer.member("number", number) }
        if wants(.title), let title { writer.member("title", title) }
        if wants(.body) { writer.member("body", body) }
        if wants(.categories) {
            _ = writer.member("categories", categories) { name, writer in
                writer.string(name)
                return true
            }
        }
        if wants(.mood), let mood { writer.member("mood", mood) }
        if wants(.starred) {
            writer.member("starred")
            writer.boolean(starred)
        }
    }

    private func writePlaceInTime(to writer: inout JSONWriter) {
        if wants(.at) { writer.member("at", at) }
        if wants(.zone) { writer.member("zone", zone) }
        if wants(.day) { writer.member("day", day) }
        if wants(.words) { writer.member("words", words) }
        if wants(.revision) { writer.member("revision", revision) }
        if wants(.createdAt) { writer.member("createdAt", createdAt) }
        if wants(.updatedAt) { writer.member("updatedAt", updatedAt) }
        if wants(.trashedAt), let trashedAt { writer.member("trashedAt", trashedAt) }
    }
}

extension SentimentResult: JSONWritable {
    public func write(to writer: inout JSONWriter) -> Bool {
        writer.beginObject()
        guard writer.member("score", score) else { return false }
        writer.member("label", label)
        guard writer.member("positive", positive), writer.member("neutral", neutral),
            writer.member("negative", negative), writer.member("confidence", confidence)
        else { return false }
        switch detail {
        case .read(let detail): guard detail.writeMembers(to: &writer) else { return false }
        case .written(let written): written.members.withUnsafeBytes { writer.raw($0) }
        }
        writer.member("provider", provider)
        writer.member("model", model)
        writer.member("analysedAt", analysedAt)
        writer.endObject()
        return true
    }
}
