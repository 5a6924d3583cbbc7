public import PluginAPI

// What concerns an account and a journal at once: two clusters, and so an order in which being cut does no harm.
extension RegionalStorage {
    public func createUser(_ user: User) async throws(StorageError) {
        try await createUser(user, password: nil, noting: nil)
    }

    /// The journal is made first: one without an account is in nobody's way, as its id is never given again.
    public func createUser(_ user: User, password: StoredPassword?, noting event: AuditEvent?) async throws(StorageError) {
        guard newcomers != RegionOptions.home else {
            return try await home.createUser(user, password: password, noting: event)
        }
        guard try await home.user(user.id) == nil else { throw .alreadyExists }
        let region = try await store(of: newcomers)
        do {
            try await region.createUser(user.shadow)
        } catch StorageError.alreadyExists {
            // Left by a call that was cut here.
        }
        do {
            try await home.createUser(user, password: password, noting: event, in: newcomers)
        } catch {
            // Where it is not known what became of the account, its journal stays.
            if error == .alreadyExists, await isGone(user.id) { try? await region.deleteUser(user.id) }
            throw error
        }
    }

    public func deleteUser(_ id: UserID) async throws(StorageError) {
        let place = try await home.place(of: id)
        guard place.movingTo == nil, place.leaving == nil else { throw Journal.isMoving }
        guard place.region != RegionOptions.home else { return try await home.deleteUser(id) }
        try await home.condemnJournal(of: id, in: place.region)
        try await home.deleteUser(id)
        await removeCondemnedJournals()
    }

    /// Removes journals whose accounts are gone. A region that is away has them until the next time.
    func removeCondemnedJournals() async {
        guard let condemned = try? await home.condemnedJournals() else { return }
        for (owner, region) in condemned {
            guard await isGone(owner), let store = try? await store(of: region) else { continue }
            do {
                try await store.deleteUser(owner)
            } catch StorageError.notFound {
                // It was removed, and then this was cut.
            } catch {
                continue
            }
            try? await home.forgetCondemned(owner)
        }
    }

    /// Whether it is certain that there is no such account.
    private func isGone(_ id: UserID) async -> Bool {
        do {
            return try await home.user(id) == nil
        } catch {
            return false
        }
    }

    public func apply(
        _ change: CredentialChange, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool {
        guard case .linkUID(_, _, let old?) = change else { return try await home.apply(change, of: owner, noting: event) }
        let place = try await home.place(of: old)
        guard place.region != RegionOptions.home, try await home.user(old) != nil else {
            return try await home.apply(change, of: owner, noting: event)
        }
        // The account that is given up must hold nothing, there too, until it is gone.
        let region = try await store(of: place.region)
        guard place.movingTo == nil, try await region.closeUntouched(old) else { throw .alreadyExists }
        do {
            try await home.condemnJournal(of: old, in: place.region)
            try await home.setState(.open, of: old)
            let tookEffect = try await home.apply(change, of: owner, noting: event)
            if try await home.user(old) != nil {
                try await home.setState(.elsewhere, of: old)
                try await region.setState(.open, of: old)
            }
            await removeCondemnedJournals()
            return tookEffect
        } catch {
            try? await home.setState(.elsewhere, of: old)
            try? await region.setState(.open, of: old)
            throw error
        }
    }

    public func statistics() async throws(StorageError) -> StorageStatistics {
        let accounts = try await home.statistics()
        let parts = try await gather { store throws(StorageError) in try await store.statistics() }
        return StorageStatistics(
            entries: parts.reduce(0) { $0 + $1.entries }, users: accounts.users, bytes: parts.reduce(0) { $0 + $1.bytes },
            unindexed: parts.reduce(0) { $0 + $1.unindexed }, queued: parts.reduce(0) { $0 + $1.queued })
    }
}

extension RegionalStorage: StoragePlugin {}

extension RegionalStorage: ChangeFeed {
    public func tell(_ change: StoreChange) { home.tell(change) }
    public func follow(_ receive: @Sendable (ChangeEvent) async -> Void) async { await home.follow(receive) }
}

extension User {
    /// What a region knows of an account: that it is there.
    var shadow: User {
        User(
            id: id, uid: nil, login: nil, role: .user, isDisabled: false,
            preferences: UserPreferences(zone: "UTC", locale: "en", dayEndHour: 0, weekStart: 1),
            wrappedKey: SealedBytes([]), createdAt: createdAt)
    }
}

extension PostgresStorage {
    /// Closes a journal that never held anything.
    /// - Returns: whether it is such a one.
    func closeUntouched(_ owner: UserID) async throws(StorageError) -> Bool {
        let sql = """
            UPDATE journals SET closed = 1 WHERE user_id = $1 AND last_number = 0 AND closed <> 2
                AND NOT EXISTS (SELECT 1 FROM categories WHERE user_id = $1)
            """
        return try await change { try $0.run(.of(owner, sql)).changes > 0 }
    }

    func setState(_ state: Journal.State, of owner: UserID) async throws(StorageError) {
        let query = Query("UPDATE journals SET closed = $2::bigint WHERE user_id = $1") {
            $0.add(owner)
            $0.add(state.rawValue)
        }
        try await change { transaction in _ = try transaction.run(query) }
    }
}

extension RegionalStorage: RegionalStoragePlugin {
    public var regionNames: [String] { [RegionOptions.home] + regions.keys.sorted() }

    public func region(of user: UserID) async throws(StorageError) -> String {
        guard try await home.user(user) != nil else { throw .notFound }
        return try await home.place(of: user).region
    }

    public func moveUser(_ user: UserID, to region: String) async throws(StorageError) {
        guard regionNames.contains(region) else { throw .notFound }
        do {
            try await UserMove(storage: self, user: user, target: region, before: { _ in }).run()
        } catch {
            throw StorageError(from: error)
        }
    }
}
