/// The versions of this client.
enum ClientVersion {
    static let number = "0.1.0"
    /// `MAJOR.MINOR` of the wire that it was built for.
    static let wire = "1.0"

    enum Comparison: Equatable {
        case same
        case compatible(String)
        case incompatible(String)
    }

    /// How the daemon's wire goes with this client's.
    static func compare(daemon: String) -> Comparison {
        guard let theirs = parts(daemon), let ours = parts(wire) else {
            return .incompatible("the daemon names no version of its wire")
        }
        if theirs.major != ours.major {
            return .incompatible("the daemon speaks version \(daemon) of the wire, this client version \(wire)")
        }
        if theirs.minor == ours.minor { return .same }
        return .compatible(
            theirs.minor < ours.minor
                ? "the daemon is older than this client; what is new may not work"
                : "the daemon is newer than this client; update the client to use all of it")
    }

    private static func parts(_ text: String) -> (major: Int, minor: Int)? {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Digits.value($0) }
        guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
        return (major, minor)
    }
}
