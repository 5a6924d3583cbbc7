/// Which server of a cluster has which keys, as the servers last said.
struct ClusterTable: Hashable, Sendable {
    /// The most servers that are talked to.
    static let mostNodes = 64

    private(set) var nodes: [RedisAddress.Place]
    private var slots: [UInt8]

    /// Everything is at the server that the settings name until it says otherwise.
    init(seed: RedisAddress.Place) {
        nodes = [seed]
        slots = [UInt8](repeating: 0, count: HashSlot.count)
    }

    func place(ofSlot slot: Int) -> RedisAddress.Place {
        slots.indices.contains(slot) ? nodes[Int(slots[slot])] : nodes[0]
    }

    /// Takes over one slot's new place; false when there are too many places.
    mutating func move(slots range: ClosedRange<Int>, to place: RedisAddress.Place) -> Bool {
        guard range.lowerBound >= 0, range.upperBound < HashSlot.count else { return false }
        let index: Int
        if let known = nodes.firstIndex(of: place) {
            index = known
        } else {
            guard nodes.count < Self.mostNodes else { return false }
            nodes.append(place)
            index = nodes.count - 1
        }
        for slot in range { slots[slot] = UInt8(index) }
        return true
    }

    /// Takes over a reply to `CLUSTER SLOTS`, which lists ranges with their servers, the primary first.
    /// - Parameter answerer: where the reply came from; a server that does not know its own name is that one.
    /// - Returns: nil when the reply is something else.
    static func reading(_ reply: RESPValue, from answerer: RedisAddress.Place, seed: RedisAddress.Place) -> ClusterTable? {
        guard case .array(let ranges) = reply, !ranges.isEmpty else { return nil }
        var table = ClusterTable(seed: seed)
        for range in ranges {
            guard case .array(let parts) = range, parts.count >= 3, case .integer(let first) = parts[0],
                case .integer(let last) = parts[1], case .array(let primary) = parts[2], primary.count >= 2,
                case .integer(let port) = primary[1], (0...last).contains(first), last < Int64(HashSlot.count)
            else { return nil }
            var place = answerer
            if case .bulk(let host) = primary[0], !host.isEmpty {
                guard let named = Self.place(host: String(decoding: host, as: UTF8.self), port: port) else { return nil }
                place = named
            }
            guard table.move(slots: Int(first)...Int(last), to: place) else { return nil }
        }
        return table
    }

    private static func place(host: String, port: Int64) -> RedisAddress.Place? {
        guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy(RedisAddress.isHostByte), (1...65_535).contains(port)
        else { return nil }
        return .tls(host: host, port: Int(port))
    }

    /// Where an error sends a caller: `MOVED SLOT HOST:PORT` for good, `ASK SLOT HOST:PORT` this once.
    struct Redirection: Hashable {
        let isLasting: Bool
        let slot: Int
        let place: RedisAddress.Place

        init?(_ line: String, from answerer: RedisAddress.Place) {
            let words = line.split(separator: " ")
            guard words.count == 3, words[0] == "MOVED" || words[0] == "ASK", let slot = Int(words[1]),
                (0..<HashSlot.count).contains(slot), let colon = words[2].lastIndex(of: ":"),
                let port = Int64(words[2][words[2].index(after: colon)...])
            else { return nil }
            let host = String(words[2][..<colon])
            if host.isEmpty, case .tls(let own, _) = answerer {
                guard let place = ClusterTable.place(host: own, port: port) else { return nil }
                self.place = place
            } else {
                guard let place = ClusterTable.place(host: host, port: port) else { return nil }
                self.place = place
            }
            isLasting = words[0] == "MOVED"
            self.slot = slot
        }
    }
}
