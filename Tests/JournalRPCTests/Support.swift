import JournalRPC

/// A small, seeded generator (SplitMix64): the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The outermost view of a text, or the refusal.
func parse(_ text: String, maxBytes: Int = JSONDocument.defaultMaxBytes) throws(JSONError) -> JSONView {
    try parse(Array(text.utf8), maxBytes: maxBytes)
}

func parse(_ bytes: [UInt8], maxBytes: Int = JSONDocument.defaultMaxBytes) throws(JSONError) -> JSONView {
    var document = JSONDocument()
    return try document.parse(bytes, maxBytes: maxBytes)
}

/// Why a text is refused, or nil when it is accepted.
func refusal(_ text: String) -> JSONError.Kind? {
    refusal(Array(text.utf8))
}

func refusal(_ bytes: [UInt8]) -> JSONError.Kind? {
    do throws(JSONError) {
        _ = try parse(bytes)
        return nil
    } catch {
        return error.kind
    }
}

func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
}

extension JSONValue {
    /// A random value of at most `depth` levels, with names that differ within each object.
    static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &generator))
        case 2: return .integer(Int64(bitPattern: generator.next()) >> Int64.random(in: 0..<63, using: &generator))
        case 3:
            let value = Double(bitPattern: generator.next())
            return .number(value.isFinite ? value : 0.5)
        case 4: return .string(randomText(using: &generator))
        case 5:
            let count = Int.random(in: 0..<6, using: &generator)
            return .array((0..<count).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            let count = Int.random(in: 0..<12, using: &generator)
            return .object(
                (0..<count).map { position in
                    let name = randomText(using: &generator) + String(position)
                    return Member(name, random(depth: depth - 1, using: &generator))
                })
        }
    }

    static func randomText(using generator: inout SeededGenerator) -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "ß", "\u{2028}", "漢",
            "\u{FFFF}", "😀", "\u{10FFFF}", "\u{301}",
        ]
        let count = Int.random(in: 0..<20, using: &generator)
        var text = ""
        for _ in 0..<count {
            text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
        }
        return text
    }
}
