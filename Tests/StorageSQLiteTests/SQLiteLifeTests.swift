import GRDB
import Glibc
import PluginAPI
import PluginTestKit
@testable import StorageSQLite
import Testing

/// Opening, closing, refusing to open.
@Suite struct SQLiteLifeTests {
    @Test func everythingIsThereAfterReopening() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        var store = try await folder.started()
        try await store.createUser(sample.user)
        let ids = try await sample.put(30, in: store)
        await store.stop()
        store = try await folder.started()
        #expect(try await store.user(sample.user.id) == sample.user)
        #expect(try await sample.listed(in: store) == Array(ids.reversed()))
        #expect(try await sample.found(in: store) == Array(ids.reversed()))
        let next = try await sample.put(1, in: store)
        #expect(try await store.entry(.id(next[0]), of: sample.user.id)?.number == 31)
        await store.stop()
    }

    @Test func indexCatchesUpAfterAReopening() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let many: [String: SettingValue] = ["storage.sqlite.unindexedLimit": .integer(1_000_000)]
        var store = try await folder.started(many)
        try await store.createUser(sample.user)
        let ids = try await sample.put(300, in: store)
        await store.stop()
        store = try await folder.started(many)
        #expect(try await sample.found(in: store) == Array(ids.reversed()))
        try await store.indexEverything()
        #expect(try await store.statistics().unindexed == 0)
        #expect(try await sample.found(in: store) == Array(ids.reversed()))
        await store.stop()
    }

    @Test func filesAreTheOwnersAlone() async throws {
        let folder = try StoreFolder()
        let store = try await folder.started(["storage.sqlite.path": .text("deeper/journal.db")])
        let deeper = folder.path + "/deeper"
        #expect(mode(of: deeper) == 0o700)
        for name in ["", "-wal", "-shm", ".lock", ".state", ".reserve", ".mark"] {
            #expect(mode(of: deeper + "/journal.db" + name) == 0o600, "journal.db\(name)")
        }
        await store.stop()
        for name in ["", ".lock", ".state", ".reserve", ".mark"] { unlink(deeper + "/journal.db" + name) }
        rmdir(deeper)
    }

    @Test func aSecondStoreOnTheSameStateIsRefused() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let first = try await folder.started()
        try await first.createUser(sample.user)
        let second = try folder.store()
        let error = await #expect(throws: PluginStartError.self) { try await second.start() }
        #expect(error?.description.contains("another journald-core already uses") == true)
        await second.stop()
        let ids = try await sample.put(3, in: first)
        #expect(try await sample.listed(in: first).count == ids.count)
        await first.stop()
        let third = try await folder.started()
        await third.stop()
    }

    @Test func aMissingDatabaseIsNotReplacedByAnEmptyOne() async throws {
        let folder = try StoreFolder()
        await (try await folder.started()).stop()
        unlink(folder.database)
        let error = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(error?.description.contains("missing") == true)
        #expect(!folder.names.contains("journal.db"))
        try writeFile(folder.database, [])
        await #expect(throws: PluginStartError.self) { try await folder.started() }
        unlink(folder.database)
        unlink(folder.database + ".state")
        let last = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(last?.description.contains("move away \(folder.path)/key-shares.") == true)
        unlink(folder.path + "/key-shares")
        let store = try await folder.started()
        #expect(try await store.statistics().users == 0)
        await store.stop()
    }

    @Test func aDatabaseOfANewerVersionIsRefused() async throws {
        let folder = try StoreFolder()
        await (try await folder.started()).stop()
        let queue = try DatabaseQueue(path: folder.database)
        try await queue.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999')")
        }
        try queue.close()
        let error = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(error?.description.contains("newer") == true)
    }

    @Test(arguments: ["", "-wal", "-shm"])
    func symbolicLinksAreNotFollowed(_ suffix: String) async throws {
        let (folder, elsewhere) = (try StoreFolder(), try StoreFolder())
        try writeFile(elsewhere.database, [])
        symlink(elsewhere.database, folder.database + suffix)
        let error = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(error?.description.contains("symbolic link") == true)
        #expect(try readFile(elsewhere.database).isEmpty)
    }

    @Test func aLinkedLockIsNotFollowed() async throws {
        let (folder, elsewhere) = (try StoreFolder(), try StoreFolder())
        symlink(elsewhere.path + "/made-by-mistake", folder.database + ".lock")
        await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(elsewhere.names.isEmpty)
    }

    @Test func aFolderThatCannotBeMadeIsAClearError() async throws {
        let folder = try StoreFolder()
        try writeFile(folder.path + "/plain", [1])
        let store = try folder.store(["storage.sqlite.path": .text("plain/journal.db")])
        let error = await #expect(throws: PluginStartError.self) { try await store.start() }
        #expect(error?.description.contains("plain") == true)
    }

    @Test func settingsThatDoNotFitAreRefused() throws {
        let folder = try StoreFolder()
        for path in ["", "journals/"] {
            #expect(throws: PluginConfigurationError.self) { try folder.store(["storage.sqlite.path": .text(path)]) }
        }
    }

    @Test func callsBeforeTheStartAndAfterTheEndAreTurnedAway() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try folder.store()
        await #expect(throws: StorageError.self) { try await store.createUser(sample.user) }
        #expect(await store.health().status == .failing)
        try await store.start()
        await #expect(throws: PluginStartError.self) { try await store.start() }
        #expect(await store.health().status == .ok)
        await store.stop()
        await store.stop()
        await #expect(throws: StorageError.self) { try await store.createUser(sample.user) }
        await #expect(throws: StorageError.self) { try await store.user(sample.user.id) }
        _ = sample.next()
    }

    @Test func positionsOfAnotherFormatAreRefused() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        _ = try await sample.put(2, in: store)
        let first = try await store.entries(
            matching: EntryFilter(), order: .newest, page: PageRequest(limit: 1), of: sample.user.id)
        var bytes = try #require(first.next).bytes
        bytes[0] += 1
        let page = PageRequest(limit: 1, after: PagePosition(bytes))
        await #expect(throws: StorageError.invalidPosition) {
            try await store.entries(matching: EntryFilter(), order: .newest, page: page, of: sample.user.id)
        }
        await store.stop()
    }

    @Test func everyCallThatWaitsWhenItStopsIsAnswered() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        let owner = sample.user.id
        let entries = (0..<500).map { _ in sample.next() }
        let stored = await withTaskGroup(of: Bool.self) { group in
            for (place, entry) in entries.enumerated() {
                group.addTask {
                    if place == 250 { await store.stop() }
                    return (try? await store.commit([.create(entry)], of: owner)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        let again = try await folder.started()
        #expect(try await again.countEntries(matching: EntryFilter(), of: owner) == stored)
        await again.stop()
    }
}
