import JournalRPC
import PluginAPI

/// The accounts of the daemon, for admins: who may come in, never what they write.
struct UserService: Sendable {
    let rooms: AccountRooms

    func list(_ params: PageParams) async throws(ServiceError) -> ItemList<Users.Info> {
        let limit = params.limit ?? 50
        let after = try params.cursor.map { text throws(ServiceError) -> UserID in
            guard let id = UserID(text) else {
                throw .invalid(path: "/cursor", rule: "cursor", message: "is not from this list; ask again without it")
            }
            return id
        }
        let store = rooms.store
        let users = try await storing { () async throws(StorageError) in try await store.users(after: after, limit: limit + 1) }
        var infos: [Users.Info] = []
        for user in users.prefix(limit) { infos.append(try await info(user)) }
        return ItemList(items: infos, next: users.count > limit ? infos.last?.id : nil)
    }

    /// Makes an account, with its password in the same transaction.
    func create(_ params: Users.Create.Params, by principal: Principal) async throws(ServiceError) -> Users.Info {
        guard params.login != nil || params.uid != nil else {
            throw .invalid(path: "/login", rule: "required", message: "or a uid is needed")
        }
        guard params.login != nil || params.password == nil else {
            throw .invalid(path: "/password", rule: "required", message: "goes with a login")
        }
        if let uid = params.uid, !PeerCredentials(uid: uid, gid: 0, pid: 0).isIdentity {
            throw .invalid(path: "/uid", rule: "uid", message: "stands for nobody")
        }
        let login = try params.login.map { text throws(ServiceError) -> String in
            guard let login = LoginName.folded(text) else {
                throw .invalid(path: "/login", rule: "name", message: "must be one line of text, and no UUID")
            }
            return login
        }
        var first: FirstPassword?
        if let login { first = try await firstPassword(params.password, login) }
        let id = rooms.ids.next(UserSubject.self)
        let user = User(
            id: id, uid: params.uid, login: login, role: params.role.flatMap(UserRole.init(rawValue:)) ?? .user,
            preferences: UserPreferences(zone: ZoneCalendar.systemZone),
            wrappedKey: try await rooms.keys.make(for: id), createdAt: rooms.time.now())
        let event = rooms.audit.event(.userCreated, of: id, by: principal, Users.Create.self)
        let (store, password, shown) = (rooms.store, first?.stored, first)
        do {
            try await store.createUser(user, password: password, noting: event)
        } catch .alreadyExists {
            await rooms.keys.discard(id)
            throw .conflict("the login name or uid is taken")
        } catch {
            throw ServiceError(error)
        }
        return try await info(user, showing: shown)
    }

    /// Replaces a password that was lost. Whoever asks for it must not come into somebody's journal by it: it is good from
    /// the account's own uids, and for an account without any only while there is nothing in it.
    func resetPassword(_ params: Users.Target, by principal: Principal) async throws(ServiceError) -> Users.Info {
        let user = try await find(params.user)
        guard let login = user.login else {
            throw .conflict("the account has no login name", hint: "it is used by its system user alone")
        }
        let store = rooms.store
        let uids = try await storing { () async throws(StorageError) in try await store.uids(of: user.id) }
        if uids.isEmpty, try await isUsed(user.id) {
            throw .conflict(
                "the account has a journal and no system user: whoever had its new password could read it",
                hint: "its owner has to log in, or you delete it and make another")
        }
        let first = try await firstPassword(nil, login)
        let event = rooms.audit.event(.passwordReset, of: user.id, by: principal, Users.ResetPassword.self)
        try await rooms.apply(
            .initialPassword(first.stored.hash, until: first.until), of: user.id, noting: event)
        rooms.sessionsEnded(.all(but: nil), of: user.id)
        return try await info(user, showing: first)
    }

    private func isUsed(_ id: UserID) async throws(ServiceError) -> Bool {
        let store = rooms.store
        for isTrashed in [false, true] {
            var filter = EntryFilter()
            filter.trashed = isTrashed
            let wanted = filter
            if try await storing({ () async throws(StorageError) in try await store.countEntries(matching: wanted, of: id) }) > 0 {
                return true
            }
        }
        return try await !storing { () async throws(StorageError) in try await store.categories(of: id) }.isEmpty
    }

    /// A password that somebody else than the owner knows.
    private struct FirstPassword {
        let stored: StoredPassword
        let until: Instant
        /// When it was made here.
        let shown: SecretString?
    }

    private func firstPassword(_ given: SecretString?, _ login: String) async throws(ServiceError) -> FirstPassword {
        let made = given == nil ? InitialPassword.make() : nil
        let bytes = try PasswordRules.newPassword(made ?? given?.revealed ?? "", login: login)
        let until = rooms.time.now().advanced(bySeconds: SessionRules.initialPassword)
        let hash = try await rooms.hasher.hash(bytes)
        return FirstPassword(
            stored: StoredPassword(hash: hash, initialUntil: until), until: until, shown: made.map(SecretString.init))
    }

    func setDisabled<M: RPCMethod>(
        _ isDisabled: Bool, _ params: Users.Target, by principal: Principal, _ method: M.Type
    ) async throws(ServiceError) -> Users.Info {
        let user = try await find(params.user)
        let kind: ActivityKind = isDisabled ? .userDisabled : .userEnabled
        let event = rooms.audit.event(kind, of: user.id, by: principal, method)
        guard try await rooms.apply(.disabled(isDisabled), of: user.id, noting: event) else { throw Self.lastAdmin }
        if isDisabled { shutOut(user.id) }
        return try await info(try await find(user.id.description))
    }

    func setRole(_ params: Users.SetRole.Params, by principal: Principal) async throws(ServiceError) -> Users.Info {
        guard let role = UserRole(rawValue: params.role) else {
            throw .invalid(path: "/role", rule: "enum", message: "must be user or admin")
        }
        let user = try await find(params.user)
        let event = rooms.audit.event(.roleChanged, of: user.id, by: principal, Users.SetRole.self)
        guard try await rooms.apply(.role(role), of: user.id, noting: event) else { throw Self.lastAdmin }
        rooms.accounts.close(user.id)
        return try await info(try await find(user.id.description))
    }

    /// Destroys an account's key and everything in it.
    func delete(_ params: Users.Delete.Params, by principal: Principal) async throws(ServiceError) -> Users.Delete.Result {
        let user = try await find(params.user)
        guard UserID(params.confirm) == user.id else {
            throw .invalid(path: "/confirm", rule: "enum", message: "must be the id of the account")
        }
        // Shut out first: the last admin stays, and nobody writes into what is being destroyed.
        guard try await rooms.apply(.disabled(true), of: user.id, noting: nil) else { throw Self.lastAdmin }
        let event = rooms.audit.event(.userDeleted, of: user.id, by: principal, Users.Delete.self)
        try await destroy(user.id, noting: event)
        return .init(account: user.id.description)
    }

    /// Removes an account that was shut out, and notes that.
    func destroy(_ id: UserID, noting event: AuditEvent) async throws(ServiceError) {
        shutOut(id)
        let store = rooms.store
        try await storing { () async throws(StorageError) in try await store.deleteUser(id) }
        shutOut(id)
        try await rooms.note(event)
    }

    private func shutOut(_ id: UserID) {
        rooms.accounts.close(id)
        rooms.accessChanged(of: id)
        rooms.watchers.end(of: id)
    }

    private static let lastAdmin = ServiceError.conflict("one enabled admin must stay", hint: "make another one first")

    /// The account with this id or login.
    func find(_ reference: String) async throws(ServiceError) -> User {
        let store = rooms.store
        let user: User?
        if let id = UserID(reference) {
            user = try await storing { () async throws(StorageError) in try await store.user(id) }
        } else {
            let login = LoginName.folded(reference) ?? ""
            user = try await storing { () async throws(StorageError) in try await store.user(login: login) }
        }
        guard let user else { throw .notFound("account") }
        return user
    }

    private func info(_ user: User, showing first: FirstPassword? = nil) async throws(ServiceError) -> Users.Info {
        let store = rooms.store
        let credentials = try await storing { () async throws(StorageError) in try await store.credentials(of: user.id) }
        let uids = try await storing { () async throws(StorageError) in try await store.uids(of: user.id) }
        let sessions = try await storing { () async throws(StorageError) in try await store.sessions(of: user.id) }
        let seen = [user.lastSeenAt, rooms.gate.sightings.last(user.id), sessions.map(\.usedAt).max()].compactMap { $0 }.max()
        var info = Users.Info(
            id: user.id.description, login: user.login, uids: uids.map(\.uid), role: user.role.rawValue,
            disabled: user.isDisabled, hasPassword: credentials?.passwordHash != nil, totp: credentials?.totp != nil,
            createdAt: InstantText.format(user.createdAt), lastSeenAt: seen.map { InstantText.format($0) },
            initialUntil: credentials?.initialUntil.map { InstantText.format($0) })
        info.initialPassword = first?.shown
        return info
    }
}
