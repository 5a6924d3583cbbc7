import Synchronization

/// Which form of answer the server takes, as far as is known.
final class AnswerFormats: Sendable {
    private struct State {
        var current: AnswerFormat
        /// The server has answered a request of this form, or the settings say that it does.
        var isProven: Bool
    }

    private let state: Mutex<State>

    /// - Parameter fixed: what the settings name; nil to find out.
    init(fixed: AnswerFormat?) {
        state = Mutex(State(current: fixed ?? .schema, isProven: fixed != nil))
    }

    var current: AnswerFormat { state.withLock { $0.current } }

    /// What to try after a server refused a request of this form; nil where the form is not to blame.
    func fallBack(from format: AnswerFormat) -> AnswerFormat? {
        state.withLock { $0.isProven ? nil : format.next }
    }

    /// The server answered a request of this form.
    func prove(_ format: AnswerFormat) {
        state.withLock { state in
            guard !state.isProven else { return }
            state.current = format
            state.isProven = true
        }
    }
}
