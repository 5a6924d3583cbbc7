import Logging
import PluginAPI

/// Makes, opens and re-wraps the data keys of accounts: the master key is the vault's, the key shares are the store's.
struct AccountKeys: Sendable {
    let store: any StoragePlugin
    let vault: Vault

    /// A wrapped data key for an account that is about to be made. Its share is on disk before this returns.
    func make(for id: UserID) async throws(ServiceError) -> SealedBytes {
        let new = try sealing { () throws(SealError) in try Vault.makeShare(for: id) }
        let kept = try await storing { () async throws(StorageError) in try await store.addKeyShares([new]) }
        guard let share = kept.first else { throw .internal(cause: "the store kept no key share") }
        return try sealing { () throws(SealError) in try vault.makeWrappedKey(with: share) }
    }

    /// Destroys the share of an account that was not made after all.
    ///
    /// Only when the store says that there is none: a call that failed may have made it.
    func discard(_ id: UserID) async {
        do {
            guard try await store.user(id) == nil else { return }
            try await store.destroyKeyShares(of: [id])
        } catch {
            // A share without a user opens nothing: it may stay.
        }
    }

    func unlock(_ user: User) async throws(ServiceError) -> UserKeys {
        var share: KeyShare?
        if Sealing.needsShare(user.wrappedKey) {
            share = try await storing { () async throws(StorageError) in try await store.keyShares(of: [user.id]) }[user.id]
            guard share != nil else { throw missing(user.id) }
        }
        return try sealing { () throws(SealError) in try vault.unlock(user, with: share) }
    }

    private func missing(_ id: UserID) -> ServiceError {
        .unavailable(
            retryable: false, "the key of this account is not on this server, so nothing in it can be read; only its operator can help",
            cause: "account \(id) has no key share in \(store.keySharePlace): put that back from a backup. If the account was deleted and an older database was brought back, it is gone for good")
    }

    /// What became of re-wrapping.
    struct Rewrapping: Sendable {
        var done: Int64 = 0
        /// Accounts whose share is missing.
        var missing: Int64 = 0
    }

    /// Re-wraps data keys under the current master key and a share. Cut short at any point, it goes on when called again.
    func rewrap(where isWanted: (User) -> Bool) async throws(ServiceError) -> Rewrapping {
        var result = Rewrapping()
        try await store.forEachPage { users throws(ServiceError) in
            let shares = try await storing { () async throws(StorageError) in try await store.keyShares(of: users.map(\.id)) }
            result.missing += Int64(users.count { Sealing.needsShare($0.wrappedKey) && shares[$0.id] == nil })
            let old = users.filter(isWanted)
            if !old.isEmpty { result.done += try await rewrap(old, shares) }
        }
        return result
    }

    private func rewrap(_ users: [User], _ shares: [UserID: KeyShare]) async throws(ServiceError) -> Int64 {
        var shares = shares
        // Accounts from before there were shares get one now; it is on disk before a key depends on it.
        var new: [KeyShare] = []
        for user in users where shares[user.id] == nil && !Sealing.needsShare(user.wrappedKey) {
            new.append(try sealing { () throws(SealError) in try Vault.makeShare(for: user.id) })
        }
        if !new.isEmpty {
            let asked = new
            for share in try await storing({ () async throws(StorageError) in try await store.addKeyShares(asked) }) {
                shares[share.user] = share
            }
        }
        var replacements: [KeyReplacement] = []
        for user in users {
            guard let share = shares[user.id] else { continue }
            let wrapped = try sealing { () throws(SealError) in try vault.rewrapped(user, with: share) }
            replacements.append(KeyReplacement(user: user.id, old: user.wrappedKey, new: wrapped))
        }
        let batch = replacements
        return Int64(try await storing { () async throws(StorageError) in try await store.replaceWrappedKeys(batch) })
    }

    // MARK: At the start

    /// - Throws: `PluginStartError` when there are accounts and none opens.
    func check() async throws {
        var missing = 0
        var after: UserID?
        // The first opens nearly always; those that were deleted before an older database was brought back do not.
        var size = 1
        while true {
            let users = try await store.users(after: after, limit: size)
            let shares = try await store.keyShares(of: users.map(\.id))
            for user in users {
                if Sealing.needsShare(user.wrappedKey), shares[user.id] == nil {
                    missing += 1
                    continue
                }
                do {
                    _ = try vault.unlock(user, with: shares[user.id])
                } catch {
                    throw PluginStartError(
                        "the master key in \(vault.source.path) does not open this journal (\(error.reason)); restore the right one from your backup",
                        lasting: true)
                }
                return
            }
            guard users.count == size else { break }
            (after, size) = (users.last?.id, 500)
        }
        guard missing == 0 else {
            throw PluginStartError(
                "\(store.keySharePlace) has the key share of no account, and without it none can be read; put it back from your backup",
                lasting: true)
        }
    }

    /// Gives shares to accounts from before there were any, and says what is missing.
    /// - Returns: whether all were looked at.
    func upgrade(_ logger: Logger) async -> Bool {
        do {
            let result = try await rewrap { !Sealing.needsShare($0.wrappedKey) }
            if result.done > 0 {
                logger.notice("wrapped the keys of accounts anew", metadata: ["accounts": "\(result.done)"])
            }
            if result.missing > 0 {
                logger.error(
                    "some accounts have no key share and cannot be read; put the file back from a backup",
                    metadata: ["accounts": "\(result.missing)", "place": "\(store.keySharePlace)"])
            }
            return true
        } catch {
            logger.warning(
                "cannot look at the keys of all accounts now; trying again in a minute",
                metadata: ["error": "\(error.cause ?? error.message)"])
            return false
        }
    }
}

extension UserStore {
    /// Calls `body` with all accounts, 500 at a time.
    func forEachPage(_ body: ([User]) async throws(ServiceError) -> Void) async throws(ServiceError) {
        let size = 500
        var last: UserID?
        repeat {
            let after = last
            let users = try await storing { () async throws(StorageError) in try await self.users(after: after, limit: size) }
            try await body(users)
            last = users.count == size ? users.last?.id : nil
        } while last != nil
    }
}
