/// Where a server is, from its URL.
struct RedisAddress: Hashable, Sendable {
    enum Place: Hashable, Sendable, CustomStringConvertible {
        /// A Unix socket: nothing leaves the machine.
        case socket(String)
        /// TLS 1.3 over TCP.
        case tls(host: String, port: Int)

        var description: String {
            switch self {
            case .socket(let path): path
            case .tls(let host, let port): "\(host):\(port)"
            }
        }
    }

    struct Refusal: Error, Hashable {
        let reason: String
    }

    let place: Place
    let database: Int

    /// `redis+unix:///path[?db=N]` or `rediss://host[:port][/N]`.
    init(_ url: String) throws(Refusal) {
        guard url.utf8.count <= 1_000, url.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw Refusal(reason: "must be printable ASCII without spaces")
        }
        if let rest = Self.rest(of: url, after: "redis+unix://") {
            (place, database) = try Self.socket(rest)
        } else if let rest = Self.rest(of: url, after: "rediss://") {
            (place, database) = try Self.server(rest)
        } else if url.hasPrefix("redis://") {
            throw Refusal(reason: "would send everything over the network in the clear; use rediss:// (TLS 1.3) or redis+unix:///path")
        } else {
            throw Refusal(reason: "must be redis+unix:///path or rediss://host:port/database")
        }
    }

    private static func rest(of url: String, after scheme: String) -> Substring? {
        url.hasPrefix(scheme) ? url.dropFirst(scheme.count) : nil
    }

    private static func socket(_ rest: Substring) throws(Refusal) -> (Place, Int) {
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        guard path.hasPrefix("/"), path.utf8.count <= 107 else {
            throw Refusal(reason: "needs an absolute path of at most 107 bytes after redis+unix://")
        }
        guard parts.count == 2 else { return (.socket(path), 0) }
        guard parts[1].hasPrefix("db=") else { throw Refusal(reason: "knows only ?db=NUMBER after the path") }
        return (.socket(path), try number(parts[1].dropFirst(3)))
    }

    private static func server(_ rest: Substring) throws(Refusal) -> (Place, Int) {
        guard !rest.contains("@") else {
            throw Refusal(reason: "must not hold a password; use cache.redis.user and cache.redis.passwordFile")
        }
        let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let authority = parts.first ?? ""
        let database = parts.count == 2 && !parts[1].isEmpty ? try number(parts[1]) : 0
        let host: Substring
        var port: Substring = "6379"
        if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<close]
            let after = authority[authority.index(after: close)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw Refusal(reason: "has no port after its address") }
            if !after.isEmpty { port = after.dropFirst() }
        } else {
            let pair = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = pair.first ?? ""
            if pair.count == 2 { port = pair[1] }
        }
        guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy(Self.isHostByte) else {
            throw Refusal(reason: "names no host")
        }
        guard port.utf8.count <= 5, let number = Int(port), (1...65_535).contains(number) else {
            throw Refusal(reason: "names no port")
        }
        return (.tls(host: String(host), port: number), database)
    }

    static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static func number(_ text: Substring) throws(Refusal) -> Int {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(text) else {
            throw Refusal(reason: "has no number for a database")
        }
        return number
    }
}
