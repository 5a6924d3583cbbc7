public import JournalRPC
import PluginAPI

/// Where a worker gets its texts and brings its answers: the daemon, over the socket or in the same process.
public protocol WorkSource: Sendable {
    func claim(_ params: Jobs.Claim.Params) async throws -> Jobs.Claim.Result
    func renew(_ params: Jobs.Renew.Params) async throws -> Jobs.Renew.Result
    func complete(_ params: Jobs.Complete.Params) async throws -> Jobs.Settled
    func fail(_ params: Jobs.Fail.Params) async throws -> Jobs.Settled
    func takeBatch(_ params: Jobs.Batches.Take.Params) async throws -> Jobs.Batches.Take.Result
    func fillBatch(_ params: Jobs.Batches.Fill.Params) async throws -> Jobs.Batches.Fill.Result
    func submitBatch(_ params: Jobs.Batches.Submit.Params) async throws
    func holdBatch(_ params: Jobs.Batches.Hold.Params) async throws -> Jobs.Batches.Hold.Result
    func settleBatch(_ params: Jobs.Batches.Settle.Params) async throws -> Jobs.Settled
    func endBatch(_ params: Jobs.Batches.End.Params) async throws
    func removeBatch(_ params: Jobs.Batches.Held) async throws
    /// Waits until there may be work, at most so long.
    func wait(atMost limit: Duration) async throws
}

/// The daemon itself as a source, for the worker inside it.
struct LocalWork: WorkSource {
    /// No connection has this number: they are counted from 1.
    private static let waiter: UInt64 = 0

    let service: WorkerService
    let provider: @Sendable () -> String

    func claim(_ params: Jobs.Claim.Params) async throws -> Jobs.Claim.Result {
        try await service.claims.claim(params).result
    }

    func renew(_ params: Jobs.Renew.Params) async throws -> Jobs.Renew.Result {
        guard let lease = LeaseID(params.lease) else { throw ServiceError.notFound("lease") }
        return .init(held: try await service.claims.renew(lease))
    }

    func complete(_ params: Jobs.Complete.Params) async throws -> Jobs.Settled {
        try await service.answers.complete(params)
    }

    func fail(_ params: Jobs.Fail.Params) async throws -> Jobs.Settled { try await service.answers.fail(params) }

    func takeBatch(_ params: Jobs.Batches.Take.Params) async throws -> Jobs.Batches.Take.Result {
        try await service.batches.take(params)
    }

    func fillBatch(_ params: Jobs.Batches.Fill.Params) async throws -> Jobs.Batches.Fill.Result {
        try await service.batches.fill(params)
    }

    func submitBatch(_ params: Jobs.Batches.Submit.Params) async throws { try await service.batches.submit(params) }

    func holdBatch(_ params: Jobs.Batches.Hold.Params) async throws -> Jobs.Batches.Hold.Result {
        .init(held: try await service.batches.hold(params))
    }

    func settleBatch(_ params: Jobs.Batches.Settle.Params) async throws -> Jobs.Settled {
        try await service.batches.settle(params)
    }

    func endBatch(_ params: Jobs.Batches.End.Params) async throws { try await service.batches.end(params) }

    func removeBatch(_ params: Jobs.Batches.Held) async throws { try await service.batches.remove(params) }

    func wait(atMost limit: Duration) async throws {
        let (rings, ring) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        service.bell.wait(Self.waiter, provider: provider()) { ring.yield() }
        defer { service.bell.stopWaiting(Self.waiter) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in rings { return } }
            group.addTask { try await Task.sleep(for: limit) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
