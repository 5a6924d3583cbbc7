/// A piece of a line with one meaning. Its text has been made safe for a terminal and holds no line break.
struct Span: Sendable, Equatable {
    let text: String
    let role: Role

    /// Cleans the text, so that no span can carry a control character.
    init(_ text: String, _ role: Role = .plain) {
        self.text = Sanitizer.line(text)
        self.role = role
    }

    /// Fields for programs, cleaned one by one, with tabs between.
    init(tabSeparated fields: [String]) {
        text = fields.map { Sanitizer.line($0) }.joined(separator: "\t")
        role = .plain
    }

    /// Cells it takes.
    var width: Int { DisplayWidth.of(text) }
}

/// A line of output: what is said and what it means, not yet how it is coloured.
struct Line: Sendable, Equatable, ExpressibleByStringLiteral {
    var spans: [Span]

    init(_ spans: [Span] = []) {
        self.spans = spans
    }

    /// A line of one meaning.
    init(_ text: String, _ role: Role = .plain) {
        spans = [Span(text, role)]
    }

    init(stringLiteral value: String) {
        self.init(value)
    }

    /// Cells it takes.
    var width: Int { spans.reduce(into: 0) { $0 += $1.width } }

    /// The text without any style.
    var text: String { spans.map(\.text).joined() }

    mutating func append(_ text: String, _ role: Role = .plain) {
        if !text.isEmpty { spans.append(Span(text, role)) }
    }

    mutating func append(_ line: Line) {
        spans += line.spans
    }

    /// Adds blanks until it takes that many cells.
    mutating func pad(to width: Int) {
        let missing = width - self.width
        if missing > 0 { append(String(repeating: " ", count: missing)) }
    }

    /// The line with blanks before it.
    func indented(by count: Int) -> Line {
        count > 0 ? Line([Span(String(repeating: " ", count: count))] + spans) : self
    }

    /// The line cut to that many cells, with `ellipsis` in the last ones if something was cut.
    func truncated(to width: Int, ellipsis: String) -> Line {
        guard self.width > width else { return self }
        var room = width - DisplayWidth.of(ellipsis)
        guard room >= 0 else { return Line() }
        var out = Line()
        for span in spans {
            let kept = TextLayout.prefix(of: span.text, cells: room)
            out.append(kept, span.role)
            room -= DisplayWidth.of(kept)
            if kept.utf8.count < span.text.utf8.count {
                out.append(ellipsis, span.role)
                break
            }
        }
        return out
    }
}
