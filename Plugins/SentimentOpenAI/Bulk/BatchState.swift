import PluginAPI
import StrictJSON

/// What is used of a batch object.
struct BatchState {
    let id: String
    let status: String
    let done: Int
    let total: Int
    let inputFile: String?
    let outputFile: String?
    let errorFile: String?
    /// What `submit` wrote into the metadata.
    let key: String?
    let seed: UInt64?

    /// Nil when it is no batch object.
    init?(_ view: JSONView) {
        guard let id = Self.identifier(view["id"]), let status = Self.identifier(view["status"]) else { return nil }
        self.id = id
        self.status = status
        let counts = view["request_counts"]
        func count(_ name: String) -> Int { Int(clamping: min(max(counts?[name]?.integer() ?? 0, 0), 1_000_000)) }
        total = count("total")
        done = count("completed") + count("failed")
        inputFile = Self.identifier(view["input_file_id"])
        outputFile = Self.identifier(view["output_file_id"])
        errorFile = Self.identifier(view["error_file_id"])
        let metadata = view["metadata"]
        key = Self.printable(metadata?[BatchAPI.keyField])
        seed = Self.printable(metadata?[BatchAPI.seedField]).flatMap { UInt64($0, radix: 16) }
    }

    /// Under which name the texts of a submission lie at the server.
    static func fileName(_ key: String) -> String { "journald-\(key).jsonl" }

    /// Whether its outcomes can be had now or later.
    var isUsable: Bool { !["failed", "cancelled", "cancelling", "expired"].contains(status) }

    func ticket(count: Int, seed: UInt64? = nil) -> BulkTicket {
        BulkTicket(token: "1:\(id):\(String(seed ?? self.seed ?? 0, radix: 16))", count: count)
    }

    /// An id or word that may stand in a path: letters, digits, `-` and `_`, at most 200.
    static func identifier(_ view: JSONView?) -> String? {
        guard let text = printable(view), !text.isEmpty,
            text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 || $0 == 0x2D || $0 == 0x5F })
        else { return nil }
        return text
    }

    /// A string of printable ASCII, at most 200 bytes.
    static func printable(_ view: JSONView?) -> String? {
        guard let view, view.kind == .string, view.utf8Count <= 200 else { return nil }
        let isPrintable = view.withUTF8 { $0.allSatisfy { 0x20...0x7E ~= $0 } }
        return isPrintable ? view.string() : nil
    }
}

/// What a ticket holds: the batch, and what the ids of its texts were drawn from.
struct TicketParts {
    let batch: String
    let seed: UInt64

    init?(_ ticket: BulkTicket) {
        let bytes = ticket.token.utf8
        guard bytes.count <= 300, bytes.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        let parts = ticket.token.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "1", !parts[1].isEmpty, let seed = UInt64(parts[2], radix: 16),
            parts[1].utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 || $0 == 0x2D || $0 == 0x5F })
        else { return nil }
        batch = String(parts[1])
        self.seed = seed
    }
}
