import Dispatch
import PluginAPI
import Synchronization

/// Lets one thread at a time use the file of key shares, never one of the concurrency pool.
final class KeyShareKeeper: Sendable {
    /// The file belongs to whoever holds the lock; `queue` alone takes it, so nobody waits for it on another thread.
    private let file: Mutex<KeyShareFile>
    private let queue = DispatchQueue(label: "journald.storage.sqlite.shares")
    private let state = Mutex(KeyShareState())

    init(_ file: sending KeyShareFile) {
        self.file = Mutex(file)
    }

    /// Lets another process have the file.
    func close() async { _ = try? await use { $0.release() } }

    /// What stands in the way of destroying shares, and whether the file is where it was.
    var report: KeyShareState { state.withLock { $0 } }

    func noteCondemned(_ failure: StorageError?) { state.withLock { $0.condemned = failure } }

    /// Asks whether the file is still where it was.
    func look() async { _ = try? await use { _ in } }

    func use<Value: Sendable>(
        _ body: @escaping @Sendable (KeyShareFile) throws -> Value
    ) async throws(StorageError) -> Value {
        let result: Result<Value, StorageError> = await withCheckedContinuation { continuation in
            queue.async { [self] in
                let result = file.withLock { file -> Result<Value, StorageError> in
                    defer {
                        let isMoved = file.isMoved
                        state.withLock { $0.isMoved = isMoved }
                    }
                    do {
                        return .success(try body(file))
                    } catch {
                        return .failure(StorageError(from: error))
                    }
                }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }
}

/// What the store's health says of the file.
struct KeyShareState: Sendable {
    /// Why shares of deleted users could not be destroyed yet.
    var condemned: StorageError?
    var isMoved = false
}
