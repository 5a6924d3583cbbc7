/// What somebody who mistyped a word probably meant.
enum Suggestion {
    /// The nearest of the words, when it is near: up to one edit for three letters, two for more. A swap of neighbours is one edit.
    static func best(for typed: String, among words: [String]) -> String? {
        let target = Array(typed.lowercased().utf8.prefix(64))
        guard !target.isEmpty else { return nil }
        let limit = target.count <= 3 ? 1 : 2
        var best: (word: String, distance: Int)?
        for word in words {
            let distance = distance(target, Array(word.utf8))
            if distance <= limit, distance < (best?.distance ?? .max) { best = (word, distance) }
        }
        // A beginning is as good as a typo: it is never executed, only proposed.
        return best?.word ?? words.first { target.count >= 3 && $0.utf8.starts(with: target) }
    }

    /// Edits (insert, delete, replace, swap of neighbours) between two words (optimal string alignment).
    static func distance(_ one: [UInt8], _ two: [UInt8]) -> Int {
        var before: [Int] = []
        var previous = Array(0...two.count)
        for (row, left) in one.enumerated() {
            var current = [row + 1]
            for (column, right) in two.enumerated() {
                var cost = min(previous[column] + (left == right ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left == two[column - 1], one[row - 1] == right {
                    cost = min(cost, before[column - 1] + 1)
                }
                current.append(cost)
            }
            (before, previous) = (previous, current)
        }
        return previous[two.count]
    }
}
