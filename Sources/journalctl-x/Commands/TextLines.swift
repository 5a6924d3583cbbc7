extension TextLayout {
    /// The lines of a text as they are, made safe for a terminal; without line breaks at the end.
    static func lines(of text: String) -> [Line] {
        var block = Sanitizer.block(text)[...]
        while block.last == "\n" { block.removeLast() }
        return block.split(separator: "\n", omittingEmptySubsequences: false).map { Line(String($0)) }
    }
}
