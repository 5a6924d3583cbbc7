internal import JournalRPC

/// RFC 4180.
enum CSV {
    /// A field, in quotes when it must be.
    static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        var out = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { out += "\"" }
            out.unicodeScalars.append(scalar)
        }
        return out + "\""
    }

    /// A value as text: lists of texts separated by semicolons, other structures as JSON, null as nothing.
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: return ""
        case .string(let text): return text
        case .array(let items):
            let texts = items.compactMap(\.stringValue)
            if texts.count == items.count, !texts.contains(where: { $0.utf8.contains(UInt8(ascii: ";")) }) {
                return texts.joined(separator: ";")
            }
        default: break
        }
        return (try? value.encoded()).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
