/// One bar with its label.
struct BarItem: Sendable {
    let label: String
    /// What the bar shows; nil draws none.
    var value: Double?
    /// How much it rests on.
    var count: Int64?
    /// Whether it rests on little, so that it steps back.
    var isThin = false
    /// The colour of an amount, when the label is a mood.
    var tone: MoodTone?

    init(_ label: String, value: Double?, count: Int64? = nil, isThin: Bool = false, tone: MoodTone? = nil) {
        (self.label, self.value, self.count, self.isThin, self.tone) = (label, value, count, isThin, tone)
    }
}

/// Horizontal bars: scores to both sides of a middle line, or counts from the left.
struct BarChart: Sendable {
    enum Kind: Sendable {
        /// −1 to 1 around zero.
        case score
        /// From zero to the greatest.
        case amount
    }

    let kind: Kind
    let items: [BarItem]
    /// What the counts count, in the heading over them.
    var countTitle = "entries"

    init(_ kind: Kind, _ items: [BarItem], countTitle: String = "entries") {
        (self.kind, self.items, self.countTitle) = (kind, items, countTitle)
    }

    /// One line for each item. All bars share one scale.
    func lines(on page: Page) -> [Line] {
        guard !items.isEmpty else { return [Line("nothing to draw yet", .dim)] }
        let labels = min(items.reduce(0) { max($0, DisplayWidth.of(Sanitizer.line($1.label))) }, page.width / 3)
        let counts = items.compactMap { $0.count.map { Numbers.grouped($0).utf8.count } }.max() ?? 0
        let numbers =
            kind == .score ? 7 : 1 + (items.compactMap { $0.value.map { Numbers.short($0).utf8.count } }.max() ?? 1)
        let used = labels + 2 + numbers + (counts > 0 ? counts + countTitle.utf8.count + 4 : 0)
        let room = min(max(page.width - used, 9), kind == .score ? 61 : 60)
        let greatest = items.compactMap(\.value).filter(\.isFinite).max() ?? 0
        return items.map { item in
            var line = Line(
                TextLayout.pad(
                    TextLayout.truncate(Sanitizer.line(item.label), to: labels, ellipsis: page.glyphs.ellipsis),
                    to: labels))
            line.append("  ")
            line.append(
                kind == .score
                    ? Bars.diverging(item.value, cells: room, dimmed: item.isThin, page)
                    : amount(item, greatest, room, page))
            line.append(number(item, width: numbers, page))
            if counts > 0 { line.append(count(item, width: counts), .dim) }
            return line.truncated(to: page.width, ellipsis: page.glyphs.ellipsis)
        }
    }

    private func amount(_ item: BarItem, _ greatest: Double, _ room: Int, _ page: Page) -> Line {
        let share = greatest > 0 ? (item.value ?? 0) / greatest : 0
        var line = Line(Bars.thin(share, cells: room, page.glyphs), item.tone.map { .mood($0) } ?? .amount)
        line.pad(to: room)
        return line
    }

    private func number(_ item: BarItem, width: Int, _ page: Page) -> Line {
        guard let value = item.value else { return Line(TextLayout.pad(page.glyphs.missing, to: width, .right), .dim) }
        guard kind == .score else { return Line(TextLayout.pad(Numbers.short(value), to: width, .right)) }
        let text = TextLayout.pad(page.glyphs.score(value), to: width, .right)
        return Line(text, item.isThin ? .dim : .mood(MoodTone(score: value)))
    }

    private func count(_ item: BarItem, width: Int) -> String {
        let number = item.count.map { Numbers.grouped($0) } ?? ""
        return "   " + TextLayout.pad(number, to: width, .right) + " " + (item.count == 1 ? singular : countTitle)
    }

    private var singular: String {
        countTitle == "entries" ? "entry" : countTitle.hasSuffix("s") ? String(countTitle.dropLast()) : countTitle
    }
}
