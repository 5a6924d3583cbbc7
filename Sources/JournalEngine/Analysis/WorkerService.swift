import JournalRPC
import PluginAPI

/// The methods of workers, for those on the socket and for the one inside.
struct WorkerService: Sendable {
    let claims: JobClaims
    let batches: JobBatches
    let answers: JobAnswers
    let leases: LeaseBook
    let bell: WorkerBell

    func register(in table: inout MethodTable.Builder) {
        table.register(Jobs.Claim.self) { params, context in try await claim(params, context.connection) }
        table.register(Jobs.Renew.self) { params, _ in
            guard let lease = LeaseID(params.lease) else { throw ServiceError.notFound("lease") }
            return .init(held: try await claims.renew(lease))
        }
        table.register(Jobs.Complete.self) { params, _ in try await answers.complete(params) }
        table.register(Jobs.Fail.self) { params, _ in try await answers.fail(params) }
        registerBatches(in: &table)
    }

    private func registerBatches(in table: inout MethodTable.Builder) {
        table.register(Jobs.Batches.Take.self) { params, _ in try await batches.take(params) }
        table.register(Jobs.Batches.Fill.self) { params, _ in try await batches.fill(params) }
        table.register(Jobs.Batches.Submit.self) { params, _ in
            try await batches.submit(params)
            return .init()
        }
        table.register(Jobs.Batches.Hold.self) { params, _ in .init(held: try await batches.hold(params)) }
        table.register(Jobs.Batches.Settle.self) { params, _ in try await batches.settle(params) }
        table.register(Jobs.Batches.End.self) { params, _ in
            try await batches.end(params)
            return .init()
        }
        table.register(Jobs.Batches.Remove.self) { params, _ in
            try await batches.remove(params)
            return .init()
        }
    }

    private func claim(
        _ params: Jobs.Claim.Params, _ connection: ConnectionHandle
    ) async throws(ServiceError) -> Jobs.Claim.Result {
        // Before looking, so that what comes in between rings too.
        let provider = params.provider
        bell.wait(connection.id, provider: provider) {
            _ = connection.sendNotification(Jobs.AvailableNotice.name, Jobs.AvailableNotice(provider: provider))
        }
        let (result, lease) = try await claims.claim(params)
        if result.lease != nil {
            if leases.hold(lease, connection: connection.id) {
                let (leases, bell) = (leases, bell)
                connection.onClose {
                    leases.close(connection.id)
                    bell.stopWaiting(connection.id)
                    bell.ring(provider)
                }
            }
        }
        return result
    }
}
