public import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Who connected, as the kernel says it (SO_PEERCRED, unix(7)): the credentials at the time of `connect()`.
public struct PeerCredentials: Sendable, Hashable {
    /// The effective user.
    public let uid: UInt32
    /// The effective group.
    public let gid: UInt32
    /// The process; it may be gone, and its number may belong to another by now.
    public let pid: Int32

    /// The uid that the kernel shows for users it cannot name (`overflowuid`). It stands for anybody, so it is nobody.
    public static let overflowUID: UInt32 = 65_534

    public init(uid: UInt32, gid: UInt32, pid: Int32) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
    }

    /// Whether the uid names one user.
    public var isIdentity: Bool { uid != Self.overflowUID && uid != UInt32.max }

    /// Asks the kernel about the other end of a Unix stream socket. Call on the channel's event loop: the future is
    /// then complete when this returns.
    public static func of(_ channel: any Channel) -> EventLoopFuture<PeerCredentials> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        let future: EventLoopFuture<KernelCredentials> = provider.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
        return future.map { PeerCredentials(uid: $0.uid, gid: $0.gid, pid: $0.pid) }
    }

    /// `struct ucred` of Linux.
    private struct KernelCredentials: Sendable {
        var pid: Int32 = 0
        var uid: UInt32 = 0
        var gid: UInt32 = 0
    }
}
