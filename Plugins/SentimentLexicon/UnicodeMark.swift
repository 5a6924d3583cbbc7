/// What a non-ASCII sequence in a text is, as far as the analyser minds, and how many bytes it takes (at least 1).
struct UnicodeMark {
    enum Kind {
        /// Part of a word; also whatever is no UTF-8.
        case letter
        /// ’ or ʼ, as phones write don’t.
        case apostrophe
        case space
        /// Quotation marks and brackets.
        case quote
        /// – — and other marks that part clauses.
        case dash
        /// … or a full stop of another script.
        case stop
        case emoji
        /// Joins emoji to one picture.
        case joiner
        /// A variation selector, skin tone or combining keycap: says nothing of its own.
        case modifier
    }

    let kind: Kind
    let length: Int

    /// Reads the sequence at `at`, which is below `count` and holds a byte of 0x80 or more.
    static func at(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> UnicodeMark {
        let lead = bytes[at]
        let wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
        guard wanted > 1, lead < 0xF5, at &+ wanted <= count else { return UnicodeMark(kind: .letter, length: 1) }
        var scalar = UInt32(lead) & (wanted == 2 ? 0x1F : wanted == 3 ? 0x0F : 0x07)
        for index in 1..<wanted {
            let byte = bytes[at &+ index]
            guard byte & 0xC0 == 0x80 else { return UnicodeMark(kind: .letter, length: 1) }
            scalar = scalar &<< 6 | UInt32(byte & 0x3F)
        }
        return UnicodeMark(kind: kind(of: scalar), length: wanted)
    }

    private static func kind(of scalar: UInt32) -> Kind {
        switch scalar {
        case 0x2019, 0x02BC, 0x2018: .apostrophe
        case 0x00A0, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x3000, 0xFEFF: .space
        case 0x2010, 0x2011: .dash
        case 0x2012...0x2015: .dash
        case 0x201A...0x201F, 0x00AB, 0x00BB, 0x2039, 0x203A, 0x3008...0x3011: .quote
        case 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x203C, 0x2049: .stop
        case 0x200D: .joiner
        case 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0x20E3: .modifier
        case 0x1F000...0x1FAFF, 0x2190...0x21FF, 0x2300...0x23FF, 0x2460...0x27BF, 0x2900...0x297F, 0x2B00...0x2BFF,
            0x3030, 0x303D:
            .emoji
        default: .letter
        }
    }
}
