import PluginAPI
import Synchronization

/// Makes UUIDv7 identifiers that ascend within this process, also when the clock steps back (RFC 9562, section 6.2, method 1).
final class IdentifierSource: Sendable {
    private struct State {
        var milliseconds: UInt64 = 0
        var counter: UInt64 = 0
    }

    private let time: any TimeSource
    private let state = Mutex(State())

    init(time: any TimeSource) {
        self.time = time
    }

    func next<Subject>(_: Subject.Type = Subject.self) -> Identifier<Subject> {
        let now = UInt64(max(0, time.now().milliseconds))
        let (milliseconds, counter) = state.withLock { state in
            if now > state.milliseconds {
                state.milliseconds = now
                state.counter = 0
            } else {
                state.counter += 1
                if state.counter > 0xFFF {
                    state.milliseconds += 1
                    state.counter = 0
                }
            }
            return (state.milliseconds, state.counter)
        }
        var generator = SystemRandomNumberGenerator()
        return Identifier(milliseconds: milliseconds, random: (counter, generator.next()))
    }
}
