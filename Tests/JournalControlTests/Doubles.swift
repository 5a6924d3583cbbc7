import Synchronization

/// Collects what is written.
final class Log: Sendable {
    private let state = Mutex("")
    var text: String { state.withLock { $0 } }
    func append(_ text: String) { state.withLock { $0 += text } }
}

/// A clock that stands still until it is set.
final class ManualSeconds: Sendable {
    private let state = Mutex(0.0)
    var value: Double {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
