import PluginAPI

extension StorageContract {
    static let credentials: [Check] = [
        Check("an account is made with its password, and found by its login", with: accountWithPassword),
        Check("a login is one account's, and can be changed and given up") { store in
            let (first, second) = (SampleAccess.user(1, login: "ada"), SampleAccess.user(2, login: nil))
            try await store.createUser(first, password: nil, noting: nil)
            try await store.createUser(second)
            try await expectThrows(StorageError.alreadyExists, "a login that is taken") {
                _ = try await store.apply(.login("ada"), of: second.id, noting: SampleAccess.event(1, of: second.id))
            }
            try expectEqual(try await store.auditEvents(.everything, outcome: nil, before: nil, limit: 9).count, 0, "events")
            _ = try await store.apply(.login("bob"), of: second.id, noting: nil)
            _ = try await store.apply(.login("ada"), of: first.id, noting: nil)
            try expectEqual(try await store.user(login: "bob")?.id, second.id, "the new login")
            _ = try await store.apply(.login(nil), of: first.id, noting: nil)
            let nobody = try await store.user(login: "ada")
            try expect(nobody == nil, "a login given up is nobody's")
            try await expectThrows(StorageError.notFound, "a login for nobody") {
                _ = try await store.apply(.login("x"), of: SampleJournal(9).user.id, noting: nil)
            }
        },
        Check("a password ends all sessions but one; a better hash takes the place of the same one only") { store in
            let user = try await SampleAccess.added(1, to: store)
            for number in 1...3 { try await store.openSession(SampleAccess.session(number), limit: 9, of: user.id, noting: nil) }
            let kept = SampleAccess.session(2).id
            _ = try await store.apply(.password("$one", keeping: kept), of: user.id, noting: nil)
            try expectEqual(try await store.sessions(of: user.id).map(\.id), [kept], "sessions after a new password")
            try expect(!(try await store.apply(.rehash(old: "$zero", new: "$two"), of: user.id, noting: nil)), "a stale rehash")
            try expectEqual(try await store.credentials(of: user.id)?.passwordHash, "$one", "the hash")
            try expect(try await store.apply(.rehash(old: "$one", new: "$two"), of: user.id, noting: nil), "a rehash")
            try expectEqual(try await store.credentials(of: user.id)?.passwordHash, "$two", "the hash")
        },
        Check("the last enabled admin stays one", with: lastAdmin),
        Check("a disabled account has no sessions") { store in
            let user = try await SampleAccess.added(1, to: store)
            try await store.openSession(SampleAccess.session(1), limit: 9, of: user.id, noting: nil)
            try expect(try await store.apply(.disabled(true), of: user.id, noting: nil), "disabling")
            try expectEqual(try await store.user(user.id)?.isDisabled, true, "disabled")
            try expectEqual(try await store.sessions(of: user.id), [], "sessions of a disabled account")
            _ = try await store.apply(.disabled(false), of: user.id, noting: nil)
            try expectEqual(try await store.user(user.id)?.isDisabled, false, "enabled again")
        },
        Check("uids are linked and unlinked, each to one account", with: linking),
        Check("of many accounts that link one uid at once, one gets it") { store in
            var users: [User] = []
            for number in 1...20 { users.append(try await SampleAccess.added(number, to: store)) }
            let results = try await atOnce(users) { user in
                do {
                    return try await store.apply(.linkUID(5, at: SampleJournal.start, givingUp: nil), of: user.id, noting: nil)
                } catch StorageError.alreadyExists {
                    return false
                }
            }
            try expectEqual(results.filter { $0 }.count, 1, "winners")
        },
        Check("a deleted account leaves no credentials, sessions, tokens or events") { store in
            let user = SampleAccess.user(1, login: "ada")
            try await SampleAccess.fill(store, user)
            try await store.deleteUser(user.id)
            let credentials = try await store.credentials(of: user.id)
            try expect(credentials == nil, "credentials of nobody")
            try await store.createUser(user)
            try expectEqual(try await store.credentials(of: user.id), StoredCredentials(), "credentials of a new account")
            try expectEqual(try await store.sessions(of: user.id), [], "sessions")
            try expectEqual(try await store.tokens(of: user.id), [], "tokens")
            try expectEqual(try await store.uids(of: user.id).map(\.uid), [1_001], "uids")
            try expectEqual(
                try await store.auditEvents(.account(user.id), outcome: nil, before: nil, limit: 9), [], "events")
            try expect(!(try await store.apply(.useRecoveryCode(SampleAccess.hash(900)), of: user.id, noting: nil)), "a code")
        },
        Check("a password that somebody else chose is marked until the owner chooses one", with: initialPasswords),
    ]

    private static func initialPasswords(_ store: any StoragePlugin) async throws {
        let user = SampleAccess.user(1, login: "ada")
        let (until, later) = (SampleAccess.time(100), SampleAccess.time(200))
        try await store.createUser(user, password: StoredPassword(hash: "$first", initialUntil: until), noting: nil)
        func credentials() async throws -> StoredCredentials? { try await store.credentials(of: user.id) }
        func apply(_ change: CredentialChange) async throws -> Bool {
            try await store.apply(change, of: user.id, noting: nil)
        }
        try expectEqual(
            try await credentials(), StoredCredentials(passwordHash: "$first", initialUntil: until), "the first password")
        try expect(try await apply(.rehash(old: "$first", new: "$better")), "rehashing")
        try expectEqual(
            try await credentials(), StoredCredentials(passwordHash: "$better", initialUntil: until), "after a better hash")
        try await store.openSession(SampleAccess.session(1), limit: 9, of: user.id, noting: nil)
        try expect(try await apply(.password("$own", keeping: SampleAccess.id(1))), "choosing one's own")
        try expectEqual(try await credentials(), StoredCredentials(passwordHash: "$own"), "the owner's own password")
        try expectEqual(try await store.sessions(of: user.id).count, 1, "the session that chose it")
        try expect(try await apply(.initialPassword("$reset", until: later)), "choosing for another")
        try expectEqual(
            try await credentials(), StoredCredentials(passwordHash: "$reset", initialUntil: later), "after a reset")
        try expectEqual(try await store.sessions(of: user.id), [], "sessions after a reset")
        try await store.deleteUser(user.id)
        try await store.createUser(user, password: StoredPassword(hash: "$own"), noting: nil)
        try expectEqual(try await credentials(), StoredCredentials(passwordHash: "$own"), "an account that begins anew")
    }

    private static func accountWithPassword(_ store: any StoragePlugin) async throws {
        let user = SampleAccess.user(1, login: "ada")
        try await store.createUser(user, password: StoredPassword(hash: "$hash"), noting: SampleAccess.event(1, of: user.id))
        try expectEqual(try await store.user(login: "ada"), user, "user by login")
        try expectEqual(try await store.user(user.id), user, "user by id")
        for other in ["Ada", "ada ", "", "äda"] {
            let nobody = try await store.user(login: other)
            try expect(nobody == nil, "\(other) is nobody")
        }
        try expectEqual(
            try await store.credentials(of: user.id), StoredCredentials(passwordHash: "$hash"), "credentials")
        let nobody = try await store.credentials(of: SampleJournal(9).user.id)
        try expect(nobody == nil, "nobody has no credentials")
        let twin = SampleAccess.user(2, login: "ada")
        try await expectThrows(StorageError.alreadyExists, "the same login") {
            try await store.createUser(twin, password: StoredPassword(hash: "$other"), noting: SampleAccess.event(2, of: twin.id))
        }
        let absent = try await store.user(twin.id)
        try expect(absent == nil, "a refused account is not there")
        try expectEqual(
            try await store.auditEvents(.everything, outcome: nil, before: nil, limit: 9).map(\.id),
            [SampleAccess.event(1, of: nil).id], "events")
    }

    private static func lastAdmin(_ store: any StoragePlugin) async throws {
        let (first, second) = (try await SampleAccess.added(1, to: store), try await SampleAccess.added(2, to: store))
        try expect(try await store.apply(.role(.admin), of: first.id, noting: nil), "a first admin")
        for change in [CredentialChange.role(.user), .disabled(true)] {
            try expect(!(try await store.apply(change, of: first.id, noting: nil)), "the only admin and \(change)")
        }
        try expectEqual(try await store.user(first.id)?.role, .admin, "role")
        _ = try await store.apply(.role(.admin), of: second.id, noting: nil)
        let results = try await atOnce([first, second]) { try await store.apply(.disabled(true), of: $0.id, noting: nil) }
        try expectEqual(results.filter { $0 }.count, 1, "of two admins that are disabled at once, one stays")
    }

    private static func linking(_ store: any StoragePlugin) async throws {
        var first = SampleJournal(1)
        let second = SampleJournal(2)
        try await store.add(first)
        try await store.add(second)
        let (mine, other) = (first.user.id, second.user.id)
        let at = SampleJournal.start
        try expect(try await store.apply(.linkUID(7, at: at, givingUp: nil), of: mine, noting: nil), "linking")
        try expect(!(try await store.apply(.linkUID(7, at: at, givingUp: nil), of: mine, noting: nil)), "linking twice")
        try expectEqual(try await store.user(uid: 7)?.id, mine, "the account of a linked uid")
        try expectEqual(
            try await store.uids(of: mine),
            [LinkedUID(uid: 7, at: at), LinkedUID(uid: 1_001, at: first.user.createdAt)], "uids")
        try await expectThrows(StorageError.alreadyExists, "another's uid") {
            _ = try await store.apply(.linkUID(7, at: at, givingUp: nil), of: other, noting: nil)
        }
        try await expectThrows(StorageError.alreadyExists, "an account for a linked uid") {
            var third = SampleJournal(3).user
            third.uid = 7
            try await store.createUser(third)
        }
        try expect(!(try await store.apply(.unlinkUID(7), of: other, noting: nil)), "a stranger unlinks")
        for uid: UInt32 in [7, 1_001] {
            try expect(try await store.apply(.unlinkUID(uid), of: mine, noting: nil), "unlinking")
            let nobody = try await store.user(uid: uid)
            try expect(nobody == nil, "an unlinked uid is nobody's")
        }
        try expectEqual(try await store.uids(of: mine), [], "uids after unlinking")
        // An account that never held anything is given up for another one; any other is kept.
        try expect(try await store.apply(.linkUID(1_002, at: at, givingUp: other), of: mine, noting: nil), "giving up")
        let gone = try await store.user(other)
        try expect(gone == nil, "the account given up")
        let third = try await SampleAccess.added(3, to: store).id
        let entry = try await store.put(first.entry(), of: mine)
        try await expectThrows(StorageError.alreadyExists, "giving up a journal") {
            _ = try await store.apply(.linkUID(1_002, at: at, givingUp: mine), of: third, noting: nil)
        }
        try expectEqual(try await store.entry(.id(entry.id), of: mine), entry, "the entry")
    }
}
