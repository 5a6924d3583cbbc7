import JournalRPC

/// An entry as people name it: `42`, `#42` or its id.
enum EntryName {
    static func parse(_ text: String) throws(Failure) -> EntryKey {
        let name = text.hasPrefix("#") ? String(text.dropFirst()) : text
        if let number = Int64(name), number > 0 { return .number(number) }
        let bytes = Array(name.lowercased().utf8)
        let isID = bytes.count == 36 && bytes.enumerated().allSatisfy { index, byte in
            [8, 13, 18, 23].contains(index)
                ? byte == 0x2D : (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
        }
        guard isID else {
            throw .usage(
                "\"\(Sanitizer.line(String(text.prefix(64))))\" names no entry", hint: "an entry is named by its number, such as 42, or its id")
        }
        return .id(name.lowercased())
    }
}
