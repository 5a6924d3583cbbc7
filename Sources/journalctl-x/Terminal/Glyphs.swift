/// The drawing characters of a terminal: Unicode, or ASCII where the locale has nothing else.
struct Glyphs: Sendable {
    let isUnicode: Bool
    let ellipsis: String
    let rule: String
    let star: String
    let separator: String
    /// Eighths of a cell, from the left, empty first.
    let horizontal: [String]
    /// Eighths of a cell, from the bottom, empty first.
    let vertical: [String]
    let missing: String
    let axis: String
    let minus: String

    static let unicode = Glyphs(
        isUnicode: true, ellipsis: "…", rule: "─", star: "★", separator: "·",
        horizontal: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        vertical: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], missing: "·", axis: "│", minus: "−")

    static let ascii = Glyphs(
        isUnicode: false, ellipsis: "...", rule: "-", star: "*", separator: "-",
        horizontal: [" ", " ", " ", " ", "#", "#", "#", "#", "#"],
        vertical: [" ", ".", ".", ":", ":", "|", "|", "#", "#"], missing: ".", axis: "|", minus: "-")

    /// The set for a terminal.
    static func of(_ terminal: Terminal) -> Glyphs {
        terminal.isUTF8 ? .unicode : .ascii
    }

    /// A mark for a mood: colour alone never carries it.
    func mood(_ tone: MoodTone) -> String {
        let unicode = ["▁", "▂", "▃", "▄", "▅", "▆", "█"]
        let ascii = ["=", "-", "-", "o", "+", "+", "#"]
        return (isUnicode ? unicode : ascii)[tone.rawValue + 3]
    }

    /// A score with its sign, two decimals: `+0.42`, `−0.10`.
    func score(_ value: Double) -> String {
        let text = Numbers.fixed(abs(value), 2)
        return (text == "0.00" ? " " : value < 0 ? minus : "+") + text
    }
}
