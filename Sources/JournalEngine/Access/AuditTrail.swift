import JournalRPC
import PluginAPI

/// Makes the events of the audit trail: who did what to which account, never a secret and nothing that anybody wrote.
struct AuditTrail: Sendable {
    let ids: IdentifierSource
    let time: any TimeSource

    enum Outcome: String {
        case success, failure
    }

    /// An event; `actor` is left out when it is the account itself.
    func event(
        _ kind: ActivityKind, _ outcome: Outcome = .success, account: UserID?, actor: UserID? = nil, uid: UInt32?,
        method: String? = nil, subject: String? = nil
    ) -> AuditEvent {
        AuditEvent(
            id: ids.next(), at: time.now(), account: account, actor: actor == account ? nil : actor, uid: uid,
            kind: kind.rawValue, outcome: outcome.rawValue, method: method, subject: subject)
    }

    /// An event of something that a principal did to an account, their own if none is named.
    func event<M: RPCMethod>(
        _ kind: ActivityKind, _ outcome: Outcome = .success, of account: UserID? = nil, by principal: Principal,
        _ method: M.Type, subject: String? = nil
    ) -> AuditEvent {
        event(
            kind, outcome, account: account ?? principal.user, actor: principal.user, uid: principal.uid,
            method: M.name, subject: subject)
    }
}
