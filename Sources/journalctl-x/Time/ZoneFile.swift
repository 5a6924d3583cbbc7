/// The rules of one zone, read from a TZif file (RFC 8536).
///
/// The file is read instead of asking the C library, whose zone is one per process and guarded by nothing: here two
/// zones can be used side by side, on any thread.
struct ZoneFile: Sendable {
    /// Instants in seconds since the epoch, ascending, and the offset in seconds east of UTC from each of them on.
    private let transitions: [Int64]
    private let offsets: [Int32]
    /// What holds before the first transition.
    private let first: Int32
    /// What holds after the last one.
    private let rule: PosixZone?

    /// UTC, for which no file is needed.
    static let utc = ZoneFile()

    private init() {
        (transitions, offsets, first, rule) = ([], [], 0, nil)
    }

    /// nil when the bytes are no TZif file.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard var header = reader.header() else { return nil }
        var size = 4
        if header.version >= UInt8(ascii: "2") {
            guard reader.skip(header.size(timeSize: 4)), let second = reader.header() else { return nil }
            (header, size) = (second, 8)
        }
        guard header.times <= 4_096, (1...256).contains(header.types),
            let times = reader.integers(header.times, size: size),
            let indices = reader.integers(header.times, size: 1),
            let types = reader.types(header.types),
            reader.skip(header.characters + header.leaps * (size + 4) + header.standards + header.utcs)
        else { return nil }
        guard zip(times, times.dropFirst()).allSatisfy(<), indices.allSatisfy({ types.indices.contains(Int($0)) })
        else { return nil }
        transitions = times
        offsets = indices.map { types[Int($0)] }
        first = types[0]
        rule = size == 8 ? PosixZone(reader.footer()) : nil
    }

    /// Seconds east of UTC at an instant.
    func offset(at seconds: Int64) -> Int {
        guard let last = transitions.last else { return rule?.offset(at: seconds) ?? Int(first) }
        if seconds >= last, let rule { return rule.offset(at: seconds) }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return Int(low == 0 ? first : offsets[low - 1])
    }

    private struct Header {
        let version: UInt8
        let utcs, standards, leaps, times, types, characters: Int

        func size(timeSize: Int) -> Int {
            times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standards + utcs
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func skip(_ count: Int) -> Bool {
            guard count >= 0, count <= bytes.count - position else { return false }
            position += count
            return true
        }

        mutating func header() -> Header? {
            let start = position
            guard skip(20), bytes[start..<(start + 4)].elementsEqual("TZif".utf8),
                let counts = integers(6, size: 4)?.map(Int.init), counts.allSatisfy({ (0...65_536).contains($0) })
            else { return nil }
            return Header(
                version: bytes[start + 4], utcs: counts[0], standards: counts[1], leaps: counts[2], times: counts[3],
                types: counts[4], characters: counts[5])
        }

        /// Big-endian integers: of 4 and 8 bytes signed, of 1 byte unsigned.
        mutating func integers(_ count: Int, size: Int) -> [Int64]? {
            let start = position
            guard skip(count * size) else { return nil }
            return (0..<count).map { index in
                let slice = bytes[(start + index * size)..<(start + (index + 1) * size)]
                let raw = slice.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                return size == 4 ? Int64(Int32(truncatingIfNeeded: raw)) : Int64(bitPattern: raw)
            }
        }

        /// Offsets of the local time types; nil when one is a day or more, which no zone has.
        mutating func types(_ count: Int) -> [Int32]? {
            var list: [Int32] = []
            for _ in 0..<count {
                guard let offset = integers(1, size: 4)?.first, skip(2), abs(offset) < 93_600 else { return nil }
                list.append(Int32(offset))
            }
            return list
        }

        /// The text between the two line breaks at the end.
        func footer() -> String {
            guard position < bytes.count, bytes[position] == 0x0A else { return "" }
            return String(decoding: bytes[(position + 1)...].prefix { $0 != 0x0A }, as: UTF8.self)
        }
    }
}
