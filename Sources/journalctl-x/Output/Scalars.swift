/// Named numbers, one a line: the name dim, the value in a column.
struct Scalars: Sendable {
    struct Item: Sendable {
        let name: String
        let value: Line
    }

    let items: [Item]

    func lines(on page: Page) -> [Line] {
        let width = min(items.reduce(0) { max($0, DisplayWidth.of(Sanitizer.line($1.name))) }, page.width / 2)
        return items.map { item in
            let name = TextLayout.truncate(Sanitizer.line(item.name), to: width, ellipsis: page.glyphs.ellipsis)
            var line = Line(TextLayout.pad(name, to: width), .dim)
            line.append("  ")
            line.append(item.value)
            return line.truncated(to: page.width, ellipsis: page.glyphs.ellipsis)
        }
    }
}
