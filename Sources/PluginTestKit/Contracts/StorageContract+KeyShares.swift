import PluginAPI

extension StorageContract {
    static let keyShares: [Check] = [
        Check("a key share is there before its user, and the first one stays", with: firstShareStays),
        Check("of many who add a key share at once one wins, and all hear which") { store in
            let user = SampleJournal(1).user.id
            let answers = try await withThrowingTaskGroup(of: KeyShare?.self) { group in
                for number in 1...50 {
                    group.addTask { try await store.addKeyShares([try share(of: user, number)]).first }
                }
                return try await group.reduce(into: Set<KeyShare?>()) { $0.insert($1) }
            }
            try expectEqual(answers.count, 1, "different answers")
            try expectEqual(try await store.keyShares(of: [user])[user], answers.first ?? nil, "the share that stays")
        },
        Check("destroying a key share takes that one alone") { store in
            let (first, second) = (SampleJournal(1).user.id, SampleJournal(2).user.id)
            let kept = try await store.addKeyShares([try share(of: first, 1), try share(of: second, 2)])
            try await store.destroyKeyShares(of: [first, SampleJournal(3).user.id])
            try expectEqual(try await store.keyShares(of: [first, second]), [second: kept[1]], "shares left")
            try await store.destroyKeyShares(of: [first])
            let again = try share(of: first, 3)
            try expectEqual(try await store.addKeyShares([again]), [again], "a share after one that was destroyed")
            try expectEqual(try await store.keyShares(of: [first, second]), [first: again, second: kept[1]], "both")
        },
        Check("a deleted user's key share is gone, and no other's") { store in
            let (doomed, other) = (SampleJournal(1).user, SampleJournal(2).user)
            _ = try await store.addKeyShares([try share(of: doomed.id, 1), try share(of: other.id, 2)])
            try await store.createUser(doomed)
            try await store.createUser(other)
            try await store.deleteUser(doomed.id)
            try expectEqual(
                try await store.keyShares(of: [doomed.id, other.id]), [other.id: try share(of: other.id, 2)], "shares left")
        },
        Check("an account that is given up for its uid loses its key share, and one that stays keeps it") { store in
            let (owner, holder) = (SampleJournal(1).user, SampleJournal(2).user)
            _ = try await store.addKeyShares([try share(of: owner.id, 1), try share(of: holder.id, 2)])
            try await store.createUser(owner)
            try await store.createUser(holder)
            let uid = try expectSome(holder.uid, "the uid of the second")
            try await expectThrows(StorageError.alreadyExists, "a uid whose account is not given up") {
                _ = try await store.apply(.linkUID(uid, at: SampleJournal.start, givingUp: nil), of: owner.id, noting: nil)
            }
            try expectEqual(try await store.keyShares(of: [owner.id, holder.id]).count, 2, "shares after a refusal")
            let change = CredentialChange.linkUID(uid, at: SampleJournal.start, givingUp: holder.id)
            try expect(try await store.apply(change, of: owner.id, noting: nil), "linking")
            try expectEqual(
                try await store.keyShares(of: [owner.id, holder.id]), [owner.id: try share(of: owner.id, 1)], "shares left")
        },
        Check("many key shares are added, found and destroyed in one call") { store in
            let shares = try (1...700).map { try share(of: SampleJournal($0).user.id, $0) }
            try expectEqual(try await store.addKeyShares(shares), shares, "shares in the order asked for")
            let found = try await store.keyShares(of: shares.map(\.user))
            try expectEqual(found.count, 700, "shares found")
            try expect(shares.allSatisfy { found[$0.user] == $0 }, "each is its user's")
            try await store.destroyKeyShares(of: shares.dropLast().map(\.user))
            try expectEqual(try await store.keyShares(of: shares.map(\.user)).count, 1, "shares left")
            try expectEqual(try await store.addKeyShares([]), [], "no shares")
            try expectEqual(try await store.keyShares(of: []), [:], "shares of nobody")
        },
    ]

    static func share(of user: UserID, _ number: Int) throws(ContractViolation) -> KeyShare {
        let bytes = (0..<KeyShare.length).map { UInt8(truncatingIfNeeded: 1 &+ $0 &* 31 &+ number &* 17 &+ number >> 8) }
        return try expectSome(KeyShare(user: user, bytes: bytes), "a share of 32 bytes")
    }

    private static func firstShareStays(_ store: any StoragePlugin) async throws {
        let user = SampleJournal(1).user
        try expectEqual(try await store.keyShares(of: [user.id]), [:], "shares of an empty store")
        try expect(!store.keySharePlace.isEmpty, "the operator is told where shares are")
        let first = try share(of: user.id, 1)
        try expectEqual(try await store.addKeyShares([first]), [first], "the first share")
        try expectEqual(try await store.addKeyShares([try share(of: user.id, 2)]), [first], "a second share")
        try await store.createUser(user)
        try expectEqual(try await store.keyShares(of: [user.id]), [user.id: first], "after the user was made")
        try expectEqual(try await store.addKeyShares([try share(of: user.id, 3)]), [first], "a third share")
    }
}
