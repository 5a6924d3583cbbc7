/// Names of the IANA time zone database.
enum ZoneName {
    /// Where the database is on this system.
    static let database = "/usr/share/zoneinfo"

    /// Whether it can be a name at all: parts of letters, digits, `_`, `+`, `-` between slashes. So no name leads out
    /// of the database.
    static func isWellFormed(_ name: String) -> Bool {
        guard (1...64).contains(name.utf8.count) else { return false }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 3, parts.first != "posix", parts.first != "right" else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy {
                    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                        || "_+-".utf8.contains($0)
                }
        }
    }

    /// Names that the system may mean, best first: `TZ`, `/etc/timezone`, where `/etc/localtime` leads.
    static func localCandidates(
        environment: Environment, timezoneFile: String = "/etc/timezone", localtimeLink: String = "/etc/localtime"
    ) -> [String] {
        var names: [String] = []
        if let zone = environment["TZ"] {
            // POSIX: a colon says that a file is meant; an empty value is UTC.
            let name = zone.hasPrefix(":") ? String(zone.dropFirst()) : zone
            names.append(name.isEmpty ? "UTC" : afterDatabase(name) ?? name)
        }
        if let bytes = SmallFile.read(timezoneFile, limit: 1_024) {
            names.append(String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self))
        }
        if let name = SmallFile.linkTarget(localtimeLink).flatMap(afterDatabase) { names.append(name) }
        return names
    }

    /// The part of a path after `zoneinfo/`.
    private static func afterDatabase(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        guard let index = parts.lastIndex(of: "zoneinfo"), index + 1 < parts.count else { return nil }
        return parts[(index + 1)...].joined(separator: "/")
    }
}
