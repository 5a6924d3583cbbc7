import JournalRPC
import PluginAPI

@testable import JournalEngine

/// Errors by name, as handlers throw them.
enum TestFailure {
    struct Unknown: Error, CustomStringConvertible {
        var description: String { "secret text" }
    }

    static func error(_ name: String) -> any Error {
        switch name {
        case "notFound": ServiceError.notFound("entry")
        case "conflict": ServiceError.conflict(currentRevision: 4)
        case "forbidden": ServiceError.forbidden
        case "unavailable": ServiceError.unavailable(retryable: true)
        case "tooLarge": ServiceError.tooLarge("a body has at most 262,144 bytes")
        case "storageFull": StorageError.full
        case "storeConflict": StorageError.revisionConflict(current: 9)
        case "corrupt": StorageError.corrupt(reason: "page 7")
        case "secondFactor": ServiceError(.secondFactorRequired)
        case "deadline": ServiceError.deadlineExceeded
        case "reauthenticate": ServiceError(.reauthenticationRequired)
        case "cancelled": CancellationError()
        default: Unknown()
        }
    }
}
