import JournalRPC

/// A change of entries that were named one by one.
struct NamedChange {
    let names: [String]
    let invocation: Invocation

    /// The entries, as they are.
    func entries() throws(Failure) -> [Entry] {
        guard !names.isEmpty else { throw .usage("say which entry", hint: "such as 42") }
        var found: [Entry] = []
        for name in names {
            found.append(try invocation.call(Entries.Get.self, Entries.Reference(entry: try EntryName.parse(name))))
        }
        return found
    }

    /// Asks, and changes them. In the texts, `%%` stands for the entries and `%n` for their numbers.
    func run<M: RPCMethod>(
        _ method: M.Type, question: String?, done: String, yes: Bool, dryRun: Bool
    ) throws where M.Params == Entries.Reference {
        guard !names.isEmpty else { throw Failure.usage("say which entry", hint: "such as 42") }
        if dryRun || (question != nil && !yes) {
            let found = try entries()
            if dryRun { return try invocation.show(invocation.list.lines(found.map(invocation.line))) }
            let text = question.map { Self.fill($0, found.map { "entry \($0.number) (\(Self.headline($0, invocation)))" }, []) }
            if let text, try !invocation.prompter.confirm(text, flag: "--yes") {
                return invocation.notices.note("nothing was changed")
            }
        }
        for name in names {
            _ = try invocation.call(method, Entries.Reference(entry: try EntryName.parse(name)), repeatable: true)
        }
        let numbers = names.map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
        let subject = (names.count == 1 ? "entry " : "entries ") + numbers.joined(separator: ", ")
        invocation.notices.note("\(subject) \(Self.fill(done, [], numbers))")
    }

    private static func headline(_ entry: Entry, _ invocation: Invocation) -> String {
        TextLayout.truncate(Sanitizer.line(invocation.line(entry).headline), to: 40, ellipsis: invocation.glyphs.ellipsis)
    }

    private static func fill(_ text: String, _ entries: [String], _ numbers: [String]) -> String {
        // No entry's text may be looked through for marks, so the text is cut and not replaced in.
        var out = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "%") {
            out += rest[..<mark]
            let next = rest.index(after: mark)
            guard next < rest.endIndex else { break }
            out += rest[next] == "%" ? entries.joined(separator: ", ") : numbers.joined(separator: " ")
            rest = rest[rest.index(after: next)...]
        }
        return out + rest
    }
}

/// A change of many entries at once, which needs their number.
struct MassChange {
    let verb: String
    let result: String
    let isFinal: Bool

    /// Every entry that the selections mean.
    func matching(_ selections: [EntrySelection], _ invocation: Invocation) throws(Failure) -> [Entry] {
        var feed = EntryFeed(selections, order: .oldest, expected: nil)
        var entries: [Entry] = []
        while let entry = try feed.next(invocation) { entries.append(entry) }
        return entries
    }

    /// Shows what is meant, has the number confirmed and changes one after the other.
    func run<M: RPCMethod>(
        _ entries: [Entry], dryRun: Bool, confirm: String?, _ invocation: Invocation, _ method: M.Type
    ) throws where M.Params == Entries.Reference {
        let count = Numbers.count(entries.count, "entry", "entries")
        if dryRun {
            try invocation.show(invocation.list.lines(entries.map(invocation.line)))
            return invocation.notices.note("\(count) would be \(result); nothing was changed")
        }
        guard !entries.isEmpty else { return invocation.notices.note("no entry matches") }
        guard try isConfirmed(entries.count, confirm, count, invocation) else {
            return invocation.notices.note("nothing was changed")
        }
        var done = 0
        for entry in entries {
            do throws(Failure) {
                _ = try invocation.call(method, Entries.Reference(entry: .id(entry.id)), repeatable: true)
                done += 1
            } catch {
                if error.status == .notFound { continue }
                invocation.notices.warn("\(done) of \(count) were \(result) before this:")
                throw error
            }
        }
        invocation.notices.note("\(Numbers.count(done, "entry", "entries")) \(result)")
    }

    private func isConfirmed(_ number: Int, _ confirm: String?, _ count: String, _ invocation: Invocation) throws -> Bool {
        if let confirm {
            guard confirm == String(number) else {
                throw Failure.usage("--confirm \(Sanitizer.line(confirm)) does not fit: \(count) match", hint: "--dry-run lists them")
            }
            return true
        }
        let question = isFinal ? "This removes \(count) for good; there is no way back." : "This would \(verb) \(count) to the trash."
        return try invocation.prompter.confirm(question, count: number, flag: "--confirm \(number)")
    }
}
