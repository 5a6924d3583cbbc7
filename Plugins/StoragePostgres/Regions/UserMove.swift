import PluginAPI

/// Moves one user's journal to another region. It is done in steps that are each on disk before the next; a move that is cut goes
/// on, or is taken back, by the next call for the same user.
///
/// The user's writes are refused as unavailable from `close` to `enter`; reads go on.
struct UserMove: Sendable {
    /// What is done, in this order. Named before it is done.
    enum Step: String, Sendable, CaseIterable {
        case announce, close, copy, compare, enter, clear, forget
    }

    let storage: RegionalStorage
    let user: UserID
    let target: String
    /// Called before each step; what it throws ends the move as if the process had ended there.
    let before: @Sendable (Step) throws -> Void

    /// - Throws: `.notFound` for an unknown user, `.unavailable` when a region is away or somebody else moves the user, `.corrupt`
    ///   when the copy is not equal. The user is then where they were, and can write, unless their region is away.
    func run() async throws {
        let lock = MoveLock(storage.options.connection, user)
        do {
            try await lock.take()
            try await move()
        } catch {
            await lock.release()
            throw error
        }
        await lock.release()
    }

    private func move() async throws {
        guard try await storage.home.user(user) != nil else { throw StorageError.notFound }
        var place = try await storage.home.place(of: user)
        // A move that was taken back may have been cut before the journal was open again.
        if place.movingTo == nil { try await storage.store(of: place.region).setState(.open, of: user) }
        if let former = place.leaving { try await leave(former) }
        if let other = place.movingTo, other != target || place.region == target {
            try await takeBack(place, from: other)
            place.movingTo = nil
        }
        guard place.region != target else { return }
        let (source, destination) = (try await storage.store(of: place.region), try await storage.store(of: target))
        do {
            try await carry(from: source, to: destination, place)
        } catch let error as StorageError {
            // Only before the directory names the new region; afterwards there is nothing to take back.
            try? await takeBack(place, from: target)
            throw error
        }
        try await leave(place.region)
    }

    private func carry(from source: PostgresStorage, to destination: PostgresStorage, _ place: Place) async throws {
        try before(.announce)
        try await announce(from: place.region)
        try before(.close)
        try await source.setState(.moving, of: user)
        try before(.copy)
        if target != RegionOptions.home, let account = try await storage.home.user(user) {
            do {
                try await destination.createUser(account.shadow)
            } catch StorageError.alreadyExists {
                // Left by a move that was cut.
            }
        }
        let (owner, from, to) = (user, source.options.connection, destination.options.connection)
        let layout = storage.options.layout
        try await onThread { _ in
            let (old, new) = (Connection(from), Connection(to))
            try JournalCopy.copy(owner, from: old, to: new, layout)
        }
        try before(.compare)
        try await onThread { _ in
            let old = try JournalCopy.digest(owner, Connection(from), layout)
            guard try JournalCopy.digest(owner, Connection(to), layout) == old else { throw StorageError.corrupt(reason: "the copy of a journal differs from it") }
        }
        try before(.enter)
        try await enter(from: place.region)
    }

    /// Runs `body` on a thread of its own, where it may block.
    private func onThread(_ body: @escaping @Sendable (Connection) throws -> Void) async throws(StorageError) {
        let worker = Worker(storage.options.connection, name: "move")
        let result: Result<Void, StorageError> = await withCheckedContinuation { continuation in
            worker.async { connection in
                do {
                    continuation.resume(returning: .success(try body(connection)))
                } catch {
                    continuation.resume(returning: .failure(StorageError(from: error)))
                }
            }
        }
        try result.get()
    }

    // MARK: The directory

    private func announce(from region: String) async throws(StorageError) {
        let sql = """
            INSERT INTO user_regions (user_id, region, moving_to) VALUES ($1, $2, $3)
            ON CONFLICT (user_id) DO UPDATE SET moving_to = excluded.moving_to
            """
        try await change(sql, region, target)
    }

    private func enter(from region: String) async throws(StorageError) {
        let sql = """
            UPDATE user_regions SET region = $3, moves = moves + 1, moving_to = NULL, leaving = $2
            WHERE user_id = $1 AND region = $2 AND moving_to = $3
            """
        try await change(sql, region, target)
    }

    /// - Throws: `.notFound` when the user is gone meanwhile.
    private func change(_ sql: String, _ first: String, _ second: String) async throws(StorageError) {
        let user = user
        let query = Query(sql) {
            $0.add(user)
            $0.add(first)
            $0.add(second)
        }
        try await storage.home.change { transaction in
            try Account.lock(user, transaction)
            guard try transaction.run(query).changes > 0 else { throw StorageError.notFound }
        }
    }

    /// Ends a move if the directory does not name the new region yet, and never will: the journal is open again where it was, and
    /// what was copied goes, now or with the next call.
    private func takeBack(_ place: Place, from region: String) async throws {
        let sql = """
            UPDATE user_regions SET moving_to = NULL, leaving = $3 WHERE user_id = $1 AND region = $2 AND moving_to = $3
            """
        let query = Query(sql) {
            $0.add(user)
            $0.add(place.region)
            $0.add(region)
        }
        guard try await storage.home.change({ try $0.run(query).changes > 0 }) else { return }
        try await storage.store(of: place.region).setState(.open, of: user)
        try await leave(region)
    }

    /// Removes what is left in the region that the user left.
    private func leave(_ region: String) async throws {
        try before(.clear)
        try await remove(from: try await storage.store(of: region), region)
        try before(.forget)
        let query = Query.of(user, "UPDATE user_regions SET leaving = NULL WHERE user_id = $1")
        try await storage.home.change { transaction in _ = try transaction.run(query) }
    }

    private func remove(from store: PostgresStorage, _ region: String) async throws(StorageError) {
        let user = user
        let isHome = region == RegionOptions.home
        try await store.change { transaction in
            _ = try transaction.run(
                [Query("SET LOCAL statement_timeout = 0", isKept: false)] + JournalCopy.clear(user) + [
                    isHome
                        ? .of(user, """
                            UPDATE journals SET closed = 2, last_number = 0, entries = 0, \(Schema.nothingDerived)
                            WHERE user_id = $1
                            """)
                        : .of(user, "DELETE FROM journals WHERE user_id = $1")
                ] + (isHome ? [] : [.of(user, "DELETE FROM users WHERE id = $1")]))
        }
    }
}

/// Lets one move of a user be under way, whoever does it; the server forgets it when the connection ends.
private struct MoveLock: Sendable {
    private let worker: Worker
    private let user: UserID
    private static let space: Int64 = 0x6D6F_7665

    init(_ options: ConnectionOptions, _ user: UserID) {
        worker = Worker(options, name: "move.lock")
        self.user = user
    }

    /// - Throws: `.unavailable` when another move of this user is under way.
    func take() async throws(StorageError) {
        let query = Query("SELECT pg_try_advisory_lock(hashtextextended($1::uuid::text, $2))") {
            $0.add(user)
            $0.add(Self.space)
        }
        let result: Result<Bool, StorageError> = await withCheckedContinuation { continuation in
            worker.async { connection in
                do {
                    try connection.ensureOpen()
                    continuation.resume(returning: .success(try connection.run(query).first?.bool(0) ?? false))
                } catch {
                    continuation.resume(returning: .failure(StorageError(from: error)))
                }
            }
        }
        guard try result.get() else { throw .unavailable(reason: "this user is being moved already") }
    }

    func release() async {
        await withCheckedContinuation { continuation in
            worker.async { connection in
                connection.close()
                continuation.resume()
            }
        }
    }
}
