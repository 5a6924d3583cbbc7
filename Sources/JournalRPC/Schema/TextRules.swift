/// Which characters a line of human text, such as a title or a category's name, may have.
public enum TextRules {
    /// What is wrong with a name, or nil. Refused are control characters (line breaks and tabs as well:
    /// a name is one line), marks that turn the direction of text (U+202A–202E, U+2066–2069), the line and
    /// paragraph separators, tag characters and noncharacters. Joiners are let in: emoji and
    /// Indic and Arabic words need them.
    public static func nameProblem(_ bytes: UnsafeRawBufferPointer) -> String? {
        var reader = ScalarReader(bytes)
        while let scalar = reader.next() {
            if let problem = problem(scalar) { return problem }
        }
        return nil
    }

    private static func problem(_ scalar: UInt32) -> String? {
        switch scalar {
        case 0x20...0x7E: nil
        case ..<0x20, 0x7F...0x9F: "must not have control characters or line breaks"
        case 0x2028, 0x2029: "must be one line"
        case 0x202A...0x202E, 0x2066...0x2069: "must not have bidirectional control characters"
        case 0xE0000...0xE007F: "must not have tag characters"
        case 0xFDD0...0xFDEF: "must not have noncharacters"
        default: scalar & 0xFFFE == 0xFFFE ? "must not have noncharacters" : nil
        }
    }
}
