import GRDB
import Glibc
import PluginAPI
@testable import StorageSQLite
import Testing

/// Crashes, cut logs, damaged files.
@Suite struct SQLiteDamageTests {
    /// A folder as a killed process leaves it, and how many entries were acknowledged.
    private func crashed(entries count: Int) async throws -> (StoreFolder, SampleEntries, [EntryID]) {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started(["storage.sqlite.unindexedLimit": .integer(10)])
        try await store.createUser(sample.user)
        let ids = try await sample.put(count, in: store)
        let copy = try folder.copy()
        await store.stop()
        return (copy, sample, ids)
    }

    @Test func whatWasAcknowledgedIsThereAfterAKill() async throws {
        let (folder, sample, ids) = try await crashed(entries: 60)
        let store = try await folder.started()
        #expect(try await sample.listed(in: store) == Array(ids.reversed()))
        #expect(try await sample.found(in: store) == Array(ids.reversed()))
        let days = try await store.dayRollups(in: DaySpan(first: .distantPast, last: .distantFuture), of: sample.user.id)
        #expect(days.map(\.tally.entries) == [60])
        await store.stop()
    }

    @Test func aCutLogGivesTheCommitsBeforeTheCut() async throws {
        let (folder, sample, ids) = try await crashed(entries: 25)
        let log = try readFile(folder.database + "-wal")
        let frame = 4_096 + 24
        let frames = (log.count - 32) / frame
        #expect(frames > 50)
        var counts: [Int] = []
        for kept in Array(stride(from: 0, to: frames, by: 3)) + [frames] {
            let cut = try folder.copy()
            // Half a frame more than whole ones: what a power cut leaves of the last write.
            try writeFile(cut.database + "-wal", Array(log.prefix(32 + kept * frame + frame / 2)))
            guard let store = try await opened(cut) else { continue }
            let listed = try await sample.listed(in: store)
            #expect(listed == Array(ids.prefix(listed.count).reversed()))
            #expect(try await sample.found(in: store) == listed)
            let span = DaySpan(first: .distantPast, last: .distantFuture)
            let days = try await store.dayRollups(in: span, of: sample.user.id)
            #expect(days.reduce(0) { $0 + $1.tally.entries } == Int64(listed.count))
            counts.append(listed.count)
            await store.stop()
        }
        #expect(counts == counts.sorted())
        #expect(counts.last == 25)
    }

    /// The store, or nil where it refuses to start with a line for the operator.
    private func opened(_ folder: StoreFolder) async throws -> SQLiteStorage? {
        do {
            return try await folder.started()
        } catch let error as PluginStartError {
            #expect(!error.description.isEmpty)
            return nil
        }
    }

    @Test func aMissingLogAfterACrashIsSaid() async throws {
        let (folder, _, _) = try await crashed(entries: 5)
        unlink(folder.database + "-wal")
        let error = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(error?.description.contains("-wal is missing") == true)
    }

    @Test func aRestoredBackupOpensOnceTheNoteIsRemoved() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        let ids = try await sample.put(5, in: store)
        await store.stop()
        let elsewhere = try StoreFolder()
        try writeFile(elsewhere.database, try readFile(folder.database))
        let restored = try await elsewhere.started()
        #expect(try await sample.listed(in: restored) == Array(ids.reversed()))
        await restored.stop()
    }

    @Test(arguments: [0, 16, 100])
    func aDamagedHeaderIsRefused(_ offset: Int) async throws {
        let folder = try StoreFolder()
        await (try await folder.started()).stop()
        var bytes = try readFile(folder.database)
        for place in offset..<offset + 16 { bytes[place] ^= 0xA5 }
        try writeFile(folder.database, bytes)
        let before = bytes
        let error = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(error?.description.contains("damaged") == true || error?.description.contains("opened") == true)
        #expect(try readFile(folder.database) == before)
    }

    @Test func aDamagedPageIsFoundAfterAnUncleanEnd() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        _ = try await sample.put(200, in: store)
        await store.stop()
        var bytes = try readFile(folder.database)
        let root = try await rootPage(ofTable: "entries", in: folder)
        for place in (root - 1) * 4_096..<(root - 1) * 4_096 + 64 { bytes[place] = 0xFF }
        try writeFile(folder.database, bytes)
        try writeFile(folder.database + "-wal", [])
        try writeFile(folder.database + ".state", Array("running\n".utf8))
        let error = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(error?.description.contains("damaged") == true)
    }

    private func rootPage(ofTable name: String, in folder: StoreFolder) async throws -> Int {
        let copy = try folder.copy()
        let queue = try DatabaseQueue(path: copy.database)
        let page = try await queue.read { db in
            try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = ?", arguments: [name])
        }
        try queue.close()
        return try #require(page)
    }
}
