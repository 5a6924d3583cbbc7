import Glibc

/// Which system users may call the methods of workers. They need no account, and get none.
public struct WorkerPolicy: Sendable {
    private let uids: Set<UInt32>

    /// Nobody.
    public static let none = WorkerPolicy(uids: [])

    init(uids: Set<UInt32>) {
        self.uids = uids
    }

    /// - Parameter users: names and numbers, separated by commas. A name that is not known is passed over and given to
    ///   `unknown`: the account may be made later, and the daemon does without workers until then.
    public init(users: String, unknown: (String) -> Void = { _ in }) {
        var uids = Set<UInt32>()
        for word in users.split(separator: ",") {
            let name = word.trimmingBlanks
            if name.isEmpty { continue }
            if let uid = UInt32(name) ?? Self.uid(of: name) { uids.insert(uid) } else { unknown(name) }
        }
        self.uids = uids
    }

    /// Whether there is anybody.
    public var isEmpty: Bool { uids.isEmpty }

    func allows(_ peer: PeerCredentials) -> Bool { peer.isIdentity && uids.contains(peer.uid) }

    private static func uid(of name: String) -> UInt32? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.pw_uid
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
