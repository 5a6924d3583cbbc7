/// Names and values under each other, names dim and aligned: how one thing is shown.
struct FactList {
    private var rows: [(name: String, value: Line)] = []

    mutating func add(_ name: String, _ value: Line) {
        rows.append((name, value))
    }

    mutating func add(_ name: String, _ value: String?, _ role: Role = .plain) {
        if let value, !value.isEmpty { rows.append((name, Line(value, role))) }
    }

    var lines: [Line] {
        let width = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
        return rows.map { row in
            var line = Line(row.name, .dim)
            line.pad(to: width + 2)
            line.append(row.value)
            return line
        }
    }
}

/// Words for states, in the colour of good or bad news.
enum StateText {
    static func line(_ state: String, detail: String? = nil) -> Line {
        var line = Line(state, role(state))
        if let detail, !detail.isEmpty { line.append("  " + detail, .dim) }
        return line
    }

    static func role(_ state: String) -> Role {
        switch state {
        case "ok", "running", "pass", "started": .success
        case "degraded", "finding", "not_run", "skip", "registered", "configured", "stopped": .warning
        case "failing", "failed", "fail", "error": .error
        default: .plain
        }
    }

    /// `3 d 4 h`, `12 min`, `8 s`.
    static func span(seconds: Int64) -> String {
        let size = max(seconds, 0)
        switch size {
        case ..<60: return "\(size) s"
        case ..<3_600: return "\(size / 60) min"
        case ..<86_400: return "\(size / 3_600) h \(size / 60 % 60) min"
        default: return "\(size / 86_400) d \(size / 3_600 % 24) h"
        }
    }

    /// `12 KiB`, `3.4 MiB`.
    static func size(bytes: Int64) -> String {
        var value = Double(max(bytes, 0))
        var unit = "B"
        for next in ["KiB", "MiB", "GiB", "TiB"] where value >= 1_024 {
            value /= 1_024
            unit = next
        }
        return Numbers.fixed(value, unit == "B" ? 0 : 1) + " " + unit
    }
}
