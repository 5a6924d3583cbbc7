/// Fills a storage's tape from its bytes. Lives for one parse.
///
/// The bytes end in zeros (`JSONStorage.padding`), and a zero is allowed nowhere in JSON, so no read
/// checks the end: whatever is expected next, a zero is not it. Only the end of the text itself
/// compares with the count.
struct JSONParser {
    private let storage: JSONStorage
    let base: UnsafePointer<UInt8>
    private let count: Int
    private var tape: UnsafeMutablePointer<TapeEntry>
    private var capacity: Int
    private(set) var tapeCount = 0
    var position = 0
    private var names = MemberNameCheck()

    init(storage: JSONStorage) {
        self.storage = storage
        base = UnsafePointer(storage.bytes)
        count = storage.byteCount
        tape = storage.tape
        capacity = storage.tapeCapacity
    }

    /// One value with white space around it, and nothing else.
    mutating func parseText() throws(JSONError) {
        skipSpace()
        try parseValue(depth: 0)
        skipSpace()
        guard position == count else { throw refuse() }
    }

    func refuse(_ kind: JSONError.Kind = .syntax) -> JSONError {
        JSONError(kind: kind, offset: min(position, count))
    }

    private mutating func append(_ entry: TapeEntry) {
        if tapeCount == capacity {
            tape = storage.growTape(used: tapeCount)
            capacity = storage.tapeCapacity
        }
        (tape + tapeCount).initialize(to: entry)
        tapeCount += 1
    }

    private mutating func skipSpace() {
        while true {
            let byte = base[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    private mutating func parseValue(depth: Int) throws(JSONError) {
        switch base[position] {
        case UInt8(ascii: "{"): try parseObject(depth: depth)
        case UInt8(ascii: "["): try parseArray(depth: depth)
        case UInt8(ascii: "\""): try parseString()
        case UInt8(ascii: "t"): try parseWord("true", .boolean)
        case UInt8(ascii: "f"): try parseWord("false", .boolean)
        case UInt8(ascii: "n"): try parseWord("null", .null)
        default: try parseNumber()
        }
    }

    private mutating func parseWord(_ word: StaticString, _ kind: JSONKind) throws(JSONError) {
        let start = position
        let length = word.utf8CodeUnitCount
        for offset in 0..<length {
            guard base[start + offset] == word.utf8Start[offset] else { throw refuse() }
        }
        position += length
        append(TapeEntry(kind: kind, start: start, end: position))
    }

    private mutating func parseArray(depth: Int) throws(JSONError) {
        guard depth < JSONDocument.maxDepth else { throw refuse(.tooDeep) }
        let index = tapeCount
        append(TapeEntry(kind: .array, start: position))
        position += 1
        skipSpace()
        var items = 0
        if base[position] != UInt8(ascii: "]") {
            while true {
                try parseValue(depth: depth + 1)
                items += 1
                skipSpace()
                guard base[position] == UInt8(ascii: ",") else { break }
                position += 1
                skipSpace()
            }
            guard base[position] == UInt8(ascii: "]") else { throw refuse() }
        }
        position += 1
        tape[index].close(end: position, extent: tapeCount, count: items)
    }

    private mutating func parseObject(depth: Int) throws(JSONError) {
        guard depth < JSONDocument.maxDepth else { throw refuse(.tooDeep) }
        let index = tapeCount
        append(TapeEntry(kind: .object, start: position))
        position += 1
        skipSpace()
        var members = 0
        if base[position] != UInt8(ascii: "}") {
            while true {
                try parseMember(depth: depth)
                members += 1
                guard base[position] == UInt8(ascii: ",") else { break }
                position += 1
                skipSpace()
            }
            guard base[position] == UInt8(ascii: "}") else { throw refuse() }
        }
        position += 1
        tape[index].close(end: position, extent: tapeCount, count: members)
        if members > 1, !names.areDistinct(base: base, tape: tape, object: index) {
            throw JSONError(kind: .duplicateMember, offset: Int(tape[index].start))
        }
    }

    private mutating func parseMember(depth: Int) throws(JSONError) {
        guard base[position] == UInt8(ascii: "\"") else { throw refuse() }
        let name = tapeCount
        try parseString()
        if tape[name].isNonASCII, JSONText.hasLongMarkRun(base: base, entry: tape[name]) {
            throw JSONError(kind: .combiningMarks, offset: Int(tape[name].start))
        }
        skipSpace()
        guard base[position] == UInt8(ascii: ":") else { throw refuse() }
        position += 1
        skipSpace()
        try parseValue(depth: depth + 1)
        skipSpace()
    }

    private mutating func parseString() throws(JSONError) {
        var scanner = JSONStringScanner(base: base, position: position + 1)
        let start = scanner.position
        let problem = scanner.scan()
        position = scanner.position
        if let problem { throw refuse(problem) }
        append(
            TapeEntry(
                kind: .string, start: start, end: position,
                extent: position - start - scanner.saved, flags: scanner.flags))
        position += 1
    }

    private mutating func parseNumber() throws(JSONError) {
        let start = position
        var flags = TapeEntry.integer
        if base[position] == UInt8(ascii: "-") { position += 1 }
        if base[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try skipDigits()
        }
        if base[position] == UInt8(ascii: ".") {
            flags = 0
            position += 1
            try skipDigits()
        }
        if base[position] | 0x20 == UInt8(ascii: "e") {
            flags = 0
            position += 1
            if base[position] == UInt8(ascii: "+") || base[position] == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
        append(TapeEntry(kind: .number, start: start, end: position, flags: flags))
    }

    /// One digit or more.
    private mutating func skipDigits() throws(JSONError) {
        guard base[position] &- 0x30 <= 9 else { throw refuse() }
        repeat { position += 1 } while base[position] &- 0x30 <= 9
    }
}
