/// Everything that is said beside the data: on standard error, so that pipes get data alone.
struct Notices {
    let terminal: Terminal
    var isQuiet = false
    var isVerbose = false
    let write: ([UInt8]) -> Void

    /// A remark that `-q` silences.
    func note(_ line: Line) {
        if !isQuiet { emit(line) }
    }

    func note(_ text: String) {
        note(Line(text, .dim))
    }

    /// Something that a person should know, also with `-q`.
    func warn(_ text: String) {
        emit(Line([Span("warning: ", .warning), Span(text)]))
    }

    /// One step, with `-v`.
    func step(_ text: String) {
        if isVerbose { emit(Line(text, .dim)) }
    }

    /// One masked frame, with `--debug`.
    func trace(_ text: String) {
        emit(Line(text, .dim))
    }

    /// Why the command failed: the reason, and what to do about it.
    func failure(_ failure: Failure) {
        emit(Line([Span("journalctl-x: ", .error), Span(failure.message)]))
        for hint in (failure.hint ?? "").split(separator: "\n") { emit(Line("  " + hint, .dim)) }
        if let id = failure.requestID, failure.hint?.contains(id) != true { emit(Line("  request \(id)", .dim)) }
    }

    private func emit(_ line: Line) {
        write(Array((Style(terminal.errorColor).render(line) + "\n").utf8))
    }
}
