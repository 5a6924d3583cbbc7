import JournalRPC
import PluginAPI

extension SessionService {
    /// The sessions that can still be used, the newest first.
    func list(by principal: Principal) async throws(ServiceError) -> [Sessions.Info] {
        let store = rooms.store
        let now = rooms.time.now()
        let keys = try await rooms.accounts.account(principal.user).keys
        let sessions = try await storing { () async throws(StorageError) in try await store.sessions(of: principal.user) }
        var infos: [Sessions.Info] = []
        for session in sessions.reversed() where session.isAlive(at: now) {
            let label = try session.label.map { label throws(ServiceError) in
                try sealing { () throws(SealError) in try Sealing.open(label, at: .sessionLabel(session.id), keys: keys) }
            }
            infos.append(
                Sessions.Info(
                    id: session.id.description, label: label.map { String(decoding: $0, as: UTF8.self) }, uid: session.uid,
                    createdAt: InstantText.format(session.createdAt), lastUsedAt: InstantText.format(session.usedAt),
                    expiresAt: InstantText.format(session.idleUntil), secondFactor: session.secondFactor,
                    current: session.id == principal.session))
        }
        return infos
    }

    func revoke(_ params: Sessions.Revoke.Params, by principal: Principal) async throws(ServiceError) -> Sessions.Revoke.Result {
        guard let id = SessionID(params.session) else { throw .notFound("session") }
        let event = rooms.audit.event(.sessionRevoked, by: principal, Sessions.Revoke.self, subject: id.description)
        guard try await end(.one(id), of: principal.user, noting: event) > 0 else { throw .notFound("session") }
        return .init(session: id.description)
    }

    /// Ends the session of the connection, or all of the account's. The connection speaks for its uid again.
    func logout(
        _ params: Sessions.Logout.Params, by principal: Principal, on connection: ConnectionHandle
    ) async throws(ServiceError) -> Sessions.Logout.Result {
        let event = rooms.audit.event(
            .logout, by: principal, Sessions.Logout.self, subject: principal.session?.description)
        var ended = 0
        if params.everywhere == true {
            ended = try await end(.all(but: nil), of: principal.user, noting: event)
        } else if let session = principal.session {
            ended = try await end(.one(session), of: principal.user, noting: event)
        }
        endWatches(of: principal, on: connection)
        if connection.isBound { connection.release() }
        return .init(ended: ended)
    }

    private func end(
        _ which: SessionSelection, of user: UserID, noting event: AuditEvent
    ) async throws(ServiceError) -> Int {
        let store = rooms.store
        let ended = try await storing { () async throws(StorageError) in
            try await store.endSessions(which, of: user, noting: event)
        }
        rooms.sessionsEnded(which, of: user)
        return ended
    }

    /// Shows the password again, and a code where there is a second factor.
    func reauthenticate(
        _ params: Sessions.Reauthenticate.Params, by principal: Principal, on connection: ConnectionHandle
    ) async throws(ServiceError) -> Sessions.Reauthenticate.Result {
        let method = Sessions.Reauthenticate.self
        let credentials = try await rooms.credentials(of: principal.user)
        guard credentials.passwordHash != nil else { throw .conflict("the account has no password", hint: "set one") }
        do throws(ServiceError) {
            try await check.check(params.password.revealed, of: principal.user, credentials, source: principal.uid)
        } catch {
            if error == .unauthenticated {
                try await rooms.note(rooms.audit.event(.reauthentication, .failure, by: principal, method))
            }
            throw error
        }
        if credentials.totp != nil {
            guard let code = params.code else { throw .secondFactorRequired(challenge: nil) }
            try await check.useCode(
                code.revealed, of: principal.user, credentials, source: principal.uid, method: method.name)
        }
        try await rooms.note(rooms.audit.event(.reauthentication, by: principal, method))
        rooms.gate.proofs.note(principal, on: connection)
        return .init(freshUntil: rooms.text(in: FreshProofs.lifetime))
    }
}
