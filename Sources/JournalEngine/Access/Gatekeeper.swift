import Glibc
import JournalRPC
import PluginAPI

/// Who may use the socket by their uid alone.
enum PeerPolicy: String, Sendable {
    /// Anybody; an account is made on first contact.
    case create
    /// Those who have an account.
    case known
    /// Nobody.
    case off
}

/// Says whom a connection speaks for, and before every request whether that still holds.
struct Gatekeeper: PrincipalResolver {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let keys: AccountKeys
    let ids: IdentifierSource
    let time: any TimeSource
    let policy: PeerPolicy
    let standings: StandingCache
    let proofs: FreshProofs
    let uses: TokenUses
    let sightings: Sightings

    // MARK: By uid

    func principal(for peer: PeerCredentials) async throws(ServiceError) -> Principal {
        guard policy != .off, peer.isIdentity else { throw .unauthenticated }
        var user = try await storing { () async throws(StorageError) in try await store.user(uid: peer.uid) }
        if user == nil, policy == .create { user = try await make(peer) }
        guard let user, !user.isDisabled else { throw .unauthenticated }
        _ = try await accounts.adopt(user)
        sightings.note(user.id, at: time.now())
        return Principal(user: user.id, role: role(of: user, peer: peer.uid), uid: peer.uid)
    }

    /// Root and the daemon's own user look after it; what they may do never includes reading another's text.
    private func role(of user: User, peer uid: UInt32) -> UserRole {
        uid == 0 || uid == geteuid() ? .admin : user.role
    }

    private func make(_ peer: PeerCredentials) async throws(ServiceError) -> User {
        let id = ids.next(UserSubject.self)
        let wrapped = try await keys.make(for: id)
        let user = User(
            id: id, uid: peer.uid, role: .user, preferences: UserPreferences(zone: ZoneCalendar.systemZone),
            wrappedKey: wrapped, createdAt: time.now())
        do {
            try await store.createUser(user)
            return user
        } catch .alreadyExists {
            // Another connection of the same person was faster.
            await keys.discard(id)
            let first = try await storing { () async throws(StorageError) in try await store.user(uid: peer.uid) }
            guard let first else { throw .internal(cause: "a uid is taken by no account") }
            return first
        } catch {
            throw ServiceError(error)
        }
    }

    // MARK: Before every request

    func confirm(_ principal: Principal, on connection: ConnectionHandle) async throws(ServiceError) -> Principal {
        switch principal.credential {
        case .peer:
            let standing = try await standings.standing(.peer(principal.uid)) { () async throws(ServiceError) in
                let user = try await storing { () async throws(StorageError) in try await store.user(uid: principal.uid) }
                return user.map { Standing(user: $0) }
            }
            guard let user = standing?.user, user.id == principal.user, !user.isDisabled else { throw .unauthenticated }
            sightings.note(user.id, at: time.now())
            return Principal(user: user.id, role: role(of: user, peer: principal.uid), uid: principal.uid)
        case .session(let id, let life):
            return try await session(id, of: principal.user, uid: principal.uid, life)
        case .token(let id, _, _):
            return try await token(id, of: principal.user, uid: principal.uid, hash: nil)
        }
    }

    /// The principal of a session whose access token was shown.
    /// - Throws: `.unauthenticated` when the session is over or another uid's, or the account is disabled or gone.
    func session(
        _ id: SessionID, of owner: UserID, uid: UInt32, _ life: TokenLife
    ) async throws(ServiceError) -> Principal {
        let now = time.now()
        guard now < life.until, time.uptime() < life.deadline else { throw .unauthenticated }
        let standing = try await standings.standing(.session(owner, id)) { () async throws(ServiceError) in
            guard let session = try await storing({ () async throws(StorageError) in try await store.session(id, of: owner) }),
                let user = try await storing({ () async throws(StorageError) in try await store.user(owner) }),
                let credentials = try await storing({ () async throws(StorageError) in try await store.credentials(of: owner) })
            else { return nil }
            return Standing(user: user, session: session, initialUntil: credentials.initialUntil)
        }
        guard let standing, let session = standing.session, !standing.user.isDisabled, session.uid == uid,
            session.isAlive(at: now), standing.initialUntil.map({ now < $0 }) ?? true
        else { throw .unauthenticated }
        sightings.note(owner, at: now)
        return Principal(
            user: owner, role: standing.user.role, uid: uid, credential: .session(id, life),
            mustChangePassword: standing.initialUntil != nil)
    }

    /// The principal of a token for programs.
    /// - Parameter hash: of the token that was shown; nil when that was compared before.
    /// - Throws: `.unauthenticated` when the token is none, revoked or over, or the account is disabled or gone.
    func token(
        _ id: APITokenID, of owner: UserID, uid: UInt32, hash: SecretHash?
    ) async throws(ServiceError) -> Principal {
        let now = time.now()
        let standing = try await standings.standing(.token(owner, id)) { () async throws(ServiceError) in
            guard let token = try await storing({ () async throws(StorageError) in try await store.token(id, of: owner) }),
                let user = try await storing({ () async throws(StorageError) in try await store.user(owner) })
            else { return nil }
            return Standing(user: user, token: token)
        }
        guard let standing, let token = standing.token, !standing.user.isDisabled, now < token.expiresAt,
            hash.map(token.hash.matches) ?? true
        else { throw .unauthenticated }
        uses.note(token, of: owner, uid: uid, at: now)
        sightings.note(owner, at: now)
        let scopes = Set(token.scopes.compactMap(RPCScope.init(rawValue:)).filter(RPCScope.grantable.contains))
        let life = TokenLife(until: token.expiresAt, deadline: .seconds(Int64.max >> 16))
        return Principal(
            user: owner, role: standing.user.role, uid: uid, credential: .token(id, scopes: scopes, life))
    }

    // MARK: Fresh logins

    /// An account without a password has nothing more to prove than its uid.
    func requireFresh(_ principal: Principal, on connection: ConnectionHandle) async throws(ServiceError) {
        if proofs.isFresh(principal, on: connection) { return }
        guard case .peer = principal.credential else { throw .reauthenticationRequired }
        let credentials = try await storing { () async throws(StorageError) in
            try await store.credentials(of: principal.user)
        }
        guard credentials?.passwordHash == nil else { throw .reauthenticationRequired }
    }
}

/// Which sessions and connections have shown a password within the last ten minutes. In memory and on the monotonic clock:
/// after a restart nothing is fresh.
struct FreshProofs: Sendable {
    private enum Key: Hashable, Sendable {
        case session(SessionID)
        case connection(UInt64, UserID)
    }

    static let lifetime: Int64 = 600
    private let table: ExpiringTable<Key, Void>

    init(time: any TimeSource) {
        table = ExpiringTable(capacity: 8_192, lifetime: .seconds(Self.lifetime), time: time)
    }

    func isFresh(_ principal: Principal, on connection: ConnectionHandle) -> Bool {
        table.value(for: key(principal, connection)) != nil
    }

    func note(_ principal: Principal, on connection: ConnectionHandle) {
        table.set((), for: key(principal, connection))
    }

    /// A session that just began.
    func note(_ session: SessionID) { table.set((), for: .session(session)) }

    private func key(_ principal: Principal, _ connection: ConnectionHandle) -> Key {
        principal.session.map(Key.session) ?? .connection(connection.id, principal.user)
    }
}
