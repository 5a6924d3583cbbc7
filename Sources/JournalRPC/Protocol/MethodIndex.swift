/// A lookup from names, as UTF-8 bytes, to values: the dispatcher's way from `method` to its handler
/// without making a String. Built once, never changed; the names are the program's own.
public struct MethodIndex<Value> {
    fileprivate struct Entry {
        let name: [UInt8]
        let value: Value
    }

    private let entries: [Entry]
    /// Positions in `entries` plus one; 0 is empty. A power of two in size, at most half full.
    private let slots: [UInt16]

    /// An index of the given pairs; of pairs with the same name the first counts. At most 65,000.
    public init(_ pairs: some Sequence<(name: String, value: Value)>) {
        var entries: [Entry] = []
        for pair in pairs where entries.count < 65_000 {
            entries.append(Entry(name: Array(pair.name.utf8), value: pair.value))
        }
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        var slots = [UInt16](repeating: 0, count: size)
        for (position, entry) in entries.enumerated() {
            var slot = entry.name.withUnsafeBytes { Self.hash($0) } & (size - 1)
            while slots[slot] != 0, entries[Int(slots[slot]) - 1].name != entry.name {
                slot = (slot + 1) & (size - 1)
            }
            if slots[slot] == 0 { slots[slot] = UInt16(position + 1) }
        }
        self.entries = entries
        self.slots = slots
    }

    /// The value of a name, or nil.
    public func find(_ name: UnsafeRawBufferPointer) -> Value? {
        let mask = slots.count - 1
        var slot = Self.hash(name) & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.name.count == name.count, entry.name.withUnsafeBytes({ $0.elementsEqual(name) }) {
                return entry.value
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The value of the name that a string view spells, or nil.
    public func find(_ name: JSONView) -> Value? {
        guard name.kind == .string else { return nil }
        return name.withUTF8 { find($0) }
    }

    /// The value of a name, or nil.
    public func find(_ name: String) -> Value? {
        var name = name
        return name.withUTF8 { find(UnsafeRawBufferPointer($0)) }
    }

    /// FNV-1a. Callers cannot add names, so collisions cannot be arranged; a long name is hashed by its
    /// first 64 bytes only.
    private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.prefix(64) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}

extension MethodIndex: Sendable where Value: Sendable {}
extension MethodIndex.Entry: Sendable where Value: Sendable {}
