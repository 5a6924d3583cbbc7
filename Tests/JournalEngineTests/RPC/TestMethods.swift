import JournalRPC
import Synchronization

@testable import JournalEngine

/// Methods that exist only to drive the server.
enum TestMethods {
    struct Text: Codable, Sendable {
        var text: String
    }

    struct Size: Codable, Sendable {
        var bytes: Int
    }

    /// Answers its params.
    enum Echo: RPCMethod {
        typealias Params = Text
        typealias Result = Text
        static let name = "test.echo"
        static let help = "Echoes."
        static let params = Schema.object([.required("text", .string(0...900_000), "What to echo.")])
        static let result = Schema.object([.required("text", .string())])
    }

    /// Like `Echo`, but changes something.
    enum Write: RPCMethod {
        typealias Params = Text
        typealias Result = Text
        static let name = "test.write"
        static let help = "Writes."
        static let params = Echo.params
        static let result = Echo.result
        static let isWrite = true
    }

    /// Answers once the test opens the gate.
    enum Wait: RPCMethod {
        typealias Params = NoParams
        typealias Result = String
        static let name = "test.wait"
        static let help = "Waits."
        static let params = NoParams.schema
        static let result = Schema.string()
    }

    /// Answers with so many bytes.
    enum Big: RPCMethod {
        typealias Params = Size
        typealias Result = String
        static let name = "test.big"
        static let help = "Is big."
        static let params = Schema.object([.required("bytes", .integer(0...16_000_000))])
        static let result = Schema.string(0...16_000_000)
        static let access = RPCAccess.anyone
    }

    /// Fails with the error that the test chose for this word.
    enum Fail: RPCMethod {
        typealias Params = Text
        typealias Result = String
        static let name = "test.fail"
        static let help = "Fails."
        static let params = Echo.params
        static let result = Schema.string()
        static let access = RPCAccess.anyone
    }

    /// For administrators.
    enum Admin: RPCMethod {
        typealias Params = NoParams
        typealias Result = String
        static let name = "test.admin"
        static let help = "Administers."
        static let params = NoParams.schema
        static let result = Schema.string()
        static let access = RPCAccess.admin
    }

    /// Sends so many notifications after its reply; each says how many were refused before it.
    enum Watch: RPCMethod {
        typealias Params = Size
        typealias Result = String
        static let name = "test.watch"
        static let help = "Watches."
        static let params = Big.params
        static let result = Schema.string()
    }

    /// An immediate method that has to know who is asking.
    enum Who: RPCMethod {
        typealias Params = NoParams
        typealias Result = UInt32
        static let name = "test.who"
        static let help = "Says who is asking."
        static let params = NoParams.schema
        static let result = Schema.integer()
    }
}

/// Lets tasks through once it is open.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var arrivals = 0
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    func pass() async {
        await withCheckedContinuation { continuation in
            let (isOpen, reached) = state.withLock { state in
                state.arrivals += 1
                let reached = state.watchers.filter { $0.count <= state.arrivals }
                state.watchers.removeAll { $0.count <= state.arrivals }
                if !state.isOpen { state.waiting.append(continuation) }
                return (state.isOpen, reached)
            }
            for watcher in reached { watcher.continuation.resume() }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// How many have come so far.
    var arrivals: Int { state.withLock { $0.arrivals } }

    /// Returns once so many have come.
    func arrived(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.arrivals < count { state.watchers.append((count, continuation)) }
                return state.arrivals >= count
            }
            if isThere { continuation.resume() }
        }
    }
}

/// What the handlers saw.
final class Recorder: Sendable {
    private let texts = Mutex<[String]>([])
    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var all: [String] { texts.withLock { $0 } }
}
