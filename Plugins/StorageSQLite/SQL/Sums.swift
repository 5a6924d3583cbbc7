import PluginAPI

/// A tally as a vector of integers, cheap to add, and its packed form in a rollup row.
///
/// Packed: fifteen zigzag LEB128 integers in the order of `Tally`'s fields; a typical day takes about 20 bytes.
struct Sums: Hashable {
    static let fields = 15
    var values = SIMD16<Int64>()

    init() {}

    init(words: Int, mood: Mood?, sentiment: StoredSentiment?) {
        values[0] = 1
        values[1] = Int64(words)
        if let mood { values[9 + Int(mood.value)] = 1 }
        guard let sentiment else { return }
        values[5 + sentiment.label.index] = 1
        guard sentiment.label != .unknown else { return }
        let score = Int64(sentiment.score.tenThousandths)
        values[2] = 1
        values[3] = score
        values[4] = score * score
    }

    init(packed bytes: UnsafeRawBufferPointer) {
        var reader = PackedReader(bytes)
        self.init(&reader)
    }

    fileprivate init(_ reader: inout PackedReader) {
        for field in 0..<Self.fields { values[field] = reader.next() }
    }

    var packed: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        append(to: &bytes)
        return bytes
    }

    fileprivate func append(to bytes: inout [UInt8]) {
        for field in 0..<Self.fields { bytes.appendPacked(values[field]) }
    }

    var entries: Int64 { values[0] }
    var scored: Int64 { values[2] }
    var scoreSum: Int64 { values[3] }

    var tally: Tally {
        var tally = Tally()
        tally.entries = values[0]
        tally.words = values[1]
        tally.scored = values[2]
        tally.scoreSum = values[3]
        tally.scoreSquares = values[4]
        for place in 0..<5 {
            tally.labels[place] = values[5 + place]
            tally.moods[place] = values[10 + place]
        }
        return tally
    }

    static func += (left: inout Sums, right: Sums) { left.values &+= right.values }
    static func -= (left: inout Sums, right: Sums) { left.values &-= right.values }
}

/// Entries, scored entries and score sum for each hour of one day.
struct HourSums: Hashable {
    /// Entries, scored, score sum of hour 0, then of hour 1 …
    var values = [Int64](repeating: 0, count: 72)

    init() {}

    /// Packed: for each hour the number of entries; where it is not zero, scored and score sum follow.
    init(packed bytes: UnsafeRawBufferPointer) {
        var reader = PackedReader(bytes)
        for place in stride(from: 0, to: 72, by: 3) {
            values[place] = reader.next()
            guard values[place] != 0 else { continue }
            values[place + 1] = reader.next()
            values[place + 2] = reader.next()
        }
    }

    var packed: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(40)
        for place in stride(from: 0, to: 72, by: 3) {
            bytes.appendPacked(values[place])
            guard values[place] != 0 else { continue }
            bytes.appendPacked(values[place + 1])
            bytes.appendPacked(values[place + 2])
        }
        return bytes
    }

    /// Adds sums to an hour; one outside 0…23 is held within.
    mutating func add(_ sums: Sums, hour: Int, sign: Int64) {
        let place = 3 * min(max(hour, 0), 23)
        values[place] &+= sign &* sums.entries
        values[place + 1] &+= sign &* sums.scored
        values[place + 2] &+= sign &* sums.scoreSum
    }

    static func += (left: inout HourSums, right: HourSums) {
        for place in 0..<72 { left.values[place] &+= right.values[place] }
    }
}

/// The sums of one category over a month, and over each of its days that has entries.
///
/// Packed: the month's sums, then for each day its place in the month and its sums, ascending.
struct MonthSums {
    private(set) var total = Sums()
    /// By day of the month, 1…31; ascending.
    private(set) var days: [(day: Int, sums: Sums)] = []

    init() {}

    init(packed bytes: UnsafeRawBufferPointer) {
        var reader = PackedReader(bytes)
        total = Sums(&reader)
        while !reader.isAtEnd {
            let day = Int(truncatingIfNeeded: reader.next())
            days.append((day, Sums(&reader)))
        }
    }

    var packed: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 * (1 + days.count))
        total.append(to: &bytes)
        for (day, sums) in days {
            bytes.appendPacked(Int64(day))
            sums.append(to: &bytes)
        }
        return bytes
    }

    /// Adds to one day and to the month; a day without entries is dropped.
    mutating func add(_ sums: Sums, day: Int) {
        total += sums
        let place = days.firstIndex { $0.day >= day } ?? days.count
        if place < days.count, days[place].day == day {
            days[place].sums += sums
        } else {
            days.insert((day, sums), at: place)
        }
    }

    mutating func add(_ other: MonthSums) {
        for (day, sums) in other.days { add(sums, day: day) }
    }

    mutating func dropEmptyDays() { days.removeAll { $0.sums.entries == 0 } }
}

/// Reads zigzag LEB128 integers; past the end it reads zeros.
private struct PackedReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func next() -> Int64 {
        var word: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            word |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
    }
}

extension [UInt8] {
    fileprivate mutating func appendPacked(_ value: Int64) {
        var word = UInt64(bitPattern: (value << 1) ^ (value >> 63))
        while word >= 0x80 {
            append(UInt8(truncatingIfNeeded: word) | 0x80)
            word >>= 7
        }
        append(UInt8(truncatingIfNeeded: word))
    }
}
