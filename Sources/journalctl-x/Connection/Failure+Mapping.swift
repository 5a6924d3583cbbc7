import JournalRPC

/// The one place where what went wrong on the wire becomes an exit status and words.
extension Failure {
    /// A call that came to nothing.
    init(_ error: RPCClientError) {
        switch error {
        case .unreachable(let path, let reason):
            self.init(
                .unreachable, code: "unreachable", "cannot reach the daemon at \(path): \(reason)",
                hint: Self.startHint(socket: path))
        case .timedOut:
            self.init(
                .temporary, code: "timed_out", "the daemon did not answer in time",
                hint: "it may still do what was asked; look before you repeat it, or allow more with --timeout")
        case .closed:
            self.init(
                .temporary, code: "closed", "the daemon closed the connection",
                hint: "it may be restarting: try again, or see journalctl-x status")
        case .protocolViolation(let what):
            self.init(
                .internalError, code: "protocol", "the daemon and this client do not understand each other: \(what)",
                hint: "compare the versions with journalctl-x status")
        case .remote(let error):
            self.init(error)
        }
    }

    /// A refusal by the daemon.
    init(_ error: RPCError) {
        self.init(
            Self.status(of: error.code), code: error.data.kind.isEmpty ? error.code.kind : error.data.kind,
            Self.message(of: error), hint: error.data.hint ?? Self.hint(for: error), requestID: error.data.errorId)
        refusal = error
    }

    /// The status of every code; exhaustive on purpose, so that a new code must be thought about.
    static func status(of code: RPCErrorCode) -> ExitStatus {
        switch code {
        case .invalidParams, .tooLarge: .usage
        case .notFound: .notFound
        case .unauthenticated, .secondFactorRequired, .reauthenticationRequired, .passwordChangeRequired: .signInNeeded
        case .forbidden: .permissionDenied
        case .conflict: .conflict
        case .rateLimited, .unavailable, .storageFull, .deadlineExceeded: .temporary
        case .parseError, .invalidRequest, .methodNotFound, .internalError: .internalError
        }
    }

    /// The daemon's sentence, without the full stop, and every issue with its place.
    private static func message(of error: RPCError) -> String {
        // The sentence of the reference speaks to programmers.
        if error.code == .passwordChangeRequired { return "the password of this login was chosen by somebody else, and is good for choosing your own" }
        let isBare = error.code == .unauthenticated && error.message.utf8.elementsEqual(error.code.summary.utf8)
        var text = isBare ? "the daemon does not know you, or does not let you in" : error.message
        if text.last == "." { text.removeLast() }
        let issues = (error.data.issues ?? []).map { issue in
            let place = issue.path.split(separator: "/").joined(separator: ".")
            return place.isEmpty ? issue.message : "\(place): \(issue.message)"
        }
        switch issues.count {
        case 0: return text
        case 1: return issues[0]
        default: return text + ": " + issues.joined(separator: "; ")
        }
    }

    private static func hint(for error: RPCError) -> String? {
        switch error.code {
        case .rateLimited:
            let seconds = ((error.data.retryAfterMs ?? 1_000) + 999) / 1_000
            return "try again in \(seconds) s"
        case .forbidden: return "this needs the admin role, or a token with that scope; see journalctl-x whoami"
        case .unauthenticated: return "log in with: journalctl-x login NAME"
        case .secondFactorRequired: return "log in with: journalctl-x login NAME, and have a code of your authenticator app at hand"
        case .reauthenticationRequired: return "run it on a terminal, or give the password with --password-stdin"
        case .passwordChangeRequired: return "choose your own with: journalctl-x passwd"
        case .methodNotFound: return "this daemon is older than the client; compare the versions with journalctl-x status"
        case .conflict: return "read it again with journalctl-x show and repeat the change"
        case .storageFull: return "free some space where the daemon keeps its data"
        case .internalError: return error.data.errorId.map { "search the daemon's log for \($0)" }
        default: return nil
        }
    }

    /// How the daemon of that socket is started.
    static func startHint(socket: String) -> String {
        socket.hasPrefix("/run/journald-core/")
            ? "start it with: systemctl start journald-core"
            : "start it with: systemctl --user start journald-core (or run: journald-core serve)"
    }
}

extension Failure {
    /// Nobody is there to answer a question, or the answer was Ctrl-C.
    init(_ error: Prompter.Failure) {
        switch error {
        case .needsFlag(let flag):
            self.init(
                .usage, code: "input_needed", "this needs an answer, and there is nobody to ask", hint: "say \(flag)")
        case .interrupted: self.init(.interrupted, code: "interrupted", "interrupted")
        }
    }

    /// Output that could not be written. A reader who has gone, as `| head` does, is no error.
    init(_ error: StreamWriter.Failure) {
        switch error {
        case .closed: self = .silent(.success)
        case .failed(let code):
            self.init(.internalError, code: "output", "the output could not be written (error \(code))")
        }
    }
}
