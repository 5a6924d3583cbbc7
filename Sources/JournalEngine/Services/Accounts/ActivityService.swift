import JournalRPC
import PluginAPI

/// The audit trail: one's own, and for admins everybody's.
struct ActivityService: Sendable {
    let rooms: AccountRooms

    func own(_ params: PageParams, by principal: Principal) async throws(ServiceError) -> ItemList<ActivityEvent> {
        try await page(.account(principal.user), outcome: nil, limit: params.limit, cursor: params.cursor)
    }

    func all(_ params: Audit.List.Params, users: UserService) async throws(ServiceError) -> ItemList<ActivityEvent> {
        var which = AuditSelection.everything
        if let user = params.user { which = .account(try await users.find(user).id) }
        return try await page(which, outcome: params.outcome, limit: params.limit, cursor: params.cursor)
    }

    private func page(
        _ which: AuditSelection, outcome: String?, limit: Int?, cursor: String?
    ) async throws(ServiceError) -> ItemList<ActivityEvent> {
        let limit = limit ?? 50
        let before = try cursor.map { text throws(ServiceError) -> AuditID in
            guard let id = AuditID(text) else {
                throw .invalid(path: "/cursor", rule: "cursor", message: "is not from this list; ask again without it")
            }
            return id
        }
        let store = rooms.store
        let events = try await storing { () async throws(StorageError) in
            try await store.auditEvents(which, outcome: outcome, before: before, limit: limit + 1)
        }
        let shown = events.prefix(limit)
        return ItemList(
            // A word that this version does not know is one of a newer daemon on the same store.
            items: shown.filter { ActivityKind(rawValue: $0.kind) != nil }.map(Self.wire),
            next: events.count > limit ? shown.last?.id.description : nil)
    }

    private static func wire(_ event: AuditEvent) -> ActivityEvent {
        ActivityEvent(
            at: InstantText.format(event.at), event: event.kind, outcome: event.outcome,
            account: event.account?.description, actor: event.actor?.description, uid: event.uid, method: event.method,
            subject: event.subject)
    }
}
