import ArgumentParser
import JournalRPC

/// The wire itself.
struct RPCCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "rpc", abstract: "List, describe and call the daemon's methods.",
        subcommands: [RPCList.self, RPCDescribe.self, RPCCall.self])
    static let examples = [
        Example("journalctl-x rpc list", "What can be called."),
        Example("journalctl-x rpc call entries.get entry=42", "Call by name and value."),
    ]
}

struct RPCList: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the methods.", aliases: ["ls"])

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let methods = try OpenRPC.methods(invocation)
        if format.json { return try invocation.json(JSONValue.array(methods.map { $0["name"] ?? .null })) }
        let width = methods.map { ($0["name"]?.stringValue ?? "").utf8.count }.max() ?? 0
        try invocation.show(
            methods.map { method in
                var line = Line(method["name"]?.stringValue ?? "", .strong)
                guard invocation.terminal.outputIsTerminal else { return line }
                line.pad(to: width + 2)
                line.append(method["summary"]?.stringValue ?? method["description"]?.stringValue ?? "", .dim)
                return line.truncated(to: invocation.terminal.width, ellipsis: invocation.glyphs.ellipsis)
            })
    }
}

struct RPCDescribe: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Show what a method takes and gives, as JSON Schema.")
    static let examples = [Example("journalctl-x rpc describe entries.create", "Parameters and result.")]

    @Argument(help: "The method's name.", completion: .custom(completeMethods))
    var method: String

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let methods = try OpenRPC.methods(invocation)
        guard let found = methods.first(where: { $0["name"]?.stringValue?.utf8.elementsEqual(method.utf8) == true }) else {
            throw OpenRPC.unknown(method, methods)
        }
        try invocation.json(found)
    }
}

struct RPCCall: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Call a method and print its raw result.",
        discussion: "Parameters are name=value words (a value that is JSON counts as JSON, anything else as text), one JSON object, "
            + "or - for a JSON object on standard input; - may be left out where a method cannot do without parameters. --more goes on printing what the daemon tells afterwards, as a JSON text sequence.")
    static let examples = [
        Example("journalctl-x rpc call entries.get entry=42", "Names and values."),
        Example("journalctl-x rpc call entries.list '{\"limit\": 3}'", "One JSON object."),
        Example("echo '{\"texts\": [\"so glad\"]}' | journalctl-x rpc call sentiment.analyze", "From standard input."),
        Example("journalctl-x rpc call entries.watch --more", "A subscription, streamed."),
    ]

    @Argument(help: "The method's name.", completion: .custom(completeMethods))
    var method: String

    @Argument(help: "name=value …, a JSON object, or -.")
    var parameters: [String] = []

    @Flag(help: "Print what follows the result, as a JSON text sequence (RFC 7464).")
    var more = false

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let params = try arguments(invocation)
        let limit = more ? try invocation.waitLimit() : nil
        let result: JSONValue
        do throws(Failure) {
            result = try invocation.session.callRaw(method, params)
        } catch {
            guard error.refusal?.code == .methodNotFound, let known = try? OpenRPC.methods(invocation) else { throw error }
            throw OpenRPC.unknown(method, known)
        }
        guard more else { return try invocation.json(result) }
        try record(result, invocation)
        let end = limit.map { ContinuousClock.now.advanced(by: $0) }
        while true {
            let left = end.map { ContinuousClock.now.duration(to: $0) }
            if let left, left <= .zero { return }
            guard let notice = try invocation.session.nextNotification(timeout: left) else { return }
            try record(["method": .string(notice.method), "params": notice.params], invocation)
        }
    }

    private func record(_ value: JSONValue, _ invocation: Invocation) throws {
        try invocation.data([0x1E] + value.encoded() + [0x0A])
    }

    private func arguments(_ invocation: Invocation) throws -> JSONValue {
        if try parameters == ["-"] || takesInput(invocation) {
            guard let bytes = invocation.host.readInput(16 * 1_024 * 1_024) else { throw Failure.usage("standard input is too long") }
            return bytes.isEmpty ? [:] : try Self.object(bytes)
        }
        if parameters.count == 1, parameters[0].hasPrefix("{") {
            return try Self.withoutSecrets(try Self.object(Array(parameters[0].utf8)))
        }
        return try Self.withoutSecrets(.object(try NamedValues.parse(parameters).map { .init($0.name, $0.value) }))
    }

    /// Every user of the machine can read a command line.
    private static func withoutSecrets(_ params: JSONValue) throws(Failure) -> JSONValue {
        guard case .object(let members) = params, let secret = members.first(where: { FrameMask.secrets.contains($0.name) }) else {
            return params
        }
        throw .usage("\(secret.name) is a secret, and others can read a command line", hint: "give the parameters on standard input: … rpc call METHOD - < FILE")
    }

    /// Whether the parameters come from standard input unasked: none were given, and the method has none to spare. A method that
    /// gets by without leaves the input alone, which may be that of a shell's loop.
    private func takesInput(_ invocation: Invocation) throws -> Bool {
        guard parameters.isEmpty, !invocation.terminal.inputIsTerminal else { return false }
        let known = try OpenRPC.methods(invocation).first { $0["name"]?.stringValue?.utf8.elementsEqual(method.utf8) == true }
        return known?["params"]?.arrayValue?.contains { $0["required"]?.booleanValue == true } ?? false
    }

    private static func object(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        do throws(JSONError) {
            let document = try JSONDocument(bytes, maxBytes: 16 * 1_024 * 1_024)
            if let value = document.root.flatMap({ JSONValue($0) }), case .object = value { return value }
        } catch {
            throw .usage("the parameters are no JSON: \(error.kind.rawValue) at byte \(error.offset)")
        }
        throw .usage("the parameters must be a JSON object")
    }
}

/// `name=value` words.
enum NamedValues {
    static func parse(_ words: [String]) throws(Failure) -> [(name: String, value: JSONValue)] {
        var values: [(name: String, value: JSONValue)] = []
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw .usage("\"\(Sanitizer.line(word))\" is not name=value")
            }
            let name = String(parts[0])
            guard !values.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
                throw .usage("\(Sanitizer.line(name)) is given twice")
            }
            values.append((name, value(String(parts[1]))))
        }
        return values
    }

    private static func value(_ text: String) -> JSONValue {
        guard let document = try? JSONDocument(Array(text.utf8)), let value = document.root.flatMap({ JSONValue($0) }) else {
            return .string(text)
        }
        return value
    }
}

/// The daemon's description of itself.
enum OpenRPC {
    static func methods(_ invocation: Invocation) throws(Failure) -> [JSONValue] {
        try invocation.call(System.Discover.self, NoParams())["methods"]?.arrayValue ?? []
    }

    static func unknown(_ name: String, _ methods: [JSONValue]) -> Failure {
        let guess = Suggestion.best(for: name, among: methods.compactMap { $0["name"]?.stringValue?.lowercased() })
        let exact = methods.compactMap { $0["name"]?.stringValue }.first { $0.lowercased() == guess }
        return Failure(
            .notFound, code: "not_found", "there is no method \"\(Sanitizer.line(String(name.prefix(64))))\"",
            hint: exact.map { "did you mean \"\($0)\"?" } ?? "see journalctl-x rpc list")
    }
}
