import ArgumentParser
import JournalRPC

/// The arguments and options of one command, as the argument parser declares them.
struct CommandShape: Sendable {
    let synopsis: [String]
    let sections: [ManualPage.Section]
    var hasOptions: Bool { sections.contains { $0.title != "Arguments" } }

    /// Titles in the order in which they are shown; others come before the last.
    private static let last = "Everywhere"

    init(_ command: any ParsableCommand.Type) {
        // A group has no options of its own, and to describe it would be to describe everything under it.
        let declared = command is any GroupCommand.Type ? nil : Self.declared(command)
        let arguments = declared?["arguments"]?.arrayValue ?? []
        var titles: [String] = []
        var items: [String: [ManualPage.Item]] = [:]
        var words: [String] = []
        for argument in arguments where argument["shouldDisplay"]?.booleanValue == true {
            let isWord = argument["kind"]?.stringValue == "positional"
            if isWord { words.append(Self.word(argument)) }
            let title = isWord ? "Arguments" : argument["sectionTitle"]?.stringValue ?? "Options"
            let item = ManualPage.Item(term: Self.term(argument), text: Self.text(argument))
            if ["--help", "-h, --help", "--version"].contains(item.term) { continue }
            if items[title] == nil { titles.append(title) }
            items[title, default: []].append(item)
        }
        synopsis = words
        let ordered = titles.filter { $0 == "Arguments" } + titles.filter { $0 != "Arguments" && $0 != Self.last }
            + titles.filter { $0 == Self.last }
        sections = ordered.map { ManualPage.Section(title: $0, items: items[$0] ?? []) }
    }

    /// What the argument parser knows of a command and those under it.
    static func declared(_ command: any ParsableCommand.Type) -> JSONValue? {
        let text = Array(command._dumpHelp().utf8)
        let root = (try? JSONDocument(text, maxBytes: 4 * 1_024 * 1_024))?.root
        return root.flatMap { JSONValue($0) }?["command"]
    }

    private static func word(_ argument: JSONValue) -> String {
        var name = (argument["valueName"]?.stringValue ?? "").uppercased()
        if argument["isRepeating"]?.booleanValue == true { name += " …" }
        return argument["isOptional"]?.booleanValue == true ? "[" + name + "]" : name
    }

    private static func term(_ argument: JSONValue) -> String {
        if argument["kind"]?.stringValue == "positional" { return (argument["valueName"]?.stringValue ?? "").uppercased() }
        let names = (argument["names"]?.arrayValue ?? []).compactMap { name -> String? in
            guard let text = name["name"]?.stringValue else { return nil }
            return name["kind"]?.stringValue == "short" ? "-" + text : "--" + text
        }
        let sorted = names.filter { $0.utf8.count == 2 } + names.filter { $0.utf8.count > 2 }
        let value = argument["kind"]?.stringValue == "option" ? " " + (argument["valueName"]?.stringValue ?? "value").uppercased() : ""
        return sorted.joined(separator: ", ") + value
    }

    private static func text(_ argument: JSONValue) -> String {
        argument["abstract"]?.stringValue ?? ""
    }
}
