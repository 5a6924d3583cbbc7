/// Finds out whether an object gives a member twice, in time linear in its bytes.
///
/// Few plain names are compared pair by pair. Otherwise the names go into an open hash table, hashed
/// as bytes by the standard library's SipHash, whose key is random in each process: nobody can
/// prepare names that collide, and no String is made.
struct MemberNameCheck {
    private static let pairwise = 8
    private var slots: [UInt32] = []
    private var scratch: [UInt8] = []

    /// Whether all names of the object at `object` differ once unescaped.
    mutating func areDistinct(
        base: UnsafePointer<UInt8>, tape: UnsafePointer<TapeEntry>, object: Int
    ) -> Bool {
        let entry = tape[object]
        if entry.count <= Self.pairwise, let answer = comparePairs(base, tape, entry, first: object + 1) {
            return answer
        }
        return compareHashes(base, tape, entry, first: object + 1)
    }

    /// nil when a name has escapes, which only the table handles.
    private func comparePairs(
        _ base: UnsafePointer<UInt8>, _ tape: UnsafePointer<TapeEntry>, _ object: TapeEntry, first: Int
    ) -> Bool? {
        var name = first
        while name < Int(object.extent) {
            let entry = tape[name]
            if entry.isEscaped { return nil }
            var other = first
            while other < name {
                if JSONText.plainEqual(base, entry, tape[other]) { return false }
                other = Self.nextName(tape, other)
            }
            name = Self.nextName(tape, name)
        }
        return true
    }

    private mutating func compareHashes(
        _ base: UnsafePointer<UInt8>, _ tape: UnsafePointer<TapeEntry>, _ object: TapeEntry, first: Int
    ) -> Bool {
        var size = 32
        while size < object.count * 2 { size *= 2 }
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(0, count: size))
        var name = first
        while name < Int(object.extent) {
            var slot = hash(base, tape[name]) & (size - 1)
            while slots[slot] != 0 {
                if JSONText.equal(base, tape[Int(slots[slot])], tape[name]) { return false }
                slot = (slot + 1) & (size - 1)
            }
            // An index of 0 is the outermost value, never a name: it can stand for an empty slot.
            slots[slot] = UInt32(truncatingIfNeeded: name)
            name = Self.nextName(tape, name)
        }
        return true
    }

    private mutating func hash(_ base: UnsafePointer<UInt8>, _ entry: TapeEntry) -> Int {
        var hasher = Hasher()
        if entry.isEscaped {
            scratch.removeAll(keepingCapacity: true)
            JSONText.unescape(base, entry, into: &scratch)
            scratch.withUnsafeBytes { hasher.combine(bytes: $0) }
        } else {
            hasher.combine(bytes: JSONText.raw(base, entry))
        }
        return hasher.finalize()
    }

    /// The name after the value of this name.
    private static func nextName(_ tape: UnsafePointer<TapeEntry>, _ name: Int) -> Int {
        let value = tape[name + 1]
        return value.kind.isContainer ? Int(value.extent) : name + 2
    }
}
