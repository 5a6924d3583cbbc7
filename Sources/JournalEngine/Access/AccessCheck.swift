import JournalRPC
import PluginAPI

/// Whether a caller may call a method. The one place where a role is compared.
enum AccessCheck {
    /// - Throws: `.unauthenticated` without a principal where one is needed, `.forbidden` when the role is too low or the
    ///   peer is no worker.
    static func check(
        _ access: RPCAccess, _ principal: Principal?, peer: PeerCredentials, workers: WorkerPolicy
    ) throws(ServiceError) {
        switch access {
        case .anyone: return
        case .user: guard principal != nil else { throw .unauthenticated }
        case .admin:
            guard let principal else { throw .unauthenticated }
            guard principal.role == .admin else { throw .forbidden }
        case .worker:
            guard workers.allows(peer) else { throw .forbidden }
        }
    }
}
