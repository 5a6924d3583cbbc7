import JournalRPC
import PluginAPI

/// Whether a caller may call a method. The one place where a role or a scope is compared.
enum AccessCheck {
    /// - Throws: `.unauthenticated` without a principal where one is needed, `.forbidden` when the role is too low or the
    ///   token is not good for the method.
    static func check(_ method: AnyMethod, _ principal: Principal?) throws(ServiceError) {
        guard method.access != .anyone else { return }
        guard let principal else { throw .unauthenticated }
        if case .token(_, let scopes, _) = principal.credential {
            guard scopes.contains(method.scope) else { throw .forbidden }
        }
        guard method.access != .admin || principal.role == .admin else { throw .forbidden }
    }
}
