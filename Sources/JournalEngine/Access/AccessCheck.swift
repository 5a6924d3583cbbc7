import JournalRPC
import PluginAPI

/// Whether a caller may call a method. The one place where a role or a scope is compared.
enum AccessCheck {
    /// - Throws: `.unauthenticated` without a principal where one is needed, `.forbidden` when the role is too low or the
    ///   token is not good for the method, or the peer is no worker; `.passwordChangeRequired`.
    static func check(
        _ method: AnyMethod, _ principal: Principal?, peer: PeerCredentials, workers: WorkerPolicy
    ) throws(ServiceError) {
        switch method.access {
        case .anyone: return
        case .worker:
            guard workers.allows(peer) else { throw .forbidden }
            return
        case .user, .admin: break
        }
        guard let principal else { throw .unauthenticated }
        guard !principal.mustChangePassword || method.allowsInitialPassword else { throw .passwordChangeRequired }
        if case .token(_, let scopes, _) = principal.credential {
            guard scopes.contains(method.scope) else { throw .forbidden }
        }
        guard method.access != .admin || principal.role == .admin else { throw .forbidden }
    }
}
