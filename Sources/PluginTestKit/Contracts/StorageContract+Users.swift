import PluginAPI

extension StorageContract {
    static let users: [Check] = [
        Check("a user is found by id and by uid") { store in
            let sample = SampleJournal(1)
            let none = try await store.user(sample.user.id)
            try expect(none == nil, "an empty store knows no user")
            try await store.add(sample)
            try expectEqual(try await store.user(sample.user.id), sample.user, "user by id")
            try expectEqual(try await store.user(uid: 1_001), sample.user, "user by uid")
            let other = try await store.user(uid: 1_002)
            try expect(other == nil, "an unknown uid is nobody")
            try expectEqual(try await store.statistics().users, 1, "users counted")
        },
        Check("id and uid are taken once; nothing changes then") { store in
            let sample = SampleJournal(1)
            try await store.add(sample)
            try await expectThrows(StorageError.alreadyExists, "same id") { try await store.add(sample) }
            let twin = changed(SampleJournal(2).user, uid: sample.user.uid)
            try await expectThrows(StorageError.alreadyExists, "same uid") { try await store.createUser(twin) }
            try expectEqual(try await store.user(uid: 1_001)?.id, sample.user.id, "the uid stays with the first")
            try expectEqual(try await store.users(after: nil, limit: 10).count, 1, "users after two refusals")
            try await store.createUser(changed(SampleJournal(3).user, uid: nil))
            try await store.createUser(changed(SampleJournal(4).user, uid: nil))
            try expectEqual(try await store.users(after: nil, limit: 10).count, 3, "users without uid may be many")
            let largest = changed(SampleJournal(5).user, uid: .max)
            try await store.createUser(largest)
            try expectEqual(try await store.user(uid: .max), largest, "the largest uid")
        },
        Check("users come in order of id, page by page") { store in
            var wanted: [UserID] = []
            for number in [5, 2, 9, 1, 7, 3] {
                let sample = SampleJournal(number)
                try await store.add(sample)
                wanted.append(sample.user.id)
            }
            var found: [UserID] = []
            while true {
                let page = try await store.users(after: found.last, limit: 2)
                if page.isEmpty { break }
                try expect(page.count <= 2, "a page of users has at most its limit")
                found += page.map(\.id)
            }
            try expectEqual(found, wanted.sorted(), "ids of all users")
        },
        Check("preferences are replaced, the rest of a user stays") { store in
            let sample = SampleJournal(1)
            try await store.add(sample)
            let preferences = UserPreferences(zone: "Asia/Kolkata", locale: "hi", dayEndHour: 0, weekStart: 1)
            try await store.setPreferences(preferences, of: sample.user.id)
            var wanted = sample.user
            wanted.preferences = preferences
            try expectEqual(try await store.user(sample.user.id), wanted, "user after new preferences")
            try await expectThrows(StorageError.notFound, "preferences of nobody") {
                try await store.setPreferences(preferences, of: SampleJournal(2).user.id)
            }
        },
        Check("wrapped keys are replaced where the old one is still there") { store in
            let (first, second) = (SampleJournal(1).user, SampleJournal(2).user)
            try await store.createUser(first)
            try await store.createUser(second)
            let (new, other) = (SealedBytes([1, 2, 3]), SealedBytes([4, 5, 6, 7]))
            let replaced = try await store.replaceWrappedKeys([
                KeyReplacement(user: first.id, old: first.wrappedKey, new: new),
                KeyReplacement(user: second.id, old: new, new: other),
                KeyReplacement(user: SampleJournal(3).user.id, old: new, new: other),
            ])
            try expectEqual(replaced, 1, "keys replaced")
            try expectEqual(try await store.user(first.id)?.wrappedKey, new, "the replaced key")
            try expectEqual(try await store.user(second.id)?.wrappedKey, second.wrappedKey, "the key passed over")
        },
        Check("the latest sighting of a user stays, and one of nobody is passed over") { store in
            let (seen, other) = (SampleJournal(1).user, SampleJournal(2).user)
            try await store.createUser(seen)
            try await store.createUser(other)
            let (early, late) = (SampleAccess.time(10), SampleAccess.time(20))
            try await store.noteSightings([
                UserSighting(user: seen.id, at: late), UserSighting(user: SampleJournal(3).user.id, at: late),
            ])
            try await store.noteSightings([UserSighting(user: seen.id, at: early)])
            var wanted = seen
            wanted.lastSeenAt = late
            try expectEqual(try await store.user(seen.id), wanted, "the user who was seen")
            try expectEqual(try await store.user(uid: 1_001), wanted, "by uid")
            try expectEqual(try await store.users(after: nil, limit: 9), [wanted, other], "all users")
            try await store.deleteUser(seen.id)
            try await store.noteSightings([UserSighting(user: seen.id, at: late)])
            try await store.createUser(seen)
            try expectEqual(try await store.user(seen.id), seen, "a user who begins anew")
        },
        Check("a deleted user leaves nothing, and the id can begin anew", with: deleteLeavesNothing),
    ]

    private static func changed(_ user: User, uid: UInt32?) -> User {
        var user = user
        user.uid = uid
        return user
    }

    private static func deleteLeavesNothing(_ store: any StoragePlugin) async throws {
        var (doomed, other) = (SampleJournal(1), SampleJournal(2))
        try await store.add(doomed)
        try await store.add(other)
        let id = doomed.user.id
        let kept = try await store.put(other.entry(words: "tea"), of: other.user.id)
        var request = doomed.entry(in: ["a", "b"], words: "tea")
        request.idempotency = IdempotencyKey(key: [UInt8](repeating: 1, count: 16), fingerprint: [])
        let entry = try await store.put(request, of: id)
        _ = try await store.apply(.revise(doomed.revision(of: entry, words: "tea")), of: id)
        let trashed = try await store.put(doomed.entry(words: "tea"), of: id)
        _ = try await store.apply(.trash(trashed.id, at: SampleJournal.start), of: id)
        try await store.deleteUser(id)

        try await expectNothing(of: id, in: store)
        try await expectThrows(StorageError.notFound, "deleting twice") { try await store.deleteUser(id) }
        try await expectThrows(StorageError.notFound, "writing for a deleted user") {
            _ = try await store.commit([.create(doomed.entry())], of: id)
        }
        try expectEqual(try await store.entry(.id(kept.id), of: other.user.id), kept, "another user's entry")
        try expectEqual(try await store.ids(having: "tea", of: other.user.id), [kept.id], "another user's search")

        try await store.add(doomed)
        try await expectNothing(of: id, in: store, exists: true)
        let receipt = try await store.apply(.create(request), of: id)
        try expectEqual(receipt.number, 1, "the first number of a new journal")
        try expect(!receipt.replayed, "an idempotency key of a deleted journal is forgotten")
    }

    static func expectNothing(of id: UserID, in store: any StoragePlugin, exists: Bool = false) async throws {
        try expectEqual(try await store.user(id) != nil, exists, "whether the user is there")
        for trashed in [false, true] {
            var filter = EntryFilter()
            filter.trashed = trashed
            try expectEqual(try await store.all(filter, of: id).count, 0, "entries")
            try expectEqual(try await store.countEntries(matching: filter, of: id), 0, "entries counted")
            try expectEqual(try await store.ids(having: "tea", trashed: trashed, of: id), [], "entries found")
        }
        let byNumber = try await store.entry(.number(1), of: id)
        try expect(byNumber == nil, "entry number 1")
        try expectEqual(try await store.categories(of: id), [], "categories")
        try expectEqual(try await store.dayRollups(in: .everything, of: id), [], "day rollups")
        try expectEqual(try await store.hourRollups(in: .everything, of: id), [], "hour rollups")
        try expectEqual(try await store.categoryRollups(in: .everything, of: id), [], "category rollups")
        try expectEqual(try await store.activeDays(in: .everything, of: id), [], "active days")
    }
}
