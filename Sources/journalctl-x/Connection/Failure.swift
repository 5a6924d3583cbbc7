import JournalRPC

/// Why a command ends without success: what a person reads and what a script needs.
struct Failure: Error, Sendable, Equatable {
    var status: ExitStatus
    /// A word that scripts match on, such as `not_found`.
    var code: String
    /// One sentence; safe to show.
    var message: String
    /// What to do about it.
    var hint: String?
    /// What to search the daemon's log for.
    var requestID: String?
    /// The refusal of the daemon that it comes from.
    var refusal: RPCError?

    init(_ status: ExitStatus, code: String, _ message: String, hint: String? = nil, requestID: String? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.requestID = requestID
    }

    /// The command line is wrong.
    static func usage(_ message: String, hint: String? = nil) -> Failure {
        Failure(.usage, code: "usage", message, hint: hint)
    }

    /// Ends the command with a status and says nothing more: everything was said already.
    static func silent(_ status: ExitStatus) -> Failure {
        Failure(status, code: "", "")
    }

    var isSilent: Bool { message.isEmpty }

    /// The one JSON object that `--json` puts on standard error, without a line end.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("code")
        writer.string(code)
        writer.name("message")
        writer.string(message)
        writer.name("hint")
        if let hint { writer.string(hint) } else { writer.null() }
        writer.name("requestId")
        if let requestID { writer.string(requestID) } else { writer.null() }
        writer.name("status")
        writer.integer(status.rawValue)
        writer.endObject()
        return writer.bytes
    }
}
