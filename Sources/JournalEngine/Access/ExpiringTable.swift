import PluginAPI
import Synchronization

/// A bounded table in memory whose entries are over after a time of the monotonic clock. When it is full, the entry that
/// would be over first makes room.
final class ExpiringTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        let until: Duration
    }

    private let entries = Mutex<[Key: Entry]>([:])
    private let capacity: Int
    private let lifetime: Duration
    private let time: any TimeSource

    init(capacity: Int, lifetime: Duration, time: any TimeSource) {
        self.capacity = max(1, capacity)
        self.lifetime = lifetime
        self.time = time
    }

    func set(_ value: Value, for key: Key) {
        let now = time.uptime()
        entries.withLock { entries in
            if entries[key] == nil, entries.count >= capacity {
                entries = entries.filter { $0.value.until > now }
                if entries.count >= capacity, let first = entries.min(by: { $0.value.until < $1.value.until }) {
                    entries[first.key] = nil
                }
            }
            entries[key] = Entry(value: value, until: now + lifetime)
        }
    }

    func value(for key: Key) -> Value? {
        let now = time.uptime()
        return entries.withLock { entries in
            guard let entry = entries[key], entry.until > now else { return nil }
            return entry.value
        }
    }

    /// Takes an entry out: of those that try at once, one gets it.
    func take(_ key: Key) -> Value? {
        let now = time.uptime()
        return entries.withLock { entries in
            guard let entry = entries.removeValue(forKey: key), entry.until > now else { return nil }
            return entry.value
        }
    }

    /// Changes an entry in place; `body` sees nil when there is none, and removes it by setting nil.
    func change<Answer: Sendable>(_ key: Key, _ body: (inout Value?) -> Answer) -> Answer {
        let now = time.uptime()
        return entries.withLock { entries in
            let entry = entries[key].flatMap { $0.until > now ? $0 : nil }
            var value = entry?.value
            defer { entries[key] = value.flatMap { value in entry.map { Entry(value: value, until: $0.until) } } }
            return body(&value)
        }
    }

    func removeAll(where isGone: (Key, Value) -> Bool) {
        entries.withLock { entries in entries = entries.filter { !isGone($0.key, $0.value.value) } }
    }

    var count: Int { entries.withLock { $0.count } }
}
