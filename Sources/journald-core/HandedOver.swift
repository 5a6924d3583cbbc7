import JournalEngine
import Synchronization

/// The socket that a service manager handed over, taken once at the start of the process.
enum HandedOver {
    private static let taken = Mutex<Result<Int32?, ListenFDsError>>(.success(nil))

    static func take() {
        let result = Result { () throws(ListenFDsError) in try ListenFDs.take() }
        taken.withLock { $0 = result }
    }

    /// Whether none was handed over.
    static var isEmpty: Bool { (try? socket()) == .some(nil) }

    /// Its descriptor, or nil when there is none.
    static func socket() throws(ListenFDsError) -> Int32? { try taken.withLock { $0 }.get() }
}
