import PluginAPI

/// A table that knows the order in which its values were last used. Every operation takes constant time.
///
/// Values lie in slots that are linked by their places in a list from the newest to the oldest; free slots are used again.
struct RecencyTable<Value: Sendable>: Sendable {
    private struct Slot {
        /// Nil when the slot is free.
        var key: CacheKey?
        var value: Value?
        var cost = 0
        var until = Duration.zero
        var newer = RecencyTable.none
        var older = RecencyTable.none
    }

    /// What a value costs in memory besides its bytes and those of its key: slot, table, and the heads of two arrays.
    static var overhead: Int { 256 }
    private static var none: Int { -1 }

    private var places: [CacheKey: Int] = [:]
    private var slots: [Slot] = []
    private var free: [Int] = []
    private var newest = RecencyTable.none
    private var oldest = RecencyTable.none
    /// The slot that the next sweep looks at.
    private var sweepPlace = 0
    /// The costs of all values.
    private(set) var bytes = 0

    var count: Int { places.count }

    /// What a value of so many bytes counts as under a key.
    static func cost(of key: CacheKey, valueBytes: Int) -> Int {
        valueBytes + key.bytes.count + key.space.utf8.count + overhead
    }

    /// The value under a key, which is now the newest; nil when there is none or it is over.
    mutating func use(_ key: CacheKey, now: Duration) -> Value? {
        guard let place = places[key] else { return nil }
        guard now < slots[place].until else { remove(at: place); return nil }
        if place != newest {
            unlink(place)
            linkAsNewest(place)
        }
        return slots[place].value
    }

    /// Keeps a value as the newest, in place of what was under its key.
    mutating func put(_ value: Value, for key: CacheKey, valueBytes: Int, until: Duration) {
        remove(key)
        let whole = Self.cost(of: key, valueBytes: valueBytes)
        let slot = Slot(key: key, value: value, cost: whole, until: until)
        let place: Int
        if let reused = free.popLast() {
            place = reused
            slots[place] = slot
        } else {
            place = slots.count
            slots.append(slot)
        }
        places[key] = place
        bytes += whole
        linkAsNewest(place)
    }

    /// Changes a value without changing its order, cost or end.
    mutating func replace(_ value: Value, for key: CacheKey) {
        if let place = places[key] { slots[place].value = value }
    }

    mutating func remove(_ key: CacheKey) {
        if let place = places[key] { remove(at: place) }
    }

    /// Removes the least recently used value; false when there is none.
    mutating func removeOldest() -> Bool {
        guard oldest != Self.none else { return false }
        remove(at: oldest)
        return true
    }

    /// Looks at the next few slots in turn and removes what is over, so that it does not stay until it is pushed out.
    mutating func sweep(_ steps: Int, now: Duration) {
        for _ in 0..<min(steps, slots.count) {
            if sweepPlace >= slots.count { sweepPlace = 0 }
            if slots[sweepPlace].key != nil, now >= slots[sweepPlace].until { remove(at: sweepPlace) }
            sweepPlace += 1
        }
    }

    private mutating func remove(at place: Int) {
        guard let key = slots[place].key else { return }
        unlink(place)
        places[key] = nil
        bytes -= slots[place].cost
        slots[place] = Slot()
        free.append(place)
    }

    private mutating func linkAsNewest(_ place: Int) {
        slots[place].newer = Self.none
        slots[place].older = newest
        if newest != Self.none { slots[newest].newer = place } else { oldest = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (slots[place].newer, slots[place].older)
        if newer != Self.none { slots[newer].older = older } else { newest = older }
        if older != Self.none { slots[older].newer = newer } else { oldest = newer }
    }
}
