/// A QR code of model 2 (ISO/IEC 18004:2015): byte mode, versions 1 to 10, error correction L or M.
/// Large enough for a key of an authenticator app, small enough for a terminal.
struct QRCode: Sendable {
    /// How much of a damaged code can be restored.
    enum Correction: Sendable {
        /// About 7 %.
        case low
        /// About 15 %.
        case medium
    }

    let version: Int
    let correction: Correction
    /// Which of the eight patterns is laid over the data.
    let mask: Int
    private let grid: QRGrid

    /// Modules on a side, without the quiet zone.
    var size: Int { grid.size }

    static let versions = 1...10

    /// Whether the module is dark. The quiet zone around the code is light.
    func isDark(x: Int, y: Int) -> Bool {
        (0..<size).contains(x) && (0..<size).contains(y) && grid[x, y]
    }

    /// The smallest code that holds the bytes; nil when version 10 does not.
    /// - Parameter mask: the pattern to use; the best by the standard's rules when nil.
    init?(_ bytes: [UInt8], correction: Correction, mask wanted: Int? = nil) {
        guard let layout = Self.versions.lazy.map({ QRLayout(version: $0, correction: correction) })
            .first(where: { $0.capacity >= bytes.count })
        else { return nil }
        let codewords = layout.interleaved(layout.dataCodewords(bytes))
        var blank = QRGrid(layout)
        blank.draw(codewords)
        let candidates = (wanted.map { [$0 & 7] } ?? Array(0..<8)).map { mask -> (mask: Int, grid: QRGrid) in
            var grid = blank
            grid.apply(mask: mask)
            grid.drawFormat(correction, mask: mask)
            return (mask, grid)
        }
        var best = candidates[0]
        var lowest = Int.max
        for candidate in candidates {
            let penalty = candidates.count > 1 ? candidate.grid.penalty : 0
            if penalty < lowest { (best, lowest) = (candidate, penalty) }
        }
        version = layout.version
        self.correction = correction
        mask = best.mask
        grid = best.grid
    }
}
