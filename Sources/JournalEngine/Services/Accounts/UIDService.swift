import JournalRPC
import PluginAPI

/// The operating-system users that an account answers to. Linking takes two: the owner makes a code for a uid, and a
/// connection of that uid, which the kernel vouches for, hands it in.
struct UIDService: Sendable {
    let rooms: AccountRooms
    private let offers: ExpiringTable<SecretHash, Offer>

    private struct Offer: Sendable {
        let account: UserID
        let uid: UInt32
    }

    static let offerSeconds: Int64 = 600

    init(rooms: AccountRooms) {
        self.rooms = rooms
        offers = ExpiringTable(capacity: 4_096, lifetime: .seconds(Self.offerSeconds), time: rooms.time)
    }

    func list(by principal: Principal) async throws(ServiceError) -> [Account.UIDs.Info] {
        let store = rooms.store
        return try await storing { () async throws(StorageError) in try await store.uids(of: principal.user) }
            .map { .init(uid: $0.uid, linkedAt: InstantText.format($0.at), current: $0.uid == principal.uid) }
    }

    func link(_ params: Account.UIDs.Link.Params, by principal: Principal) async throws(ServiceError) -> Account.UIDs.Link.Result {
        guard PeerCredentials(uid: params.uid, gid: 0, pid: 0).isIdentity else {
            throw .invalid(path: "/uid", rule: "uid", message: "stands for nobody")
        }
        let secret = OpaqueToken<UserSubject>(owner: principal.user, id: rooms.ids.next())
        let code = String(secret.hashText.prefix(32))
        try await rooms.note(rooms.audit.event(.uidLinkOffered, by: principal, Account.UIDs.Link.self))
        // An account has one offer for a uid at a time.
        offers.removeAll { $1.account == principal.user && $1.uid == params.uid }
        offers.set(Offer(account: principal.user, uid: params.uid), for: SecretHash(of: Array(code.utf8)))
        return .init(code: SecretString(code), expiresAt: rooms.text(in: Self.offerSeconds))
    }

    /// Joins the connection's uid to the account that made the code for it.
    /// - Throws: `.unauthenticated` for a code that is wrong, used, over, or another uid's; `.conflict` when the uid has an
    ///   account that holds anything.
    func redeem(
        _ params: Account.UIDs.Redeem.Params, on connection: ConnectionHandle
    ) async throws(ServiceError) -> Account.UIDs.Redeem.Result {
        let uid = connection.peer.uid
        guard connection.peer.isIdentity else { throw .unauthenticated }
        let hash = SecretHash(of: Array(params.code.revealed.utf8))
        guard let offer = offers.value(for: hash), offer.uid == uid else { throw .unauthenticated }
        let store = rooms.store
        let holder = try await storing { () async throws(StorageError) in try await store.user(uid: uid) }
        let user = try await storing { () async throws(StorageError) in try await store.user(offer.account) }
        guard let user, !user.isDisabled, holder?.isDisabled != true else { throw .unauthenticated }
        guard offers.take(hash) != nil else { throw .unauthenticated }
        let event = rooms.audit.event(.uidLinked, account: user.id, uid: uid, method: Account.UIDs.Redeem.name)
        let change = CredentialChange.linkUID(uid, at: rooms.time.now(), givingUp: holder?.id)
        do throws(ServiceError) {
            try await rooms.apply(change, of: user.id, noting: event)
        } catch {
            guard error.code == .conflict else { throw error }
            throw .conflict(
                "this uid has an account that is in use", hint: "delete that account first, or go on with a login")
        }
        if let holder, holder.id != user.id { rooms.accounts.close(holder.id) }
        if !connection.isBound { connection.release() }
        return .init(account: user.id.description, login: user.login, uid: uid)
    }

    func unlink(
        _ params: Account.UIDs.Unlink.Params, by principal: Principal
    ) async throws(ServiceError) -> Account.UIDs.Unlink.Result {
        let store = rooms.store
        let uids = try await storing { () async throws(StorageError) in try await store.uids(of: principal.user) }
        guard uids.contains(where: { $0.uid == params.uid }) else { throw .notFound("uid") }
        let credentials = try await rooms.credentials(of: principal.user)
        guard uids.count > 1 || credentials.passwordHash != nil else {
            throw .conflict("it is the last way in", hint: "set a password first")
        }
        let event = rooms.audit.event(.uidUnlinked, by: principal, Account.UIDs.Unlink.self)
        guard try await rooms.apply(.unlinkUID(params.uid), of: principal.user, noting: event) else { throw .notFound("uid") }
        rooms.watchers.end(of: principal.user) { connection in
            connection.principal.map { $0.credential == .peer && $0.uid == params.uid } ?? true
        }
        return .init(uid: params.uid)
    }
}
