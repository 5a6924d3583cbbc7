import JournalRPC
import PluginAPI

/// Signing in, and the tokens that follow from it.
struct SessionService: Sendable {
    let rooms: AccountRooms
    let check: PasswordCheck
    let tokens: AccessTokens
    /// Logins that wait for their second factor.
    private let challenges: ExpiringTable<SecretHash, Challenge>

    /// A login whose password was right.
    private struct Challenge: Sendable {
        let user: UserID
        let uid: UInt32
        let label: String?
        var triesLeft: Int
    }

    static let triesPerChallenge = 5
    static let challengeSeconds = 300

    init(rooms: AccountRooms, tokens: AccessTokens) {
        self.rooms = rooms
        self.tokens = tokens
        check = PasswordCheck(rooms: rooms)
        challenges = ExpiringTable(capacity: 4_096, lifetime: .seconds(Self.challengeSeconds), time: rooms.time)
    }

    // MARK: Login

    func login(_ params: Sessions.Login.Params, from peer: PeerCredentials) async throws(ServiceError) -> Sessions.Tokens {
        guard peer.isIdentity else { throw .unauthenticated }
        let label = try params.label.map { text throws(ServiceError) in try Self.label(text) }
        let proved = try await check.account(login: params.login, password: params.password.revealed, source: peer.uid)
        guard proved.credentials.totp == nil else {
            let challenge = OpaqueToken<SessionSubject>(owner: proved.user.id, id: rooms.ids.next())
            challenges.set(
                Challenge(user: proved.user.id, uid: peer.uid, label: label, triesLeft: Self.triesPerChallenge),
                for: challenge.hash)
            throw .secondFactorRequired(challenge: challenge.text(.challenge))
        }
        return try await open(
            proved.user, label: label, uid: peer.uid, secondFactor: false,
            isInitial: proved.credentials.initialUntil != nil, method: Sessions.Login.name)
    }

    func verify(_ params: Sessions.Verify.Params, from peer: PeerCredentials) async throws(ServiceError) -> Sessions.Tokens {
        guard let token = OpaqueToken<SessionSubject>(params.challenge.revealed, kind: .challenge) else {
            throw .unauthenticated
        }
        // A try counts before it is made, so that five at once are five.
        let challenge = challenges.change(token.hash) { (value: inout Challenge?) -> Challenge? in
            guard var current = value, current.uid == peer.uid else { return nil }
            current.triesLeft -= 1
            value = current.triesLeft > 0 ? current : nil
            return current
        }
        guard let challenge else { throw .unauthenticated }
        let store = rooms.store
        let user = try await storing { () async throws(StorageError) in try await store.user(challenge.user) }
        guard let user, !user.isDisabled else { throw .unauthenticated }
        let credentials = try await rooms.credentials(of: user.id)
        guard credentials.totp != nil else { throw .unauthenticated }
        try await check.useCode(
            params.code.revealed, of: user.id, credentials, source: peer.uid, method: Sessions.Verify.name)
        _ = challenges.take(token.hash)
        return try await open(
            user, label: challenge.label, uid: peer.uid, secondFactor: true, isInitial: credentials.initialUntil != nil,
            method: Sessions.Verify.name)
    }

    private func open(
        _ user: User, label: String?, uid: UInt32, secondFactor: Bool, isInitial: Bool, method: String
    ) async throws(ServiceError) -> Sessions.Tokens {
        let refresh = OpaqueToken<SessionSubject>(owner: user.id, id: rooms.ids.next())
        let keys = try await rooms.accounts.adopt(user).keys
        let sealed = try label.map { label throws(ServiceError) in
            try sealing { () throws(SealError) in try Sealing.seal(Array(label.utf8), at: .sessionLabel(refresh.id), keys: keys) }
        }
        let now = rooms.time.now()
        let expiresAt = now.advanced(bySeconds: rooms.rules.absolute)
        let session = StoredSession(
            id: refresh.id, uid: uid, label: sealed, secondFactor: secondFactor, createdAt: now, usedAt: now,
            idleUntil: min(now.advanced(bySeconds: rooms.rules.idle), expiresAt), expiresAt: expiresAt, refresh: refresh.hash)
        let event = rooms.audit.event(.login, account: user.id, uid: uid, method: method, subject: session.id.description)
        let store = rooms.store
        try await storing { () async throws(StorageError) in
            try await store.openSession(session, limit: SessionRules.mostSessions, of: user.id, noting: event)
        }
        rooms.accessChanged(of: user.id)
        rooms.gate.proofs.note(session.id)
        return try await pair(session, user, refresh, isInitial: isInitial)
    }

    // MARK: Refresh

    /// The next pair of tokens.
    /// - Throws: `.unauthenticated`, the same for every cause; a token that was used before ends its session as well.
    func refresh(_ params: Sessions.Refresh.Params, from peer: PeerCredentials) async throws(ServiceError) -> Sessions.Tokens {
        guard let shown = OpaqueToken<SessionSubject>(params.refreshToken.revealed, kind: .refresh) else {
            throw .unauthenticated
        }
        let store = rooms.store
        let now = rooms.time.now()
        let session = try await storing { () async throws(StorageError) in try await store.session(shown.id, of: shown.owner) }
        let user = try await storing { () async throws(StorageError) in try await store.user(shown.owner) }
        guard let session, let user, session.uid == peer.uid, !user.isDisabled, session.isAlive(at: now) else {
            throw .unauthenticated
        }
        let next = OpaqueToken<SessionSubject>(owner: shown.owner, id: shown.id)
        let idleUntil = min(now.advanced(bySeconds: rooms.rules.idle), session.expiresAt)
        let rotation = RefreshRotation(
            session: shown.id, old: shown.hash, new: next.hash, at: now, idleUntil: idleUntil)
        let reuse = rooms.audit.event(
            .refreshReuse, .failure, account: user.id, uid: peer.uid, method: Sessions.Refresh.name,
            subject: session.id.description)
        let outcome = try await storing { () async throws(StorageError) in
            try await store.rotate(rotation, of: shown.owner, noting: reuse)
        }
        switch outcome {
        case .rotated(let session):
            let isInitial = try await rooms.credentials(of: user.id).initialUntil != nil
            return try await pair(session, user, next, isInitial: isInitial)
        case .reused:
            rooms.sessionsEnded(.one(session.id), of: user.id)
            throw .unauthenticated
        case .unknown: throw .unauthenticated
        }
    }

    private func pair(
        _ session: StoredSession, _ user: User, _ refresh: OpaqueToken<SessionSubject>, isInitial: Bool
    ) async throws(ServiceError) -> Sessions.Tokens {
        let access = try await tokens.make(for: user.id, session: session.id)
        return Sessions.Tokens(
            accessToken: SecretString(access.text), refreshToken: SecretString(refresh.text(.refresh)),
            expiresAt: InstantText.format(access.expiresAt), refreshExpiresAt: InstantText.format(session.idleUntil),
            session: session.id.description, account: user.id.description, login: user.login,
            mustChangePassword: isInitial ? true : nil)
    }

    // MARK: Attach

    /// Binds the connection to the account of a token.
    func attach(
        _ params: Sessions.Attach.Params, on connection: ConnectionHandle
    ) async throws(ServiceError) -> Sessions.Attach.Result {
        let text = params.accessToken.revealed
        let uid = connection.peer.uid
        let principal: Principal
        if let token = OpaqueToken<APITokenSubject>(text, kind: .api) {
            principal = try await rooms.gate.token(token.id, of: token.owner, uid: uid, hash: token.hash)
        } else {
            let shown = try await tokens.read(text)
            let left = shown.expiresAt.seconds - rooms.time.now().seconds + AccessTokens.leeway
            let life = TokenLife(
                until: shown.expiresAt.advanced(bySeconds: AccessTokens.leeway),
                deadline: rooms.time.uptime() + .seconds(max(0, left)))
            principal = try await rooms.gate.session(shown.session, of: shown.user, uid: uid, life)
        }
        if let former = connection.principal { endWatches(of: former, on: connection) }
        connection.bind(to: principal)
        return try await attached(principal)
    }

    private func attached(_ principal: Principal) async throws(ServiceError) -> Sessions.Attach.Result {
        let user = try await rooms.accounts.account(principal.user).user
        var result = Sessions.Attach.Result(
            account: principal.user.description, login: user.login, role: principal.role.rawValue, session: nil,
            scopes: nil, expiresAt: "")
        switch principal.credential {
        case .peer: break
        case .session(let id, let life):
            result.session = id.description
            result.expiresAt = InstantText.format(life.until.advanced(bySeconds: -AccessTokens.leeway))
        case .token(_, let scopes, let life):
            result.scopes = RPCScope.grantable.filter(scopes.contains).map(\.rawValue)
            result.expiresAt = InstantText.format(life.until)
        }
        return result
    }

    func endWatches(of principal: Principal, on connection: ConnectionHandle) {
        rooms.watchers.end(of: principal.user) { $0.id == connection.id }
    }

    /// A name for a session or token that holds nothing but one line of text.
    static func label(_ text: String) throws(ServiceError) -> String {
        guard let label = TextSanitizer.name(text), AccountLimits.label.contains(label.utf8.count) else {
            throw .invalid(path: "/label", rule: "name", message: "must be one line of text")
        }
        return label
    }
}
