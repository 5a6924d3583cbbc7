import PluginAPI

/// The parameters of a statement in PostgreSQL's binary format, in the order `$1`, `$2` …
///
/// A statement names the type of a parameter where it is not clear (`$1::uuid[]`).
struct Parameters: Sendable {
    /// Types that arrays are made of, by their fixed numbers (`pg_type.dat`).
    enum ElementType: UInt32 {
        case bool = 16
        case bytes = 17
        case int8 = 20
        case text = 25
        case uuid = 2_950
    }

    private(set) var bytes: [UInt8] = []
    /// Where each value begins in `bytes`, and its length; −1 for NULL.
    private(set) var places: [(start: Int, length: Int32)] = []

    var count: Int { places.count }

    private mutating func value(_ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        write(&bytes)
        places.append((start, Int32(truncatingIfNeeded: bytes.count - start)))
    }

    mutating func addNull() { places.append((bytes.count, -1)) }

    mutating func add(_ number: Int64) { value { $0.append(bigEndian: UInt64(bitPattern: number)) } }
    mutating func add(_ number: Int64?) { if let number { add(number) } else { addNull() } }
    mutating func add(_ flag: Bool) { value { $0.append(flag ? 1 : 0) } }
    mutating func add(_ text: String) { value { $0.append(contentsOf: text.utf8) } }
    mutating func add(_ text: String?) { if let text { add(text) } else { addNull() } }
    mutating func add(_ bytes: [UInt8]) { value { $0.append(contentsOf: bytes) } }
    mutating func add(_ bytes: [UInt8]?) { if let bytes { add(bytes) } else { addNull() } }
    mutating func add(_ instant: Instant) { add(instant.microseconds) }
    mutating func add(_ instant: Instant?) { add(instant?.microseconds) }

    mutating func add<Subject>(_ id: Identifier<Subject>) {
        value {
            $0.append(bigEndian: id.high)
            $0.append(bigEndian: id.low)
        }
    }

    mutating func add<Subject>(_ id: Identifier<Subject>?) { if let id { add(id) } else { addNull() } }
}

// Arrays: one parameter for a column of many rows, which `unnest` makes rows of.
extension Parameters {
    private mutating func array<Item>(
        _ type: ElementType, _ items: some Sequence<Item?>, _ write: (inout [UInt8], Item) -> Void
    ) {
        value { $0.append(arrayOf: type, items, write) }
    }

    /// Of values that have one width and are never NULL: the whole array is laid out at once.
    private mutating func array<Item>(
        _ type: ElementType, width: Int, count: Int, of groups: some Sequence<some Sequence<Item>>,
        _ store: (UnsafeMutableRawPointer, Item) -> Void
    ) {
        value {
            $0.append(arrayHeaderOf: type, count: count)
            let step = width + 4
            $0.append(byteCount: count * step) { buffer in
                guard var place = buffer.baseAddress else { return }
                for group in groups {
                    for item in group {
                        place.storeBytes(of: UInt32(truncatingIfNeeded: width).bigEndian, as: UInt32.self)
                        store(place + 4, item)
                        place += step
                    }
                }
            }
        }
    }

    mutating func addArray(_ numbers: some Sequence<Int64?>) {
        array(.int8, numbers) { $0.append(bigEndian: UInt64(bitPattern: $1)) }
    }

    mutating func addArray(_ numbers: some Collection<Int64>) {
        array(.int8, width: 8, count: numbers.count, of: CollectionOfOne(numbers)) { $0.storeBytes(of: $1.bigEndian, as: Int64.self) }
    }

    /// The terms of many texts, one after the other.
    mutating func addArray(termsOf texts: some Collection<[TermHash]>) {
        array(.int8, width: 8, count: texts.reduce(0) { $0 + $1.count }, of: texts) {
            $0.storeBytes(of: $1.number.bigEndian, as: Int64.self)
        }
    }

    mutating func addArray(_ texts: some Sequence<String?>) {
        array(.text, texts) { $0.append(contentsOf: $1.utf8) }
    }

    mutating func addArray(_ texts: some Sequence<String>) { addArray(texts.lazy.map(Optional.some)) }

    mutating func addArray(_ values: some Sequence<[UInt8]?>) {
        array(.bytes, values) { $0.append(contentsOf: $1) }
    }

    mutating func addArray(_ values: some Sequence<[UInt8]>) { addArray(values.lazy.map(Optional.some)) }

    mutating func addArray(_ flags: some Collection<Bool>) {
        array(.bool, width: 1, count: flags.count, of: CollectionOfOne(flags)) { $0.storeBytes(of: $1 ? 1 : 0, as: UInt8.self) }
    }

    mutating func addArray<Subject>(_ ids: some Sequence<Identifier<Subject>?>) {
        array(.uuid, ids) {
            $0.append(bigEndian: $1.high)
            $0.append(bigEndian: $1.low)
        }
    }

    mutating func addArray<Subject>(_ ids: some Collection<Identifier<Subject>>) {
        array(.uuid, width: 16, count: ids.count, of: CollectionOfOne(ids)) {
            $0.storeBytes(of: $1.high.bigEndian, as: UInt64.self)
            $0.storeBytes(of: $1.low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
    }
}

extension [UInt8] {
    mutating func append(bigEndian word: UInt64) {
        append(byteCount: 8) { $0.storeBytes(of: word.bigEndian, as: UInt64.self) }
    }

    mutating func append(bigEndian word: UInt32) {
        append(byteCount: 4) { $0.storeBytes(of: word.bigEndian, as: UInt32.self) }
    }

    /// Appends so many bytes, all of which `fill` writes.
    mutating func append(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        append(addingCapacity: byteCount) { span in
            span.withUnsafeMutableBufferPointer { buffer, written in
                fill(UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<byteCount]))
                written = byteCount
            }
        }
    }

    /// Appends what an array of one dimension begins with in PostgreSQL's binary format. An empty one has no dimension.
    fileprivate mutating func append(arrayHeaderOf type: Parameters.ElementType, count: Int) {
        append(bigEndian: UInt32(count == 0 ? 0 : 1))
        append(bigEndian: UInt32(0))
        append(bigEndian: type.rawValue)
        guard count > 0 else { return }
        append(bigEndian: UInt32(truncatingIfNeeded: count))
        append(bigEndian: UInt32(1))
    }

    /// Appends an array of one dimension in PostgreSQL's binary format; nil elements are NULL.
    mutating func append<Item>(
        arrayOf type: Parameters.ElementType, _ items: some Sequence<Item?>, _ write: (inout [UInt8], Item) -> Void
    ) {
        let start = count
        append(bigEndian: UInt32(1))
        append(bigEndian: UInt32(0))
        append(bigEndian: type.rawValue)
        append(bigEndian: UInt32(0))
        append(bigEndian: UInt32(1))
        var length: UInt32 = 0
        var hasNull = false
        for item in items {
            length += 1
            guard let item else {
                hasNull = true
                append(bigEndian: UInt32.max)
                continue
            }
            let place = count
            append(bigEndian: UInt32(0))
            write(&self, item)
            self.write(bigEndian: UInt32(truncatingIfNeeded: count - place - 4), at: place)
        }
        if length == 0 {
            // An empty array has no dimension.
            removeLast(8)
            self.write(bigEndian: 0, at: start)
        } else {
            self.write(bigEndian: hasNull ? 1 : 0, at: start + 4)
            self.write(bigEndian: length, at: start + 12)
        }
    }

    /// Replaces four bytes that are there.
    mutating func write(bigEndian word: UInt32, at place: Int) {
        withUnsafeMutableBytes { $0.storeBytes(of: word.bigEndian, toByteOffset: place, as: UInt32.self) }
    }
}
