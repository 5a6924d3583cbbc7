internal import JournalRPC

extension FrameRenderer {
    /// Along days a plot, else bars or columns.
    func series(_ frame: Frame) -> [Line] {
        guard let axis = frame.columns.first, frame.columns.count > 1 else { return table(frame) }
        if axis.type == "day" { return trend(frame) }
        let score = frame.column(unit: "score", after: 0)
        let amount = frame.columns.indices.first { $0 > 0 && $0 != score && isAmount(frame.columns[$0]) }
        if frame.rows.count >= 12, let amount { return columns(frame, amount: amount, score: score) }
        return bars(frame, score: score, amount: amount)
    }

    private func isAmount(_ column: Frame.Column) -> Bool {
        column.isNumeric && !["score", "mood", "percent", "flag"].contains(column.unit ?? "")
    }

    private func trend(_ frame: Frame) -> [Line] {
        let first = frame.column(unit: "score", after: 0)
        guard let shown = first ?? frame.columns.indices.first(where: { $0 > 0 && frame.columns[$0].isNumeric }) else {
            return table(frame)
        }
        var plot = LinePlot(series: plotSeries(frame, shown))
        if first != nil {
            plot.overlay = frame.column(unit: "score", after: shown).map { plotSeries(frame, $0) }
        } else {
            let greatest = plot.series.points.compactMap(\.value).max() ?? 0
            plot.range = 0...LinePlot.roundTop(greatest)
            plot.isScore = false
        }
        return plot.lines(on: page)
    }

    private func plotSeries(_ frame: Frame, _ column: Int) -> PlotSeries {
        let points = frame.rows.compactMap { row in
            frame.day(row, 0).map { PlotSeries.Point($0, frame.number(row, column)) }
        }
        return PlotSeries(frame.columns[column].title, points)
    }

    private func bars(_ frame: Frame, score: Int?, amount: Int?) -> [Line] {
        guard
            let shown = score ?? amount ?? frame.columns.indices.first(where: { $0 > 0 && frame.columns[$0].isNumeric })
        else {
            return table(frame)
        }
        let thin = frame.columns.firstIndex { $0.unit == "flag" && $0.name == "thin" }
        let count = score == nil ? nil : amount
        let items = frame.rows.map { row in
            BarItem(
                label(frame, row), value: frame.number(row, shown),
                count: frame.number(row, count).flatMap { Int64(exactly: $0) },
                isThin: frame.number(row, thin) == 1, tone: tone(frame, row))
        }
        let title = count.flatMap { frame.columns[$0].unit } ?? "entries"
        return BarChart(score == nil ? .amount : .score, items, countTitle: title).lines(on: page)
    }

    /// The mood that a row stands for, when moods are the axis.
    private func tone(_ frame: Frame, _ row: [JSONValue]) -> MoodTone? {
        guard frame.columns[0].unit == "mood", let mood = frame.number(row, 0), (1...5).contains(mood) else {
            return nil
        }
        return MoodTone(score: (mood - 3) / 2)
    }

    private func columns(_ frame: Frame, amount: Int, score: Int?) -> [Line] {
        let items = frame.rows.map { row in
            ColumnChart.Item(shortLabel(frame, row), frame.number(row, amount) ?? 0, score: frame.number(row, score))
        }
        var lines = [Line(frame.columns[amount].title + (score == nil ? "" : ", coloured by mood"), .dim)]
        lines += ColumnChart(items).lines(on: page)
        return lines
    }

    /// The axis value of a row in words.
    private func label(_ frame: Frame, _ row: [JSONValue]) -> String {
        let value = frame.cell(row, 0)
        if let number = value.doubleValue { return CellText.axis(number, frame.columns[0].unit) }
        return value.stringValue ?? ""
    }

    /// Hours without their minutes: they stand under narrow columns.
    private func shortLabel(_ frame: Frame, _ row: [JSONValue]) -> String {
        let label = self.label(frame, row)
        return frame.columns[0].unit == "hour" ? String(label.prefix(2)) : label
    }
}
