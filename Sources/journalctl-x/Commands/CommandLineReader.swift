import ArgumentParser

/// What a command line asks for, in the one form that the argument parser is given: the options with `=`, then the words.
///
/// People may write options before the command, join `-n5`, give values that begin with a minus, negate a filter with `--not` and
/// part groups of filters with `+`; all of that ends here.
struct CommandLineReader {
    /// The names of the command, such as `categories rename`; empty when none was named.
    private(set) var path: [String] = []
    /// What follows the command, for the argument parser.
    private(set) var canonical: [String] = []
    /// The command itself, so that the parser need not look for it among all of them.
    var command: any ParsableCommand.Type { node.configuration.defaultSubcommand ?? node }
    /// The filters after each `+`.
    private(set) var alternatives: [[String]] = []
    private(set) var wantsHelp = false
    private(set) var wantsVersion = false
    private var options: [String] = []
    private var words: [String] = []
    private var node: any ParsableCommand.Type = JournalControl.self
    private var negates = false
    private var onlyWords = false

    /// The command whose help is wanted.
    var helpPath: [String]? { wantsHelp ? path : nil }

    static func read(_ arguments: [String]) throws(Failure) -> CommandLineReader {
        var reader = CommandLineReader()
        var rest = arguments[...]
        while let token = rest.popFirst() {
            try reader.take(token, &rest)
        }
        if reader.negates { throw .usage("--not needs a filter after it", hint: "such as --not -t work") }
        try reader.finish(isBare: arguments.isEmpty)
        return reader
    }

    private mutating func take(_ token: String, _ rest: inout ArraySlice<String>) throws(Failure) {
        if onlyWords || token == "-" || !token.hasPrefix("-") || Self.isNegativeNumber(token) {
            return try takeWord(token)
        }
        if token == "--" {
            onlyWords = true
        } else if token.hasPrefix("--") {
            try takeLong(token, &rest)
        } else {
            try takeShort(token, &rest)
        }
    }

    private mutating func takeWord(_ token: String) throws(Failure) {
        if token == "+", acceptsFilters, !onlyWords {
            alternatives.append([])
            return
        }
        if negates {
            negates = false
            guard !token.isEmpty else { throw .usage("--not needs a filter after it", hint: "such as --not -t work") }
            add("--not-category=" + token, isFilter: true)
            return
        }
        if words.isEmpty, !onlyWords, let child = Self.child(of: node, named: token) {
            path.append(child.configuration.commandName ?? token)
            node = child
            return
        }
        if words.isEmpty, path.isEmpty, !onlyWords { throw Self.unknown(token, path: path) }
        words.append(token)
    }

    /// - Parameter typed: how the option was written, when it was one letter.
    private mutating func takeLong(_ token: String, _ rest: inout ArraySlice<String>, typed: String? = nil) throws(Failure) {
        let parts = token.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        var name = String(parts[0])
        var value = parts.count == 2 ? String(parts[1]) : nil
        switch name {
        case "--help": return wantsHelp = true
        case "--version": return wantsVersion = true
        case "--not": return negates = true
        case "--json" where value?.isEmpty ?? true:
            if value == "" { value = nil } else if let next = rest.first, Self.namesFields(next), Self.child(of: node, named: next) == nil, takesFields {
                value = rest.popFirst()
            }
            // The argument parser takes no empty value; a blank names no field either.
            return add(takesFields ? "--json=" + (value ?? " ") : "--json", isFilter: false)
        default: break
        }
        if negates {
            guard let negated = OptionTable.negatable[name] else {
                throw .usage("\(Sanitizer.line(name)) cannot be negated", hint: "--not goes before -t, --label, --mood, --score or --starred")
            }
            (name, negates) = (negated, false)
        }
        if OptionTable.withValue.contains(name) {
            value = value ?? rest.popFirst()
            // The argument parser would take the next word instead of an empty value.
            guard value?.isEmpty == false else { throw .usage("\(typed ?? String(parts[0])) needs a value") }
        }
        add(value.map { name + "=" + $0 } ?? name, isFilter: OptionTable.filters.contains(name))
    }

    /// One or more letters after one dash; the first that takes a value has the rest, or the next word.
    private mutating func takeShort(_ token: String, _ rest: inout ArraySlice<String>) throws(Failure) {
        var letters = token.dropFirst()
        while let letter = letters.popFirst() {
            guard let long = OptionTable.short[letter] else {
                throw .usage("there is no option -\(Sanitizer.line(String(letter)))", hint: "see \(Program.name) help")
            }
            guard OptionTable.withValue.contains(long) else {
                try takeLong(long, &rest)
                continue
            }
            if letters.isEmpty { return try takeLong(long, &rest, typed: "-\(letter)") }
            let value = letters.first == "=" ? letters.dropFirst() : letters
            return try takeLong(long + "=" + value, &rest, typed: "-\(letter)")
        }
    }

    private mutating func add(_ option: String, isFilter: Bool) {
        if isFilter, acceptsFilters, !alternatives.isEmpty {
            alternatives[alternatives.count - 1].append(option)
        } else {
            options.append(option)
        }
    }

    private mutating func finish(isBare: Bool) throws(Failure) {
        if path == ["help"], !(wantsHelp && words.isEmpty) {
            (path, wantsHelp) = (try Self.resolve(words), true)
            return
        }
        if path.isEmpty {
            if wantsHelp { return }
            node = ListCommand.self
            canonical = isBare ? ["--newest"] : []
        }
        canonical += options
        if !words.isEmpty { canonical += (words.contains { $0.hasPrefix("-") && $0 != "-" } ? ["--"] : []) + words }
        if alternatives.contains(where: \.isEmpty) { throw .usage("a + stands between two groups of filters") }
        try checkNested()
    }

    /// `plugins lst`: the group knows its commands too.
    private func checkNested() throws(Failure) {
        guard !wantsHelp, !path.isEmpty, node is any GroupCommand.Type else { return }
        if let word = words.first { throw Self.unknown(word, path: path) }
        if node.configuration.defaultSubcommand == nil {
            let names = Self.names(of: node).joined(separator: ", ")
            throw .usage("\(path.joined(separator: " ")) needs one of: \(names)", hint: "see \(Program.name) help \(path.joined(separator: " "))")
        }
    }
}

extension CommandLineReader {
    private var takesFields: Bool {
        if path.isEmpty { return true }
        let command = node.configuration.defaultSubcommand ?? node
        return (command as? any JournalCommand.Type)?.jsonTakesFields ?? false
    }

    private var acceptsFilters: Bool {
        path.isEmpty || ["list", "search", "watch", "rm"].contains(path[0]) || path[0] == "trash"
    }

    private static func isNegativeNumber(_ token: String) -> Bool {
        token.utf8.count > 1 && token.utf8.dropFirst().first.map { (0x30...0x39).contains($0) || $0 == 0x2E } == true
    }

    /// Whether a word after `--json` can only be a list of fields.
    private static func namesFields(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) || $0 == UInt8(ascii: ",") }
    }

    static func child(of node: any ParsableCommand.Type, named name: String) -> (any ParsableCommand.Type)? {
        node.configuration.subcommands.first {
            $0.configuration.commandName == name || $0.configuration.aliases.contains(name)
        }
    }

    static func names(of node: any ParsableCommand.Type) -> [String] {
        node.configuration.subcommands.filter { $0.configuration.shouldDisplay }.compactMap { $0.configuration.commandName }
    }

    /// The full names of the commands that the words lead to.
    static func resolve(_ words: [String]) throws(Failure) -> [String] {
        var node: any ParsableCommand.Type = JournalControl.self
        var path: [String] = []
        for word in words {
            guard let child = child(of: node, named: word) else { throw unknown(word, path: path) }
            path.append(child.configuration.commandName ?? word)
            node = child
        }
        return path
    }

    private static func unknown(_ word: String, path: [String]) -> Failure {
        var node: any ParsableCommand.Type = JournalControl.self
        for name in path { node = child(of: node, named: name) ?? node }
        let candidates = node.configuration.subcommands.filter { $0.configuration.shouldDisplay }
            .flatMap { [$0.configuration.commandName].compactMap { $0 } + $0.configuration.aliases }
        let shown = (path + [Sanitizer.line(word)]).joined(separator: " ")
        let guess = Suggestion.best(for: word, among: candidates)
        return Failure(
            .usage, code: "usage", "there is no command \"\(shown)\"",
            hint: guess.map { "did you mean \"\((path + [$0]).joined(separator: " "))\"?" }
                ?? "see \(Program.name) help" + path.map { " " + $0 }.joined())
    }
}
