import Glibc
import PluginAPI
@testable import StorageSQLite
import Testing

/// What happens when there is no room. `maximumBytes` makes SQLite itself report a full disk.
@Suite struct SQLiteSpaceTests {
    private let small: [String: SettingValue] = [
        "storage.sqlite.maximumBytes": .integer(1 << 20), "storage.sqlite.reserveBytes": .integer(1 << 17),
    ]

    @Test func aFullStoreRefusesNewEntriesAndStillDeletes() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        sample.bodyLength = 3_000
        let store = try await folder.started(small)
        try await store.createUser(sample.user)
        var ids: [EntryID] = []
        await #expect(throws: StorageError.full) {
            while ids.count < 2_000 { ids += try await sample.put(1, in: store) }
        }
        #expect(ids.count > 20)
        #expect(try await sample.listed(in: store) == Array(ids.reversed()))
        for id in ids.prefix(ids.count / 2) {
            let results = try await store.commit([.trash(id, at: Instant(microseconds: 1)), .purge(id)], of: sample.user.id)
            for result in results { _ = try result.get() }
        }
        let more = try await sample.put(5, in: store)
        let left = ids.dropFirst(ids.count / 2) + more
        #expect(try await sample.listed(in: store) == Array(left.reversed()))
        #expect(try await sample.found(in: store) == Array(left.reversed()))
        #expect(mode(of: folder.database + ".reserve") == 0o600)
        await store.stop()
    }

    @Test func aCallThatDoesNotFitDoesNotTakeItsNeighboursWithIt() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started(small)
        try await store.createUser(sample.user)
        let owner = sample.user.id
        var entries = (0..<40).map { _ in sample.next() }
        for place in entries.indices {
            // New categories, four entries each: what is remembered of them must not outlive a transaction undone.
            let number = UInt64(place / 4)
            entries[place].categories = [
                CategoryDraft(
                    id: CategoryID(high: 9, low: number), nameHash: NameHash([UInt8](repeating: UInt8(number), count: 16)),
                    sealedName: SealedBytes([2]), createdAt: Instant(microseconds: 0))
            ]
        }
        let large = entries[20].id
        entries[20].content.body = SealedBytes([UInt8](repeating: 1, count: 3 << 20))
        let stored = await withTaskGroup(of: EntryID?.self) { group in
            for entry in entries {
                group.addTask {
                    let results = try? await store.commit([.create(entry)], of: owner)
                    return results == nil ? nil : entry.id
                }
            }
            return await group.reduce(into: Set<EntryID>()) { if let id = $1 { $0.insert(id) } }
        }
        #expect(stored == Set(entries.map(\.id)).subtracting([large]))
        #expect(Set(try await sample.listed(in: store)) == stored)
        let tallies = try await store.categories(of: owner).map(\.tally.entries)
        #expect(tallies == [4, 4, 4, 4, 4, 3, 4, 4, 4, 4])
        await store.stop()
    }

    @Test func deletingAUserWorksOnAFullStore() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        sample.bodyLength = 3_000
        let store = try await folder.started(small)
        try await store.createUser(sample.user)
        await #expect(throws: StorageError.full) { _ = try await sample.put(2_000, in: store) }
        try await store.deleteUser(sample.user.id)
        #expect(try await store.statistics().entries == 0)
        try await store.createUser(sample.user)
        #expect(try await sample.put(3, in: store).count == 3)
        await store.stop()
    }

    @Test func aDeletedKeyIsInNoFile() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        _ = try await sample.put(20, in: store)
        let key = sample.user.wrappedKey.bytes
        #expect(try files(of: folder, holding: key))
        let new = SealedBytes(Array("another-key-of-another-length".utf8))
        let replacement = KeyReplacement(user: sample.user.id, old: sample.user.wrappedKey, new: new)
        #expect(try await store.replaceWrappedKeys([replacement]) == 1)
        #expect(try !files(of: folder, holding: key))
        #expect(try files(of: folder, holding: new.bytes))
        try await store.deleteUser(sample.user.id)
        #expect(try !files(of: folder, holding: new.bytes))
        await store.stop()
    }

    private func files(of folder: StoreFolder, holding key: [UInt8]) throws -> Bool {
        for name in folder.names {
            let bytes = try readFile(folder.path + "/" + name)
            guard bytes.count >= key.count else { continue }
            let found = bytes.indices.dropLast(key.count - 1).contains { start in
                bytes[start] == key[0] && bytes[start..<start + key.count].elementsEqual(key)
            }
            if found { return true }
        }
        return false
    }
}
