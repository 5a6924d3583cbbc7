import JournalRPC
import PluginAPI

/// Tokens for programs: shown once, kept as a hash, good for named scopes and a time.
struct TokenService: Sendable {
    let rooms: AccountRooms

    private static let defaultDays: Int64 = 90

    func create(
        _ params: Account.Tokens.Create.Params, by principal: Principal
    ) async throws(ServiceError) -> Account.Tokens.Create.Result {
        let label = try SessionService.label(params.label)
        let scopes = RPCScope.grantable.filter { params.scopes.contains($0.rawValue) }
        guard !scopes.contains(.admin) || principal.role == .admin else { throw .forbidden }
        let account = try await rooms.accounts.account(principal.user)
        let secret = OpaqueToken<APITokenSubject>(owner: principal.user, id: rooms.ids.next())
        let sealed = try sealing { () throws(SealError) in
            try Sealing.seal(Array(label.utf8), at: .tokenLabel(secret.id), keys: account.keys)
        }
        let now = rooms.time.now()
        let token = StoredAPIToken(
            id: secret.id, label: sealed, hash: secret.hash, scopes: scopes.map(\.rawValue), createdAt: now,
            expiresAt: now.advanced(bySeconds: (params.days.map(Int64.init) ?? Self.defaultDays) * 86_400))
        let event = rooms.audit.event(
            .tokenCreated, by: principal, Account.Tokens.Create.self, subject: token.id.description)
        let store = rooms.store
        let isAdded = try await storing { () async throws(StorageError) in
            try await store.createToken(token, limit: SessionRules.mostTokens, of: principal.user, noting: event)
        }
        guard isAdded else {
            throw .conflict("the account has \(SessionRules.mostTokens) tokens already", hint: "revoke one")
        }
        return .init(secret: SecretString(secret.text(.api)), token: try info(token, account))
    }

    /// The newest first.
    func list(by principal: Principal) async throws(ServiceError) -> [Account.Tokens.Info] {
        let account = try await rooms.accounts.account(principal.user)
        let store = rooms.store
        let tokens = try await storing { () async throws(StorageError) in try await store.tokens(of: principal.user) }
        return try tokens.reversed().map { token throws(ServiceError) in try info(token, account) }
    }

    func revoke(
        _ params: Account.Tokens.Revoke.Params, by principal: Principal
    ) async throws(ServiceError) -> Account.Tokens.Revoke.Result {
        guard let id = APITokenID(params.token) else { throw .notFound("token") }
        let event = rooms.audit.event(.tokenRevoked, by: principal, Account.Tokens.Revoke.self, subject: id.description)
        let store = rooms.store
        let isGone = try await storing { () async throws(StorageError) in
            try await store.revokeToken(id, of: principal.user, noting: event)
        }
        guard isGone else { throw .notFound("token") }
        rooms.accessChanged(of: principal.user)
        rooms.watchers.end(of: principal.user) { connection in
            if case .token(id, _, _)? = connection.principal?.credential { true } else { false }
        }
        return .init(token: id.description)
    }

    private func info(_ token: StoredAPIToken, _ account: OpenAccount) throws(ServiceError) -> Account.Tokens.Info {
        let label = try sealing { () throws(SealError) in
            try Sealing.open(token.label, at: .tokenLabel(token.id), keys: account.keys)
        }
        let last = rooms.gate.uses.last(token.id, of: account.id)
        return .init(
            id: token.id.description, label: String(decoding: label, as: UTF8.self), scopes: token.scopes,
            createdAt: InstantText.format(token.createdAt), expiresAt: InstantText.format(token.expiresAt),
            lastUsedAt: (last?.at ?? token.usedAt).map { InstantText.format($0) }, lastUsedBy: last?.uid ?? token.usedBy)
    }
}
