import CSystemd
import Glibc

/// The sockets handed over by the service manager (socket activation).
public enum ListenFDs {
    /// The socket that was handed over, close-on-exec, or nil when there is none. The variables that name it are
    /// removed from the environment: call it once, first thing in the process, before another thread runs.
    /// - Throws: `ListenFDsError` when there are several, or it is not a listening Unix stream socket.
    public static func take() throws(ListenFDsError) -> Int32? {
        let count = sd_listen_fds(1)
        guard count >= 0 else { throw ListenFDsError("cannot take the handed-over sockets (error \(-count))") }
        guard count > 0 else { return nil }
        guard count == 1 else {
            throw ListenFDsError("\(count) sockets were handed over; journald-core takes one ListenStream=")
        }
        let descriptor: Int32 = SD_LISTEN_FDS_START
        try check(descriptor)
        return descriptor
    }

    /// - Throws: `ListenFDsError` when the descriptor is not a listening Unix stream socket.
    public static func check(_ descriptor: Int32) throws(ListenFDsError) {
        guard sd_is_socket(descriptor, AF_UNIX, Int32(SOCK_STREAM.rawValue), 1) > 0 else {
            throw ListenFDsError("the handed-over descriptor is not a listening Unix stream socket; use ListenStream=/path")
        }
    }
}

/// A socket that cannot be used. The message is shown to the operator as it is.
public struct ListenFDsError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
