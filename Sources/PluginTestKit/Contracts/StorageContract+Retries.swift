import PluginAPI

extension StorageContract {
    static let retries: [Check] = [
        Check("the same request twice makes one entry") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let key = IdempotencyKey(key: bytes(1), fingerprint: bytes(9))
            var (first, second) = (sample.entry(in: ["work"]), sample.entry(in: ["never"]))
            first.idempotency = key
            second.idempotency = key
            let made = try await store.apply(.create(first), of: owner)
            let replay = try await store.apply(.create(second), of: owner)
            try expectEqual(
                replay,
                EntryReceipt(
                    id: first.id, number: 1, revision: 1, categories: made.categories, replayed: true, changed: false),
                "the receipt of a replay")
            try expect(!made.replayed, "the first time is no replay")
            try expectEqual(try await store.countEntries(matching: EntryFilter(), of: owner), 1, "entries")
            try expectEqual(try await store.categories(of: owner).count, 1, "categories")
            let next = try await store.put(sample.entry(), of: owner)
            try expectEqual(next.number, 2, "a replay uses no number")
        },
        Check("the same key for another content is a conflict") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var (first, second) = (sample.entry(), sample.entry())
            first.idempotency = IdempotencyKey(key: bytes(1), fingerprint: bytes(9))
            second.idempotency = IdempotencyKey(key: bytes(1), fingerprint: bytes(8))
            let results = try await store.commit([.create(first), .create(second)], of: owner)
            _ = try results[0].get()
            try expectEqual(results[1], .failure(.idempotencyConflict), "the other content")
            second.idempotency = IdempotencyKey(key: bytes(2), fingerprint: bytes(9))
            let receipt = try await store.apply(.create(second), of: owner)
            try expect(!receipt.replayed, "another key with the same content is another request")
        },
        Check("a refused request does not use its key up") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let taken = try await store.put(sample.entry(), of: owner)
            let model = sample.entry()
            let key = IdempotencyKey(key: bytes(3), fingerprint: bytes(3))
            let twin = NewEntry(
                id: taken.id, content: model.content, categories: model.categories, sentiment: nil, analysis: .done,
                terms: [], createdAt: model.createdAt, idempotency: key)
            try await expectThrows(StorageError.alreadyExists, "the taken id") {
                _ = try await store.apply(.create(twin), of: owner)
            }
            var again = model
            again.idempotency = key
            let receipt = try await store.apply(.create(again), of: owner)
            try expect(!receipt.replayed && receipt.id == model.id, "the key was still free")
        },
        Check("a key is remembered after its entry was purged, and is each user's own") { store in
            var (sample, other) = (SampleJournal(1), SampleJournal(2))
            try await store.add(sample)
            try await store.add(other)
            var (first, second, third) = (sample.entry(), sample.entry(), other.entry())
            let key = IdempotencyKey(key: bytes(1), fingerprint: bytes(9))
            first.idempotency = key
            second.idempotency = key
            third.idempotency = key
            _ = try await store.apply(.create(first), of: sample.user.id)
            _ = try await store.apply(.purge(first.id), of: sample.user.id)
            let replay = try await store.apply(.create(second), of: sample.user.id)
            try expect(replay.replayed && replay.id == first.id && replay.number == 1, "a replay after a purge")
            try expectEqual(replay.categories, [], "categories of a purged entry")
            let receipt = try await store.apply(.create(third), of: other.user.id)
            try expect(!receipt.replayed, "another user's key is another key")
        },
        Check("fifty tasks with one key make one entry") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var entries: [NewEntry] = []
            for _ in 0..<50 {
                var entry = sample.entry()
                entry.idempotency = IdempotencyKey(key: bytes(1), fingerprint: bytes(1))
                entries.append(entry)
            }
            let receipts = try await atOnce(entries) { try await store.apply(.create($0), of: owner) }
            try expectEqual(receipts.filter { !$0.replayed }.count, 1, "winners")
            try expectEqual(Set(receipts.map(\.id)).count, 1, "ids")
            try expectEqual(try await store.countEntries(matching: EntryFilter(), of: owner), 1, "entries")
        },
    ]

    private static func bytes(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 16) }

    /// Does the same with each item in a task of its own, all at once.
    static func atOnce<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for item in items { group.addTask { try await body(item) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
