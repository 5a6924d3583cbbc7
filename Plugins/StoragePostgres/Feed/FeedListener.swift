import CLibPQ
import Dispatch
import Glibc
import PluginAPI
import Synchronization

/// Listens to the notifications of other daemons, on a connection and a thread of its own, until it is stopped.
final class FeedListener: Sendable {
    static let channel = "journald_changes"
    /// Events that may wait for the engine; more become a gap.
    private static let capacity = 4_096
    /// How long a wait for notifications lasts, in milliseconds; then it is seen whether to stop.
    private static let patience: Int32 = 200
    /// After how many quiet waits the server is asked whether it is still there.
    private static let quietWaits = 50
    private static let longestPause: UInt32 = 5_000_000

    let events: AsyncStream<ChangeEvent>
    private let continuation: AsyncStream<ChangeEvent>.Continuation
    private let options: ConnectionOptions
    private let origin: String
    private let isStopped = Atomic(false)
    private let queue = DispatchQueue(label: "journald.storage.postgres.listen")

    init(_ options: ConnectionOptions, origin: String) {
        self.options = options
        self.origin = origin
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.capacity))
    }

    func begin() { queue.async { [self] in listen() } }

    func stop() {
        isStopped.store(true, ordering: .releasing)
        continuation.finish()
    }

    private func deliver(_ event: ChangeEvent) {
        // The newest are kept; the gap stands for those that gave way.
        if case .dropped = continuation.yield(event) { continuation.yield(.gap) }
    }

    private func listen() {
        let connection = Connection(options)
        var hasListened = false
        var pause: UInt32 = 100_000
        while !isStopped.load(ordering: .acquiring) {
            do {
                try connection.ensureOpen()
                _ = try connection.run(Query("LISTEN \(Self.channel)", isKept: false))
                // What was told while nobody listened was not heard.
                if hasListened { deliver(.gap) }
                hasListened = true
                pause = 100_000
                try hear(connection)
            } catch {
                connection.close()
                // Once it was wanted, what was told meanwhile was missed, also if it was never reached before.
                hasListened = true
                usleep(pause)
                pause = min(pause * 2, Self.longestPause)
            }
        }
        connection.close()
    }

    /// Delivers what is heard until the listener is stopped.
    /// - Throws: when the connection is lost.
    private func hear(_ connection: Connection) throws {
        var quiet = 0
        while !isStopped.load(ordering: .acquiring) {
            guard let handle = connection.handle else { throw PostgresFailure(.connection, "the connection is closed") }
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, Self.patience)
            if ready == 0 {
                quiet += 1
                guard quiet >= Self.quietWaits else { continue }
                _ = try connection.run(Query("SELECT 1"))
            } else if ready > 0, PQconsumeInput(handle) != 1 || PQstatus(handle) != CONNECTION_OK {
                throw connection.lost(Connection.message(of: handle))
            }
            quiet = 0
            while let notification = PQnotifies(handle) {
                let payload = notification.pointee.extra.map { String(cString: $0) } ?? ""
                PQfreemem(notification)
                for event in ChangeCoding.events(payload, origin: origin) { deliver(event) }
            }
        }
    }
}
