import CSystemd
import Dispatch
import Synchronization

/// Tells the service manager how the daemon is. Without one (`$NOTIFY_SOCKET` not set) nothing happens.
///
/// Calls return at once: libsystemd's send may wait for the manager, so it has a thread of its own.
public final class Notify: Sendable {
    /// States that wait to be sent. A manager that is stuck must not cost memory.
    private static let maxWaiting = 64

    private let queue = DispatchQueue(label: "journald.notify")
    private let waiting = Atomic<Int>(0)

    public init() {}

    /// The daemon answers on its socket, or has finished a reload.
    public func ready(status: String) { send("READY=1\nSTATUS=\(LineEscape.escaped(status))") }

    /// One line for `systemctl status`.
    public func status(_ text: String) { send("STATUS=\(LineEscape.escaped(text))") }

    /// A reload begins. Must be followed by `ready`, also when the reload failed.
    public func reloading() { send("RELOADING=1\nMONOTONIC_USEC=\(SystemTime.monotonicMicroseconds())") }

    /// The daemon begins to stop.
    public func stopping(status: String) { send("STOPPING=1\nSTATUS=\(LineEscape.escaped(status))") }

    /// The daemon is alive.
    public func watchdog() { send("WATCHDOG=1") }

    /// A long start goes on; the manager waits at least this much longer.
    public func extendTimeout(seconds: UInt32) { send("EXTEND_TIMEOUT_USEC=\(UInt64(seconds) * 1_000_000)") }

    /// Waits until everything said so far has been sent. Only for the end of the process and for tests.
    public func flush() { queue.sync {} }

    private func send(_ state: String) {
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.maxWaiting else {
            waiting.wrappingSubtract(1, ordering: .relaxed)
            return
        }
        queue.async { [self] in
            sd_notify(0, state)
            waiting.wrappingSubtract(1, ordering: .relaxed)
        }
    }
}
