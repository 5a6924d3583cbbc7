import JournalRPC
import PluginAPI

/// The methods of workers, for those on the socket and for the one inside.
struct WorkerService: Sendable {
    let claims: JobClaims
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
            let key = LeaseBook.LeaseKey(high: lease.high, low: lease.low)
            if leases.hold(key, connection: connection.id) {
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
