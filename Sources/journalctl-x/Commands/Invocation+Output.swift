import JournalRPC

extension Invocation {
    /// Lines for a reader, through the pager when they are many.
    func show(_ lines: [Line]) throws(Failure) {
        try page(Style(terminal.outputColor).render(lines))
    }

    func show(_ line: Line) throws(Failure) {
        try show([line])
    }

    /// Lines that must stand on the screen now, such as a code to scan, or that no pager shall keep.
    func display(_ lines: [Line]) throws(Failure) {
        try raw(Array(Style(terminal.outputColor).render(lines).utf8))
    }

    /// Text that is ready for the terminal, through the pager when it is long.
    func page(_ text: String) throws(Failure) {
        guard !text.isEmpty else { return }
        let bytes = Array(text.utf8)
        let lines = bytes.reduce(into: 0) { $0 += $1 == 0x0A ? 1 : 0 }
        do throws(StreamWriter.Failure) {
            if host.mayPage, lines >= terminal.height, let pager, try pager.page(bytes) { return }
            try host.writeOutput(bytes)
        } catch {
            throw Failure(error)
        }
    }

    /// Data for programs: as it is, but that a terminal gets no raw control character.
    func data(_ bytes: [UInt8]) throws(Failure) {
        do throws(StreamWriter.Failure) {
            try host.writeOutput(terminal.outputIsTerminal ? Sanitizer.json(bytes) : bytes)
        } catch {
            throw Failure(error)
        }
    }

    /// Bytes that were made safe already.
    func raw(_ bytes: [UInt8]) throws(Failure) {
        guard !bytes.isEmpty else { return }
        do throws(StreamWriter.Failure) {
            try host.writeOutput(bytes)
        } catch {
            throw Failure(error)
        }
    }

    /// A value of the daemon as one line of JSON, or laid out for a person at a terminal.
    func json(_ value: some Encodable) throws(Failure) {
        var bytes: [UInt8] = []
        do throws(RPCEncodingError) {
            try RPCEncoder.encode(value, into: &bytes)
        } catch {
            throw Failure(.internalError, code: "encoding", "the answer cannot be written as JSON")
        }
        if terminal.outputIsTerminal { bytes = JSONPretty.format(bytes) }
        try data(bytes + [0x0A])
    }

    private var pager: Pager? {
        if let value = settings[.pager], value.text.isEmpty { return nil }
        return Pager(terminal: terminal, disabled: options.noPager, environment: tools)
    }

    /// The environment in which the pager and the editor are looked up: a setting of a file counts as the client's own variable.
    var tools: Environment {
        var values: [String: String] = [:]
        for name in ["PAGER", "EDITOR", "VISUAL", "TERM", "HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "PATH", "LESS"] {
            values[name] = host.environment[name]
        }
        for key in [Settings.Key.pager, .editor] {
            values[key.variable] = settings[key]?.text
        }
        return Environment(values)
    }
}
