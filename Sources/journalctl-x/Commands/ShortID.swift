/// Ids for people: of a UUIDv7 the end is random, so its last eight digits tell things of one list apart.
enum ShortID {
    static func of(_ id: String) -> String {
        id.utf8.count == 36 ? String(id.suffix(8)) : id
    }

    /// The only one of the ids that is, begins or ends so.
    static func find(_ typed: String, in ids: [String], what: String, list: String) throws(Failure) -> String {
        let word = typed.lowercased()
        if let exact = ids.first(where: { $0.lowercased() == word }) { return exact }
        let matches = word.utf8.count < 4 ? [] : ids.filter { $0.lowercased().hasSuffix(word) || $0.lowercased().hasPrefix(word) }
        guard let match = matches.first else {
            throw Failure(.notFound, code: "not_found", "there is no \(what) \"\(Sanitizer.line(typed))\"", hint: "see \(list)")
        }
        guard matches.count == 1 else {
            throw .usage("\"\(Sanitizer.line(typed))\" means \(matches.count) of them", hint: "give more of the id: \(list) --json shows all of it")
        }
        return match
    }
}
