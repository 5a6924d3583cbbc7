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
            // Without the mark, which would refuse all but the whole log: what SQLite recovers must hold together.
            unlink(cut.database + ".mark")
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

    /// How a log that held acknowledged entries may be found.
    static let logDamages: [String: @Sendable ([UInt8]) -> [UInt8]] = [
        "nothing left": { _ in [] },
        "cut in its header": { Array($0.prefix(31)) },
        "cut after its header": { Array($0.prefix(32)) },
        "cut after 5,000 bytes": { Array($0.prefix(5_000)) },
        "cut before its last page": { Array($0.dropLast(4_120)) },
        "another header": { [UInt8](repeating: 7, count: 32) + $0.dropFirst(32) },
        "500 other bytes in the middle": { bytes in
            var bytes = bytes
            for place in bytes.count / 2..<bytes.count / 2 + 500 { bytes[place] ^= 0x5A }
            return bytes
        },
    ]

    @Test(arguments: logDamages.keys.sorted())
    func aLogThatLostAcknowledgedEntriesIsRefused(_ damage: String) async throws {
        let (folder, sample, ids) = try await crashed(entries: 25)
        let log = try readFile(folder.database + "-wal")
        let change = try #require(Self.logDamages[damage])
        try writeFile(folder.database + "-wal", change(log))
        let error = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(error?.description.contains("-wal") == true)
        #expect(error?.description.contains("\n") == false)
        // Refusing has changed nothing: with the log put back everything is there.
        try writeFile(folder.database + "-wal", log)
        let store = try await folder.started()
        #expect(try await sample.listed(in: store) == Array(ids.reversed()))
        await store.stop()
    }

    /// A power cut can leave an older mark, or none, and more log than the mark knows of.
    @Test func anOlderMarkRaisesNoAlarm() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        var marks: [[UInt8]] = [try readFile(folder.database + ".mark"), [], [UInt8](repeating: 0, count: 36)]
        var ids = try await sample.put(5, in: store)
        marks.append(try readFile(folder.database + ".mark"))
        ids += try await sample.put(5, in: store)
        marks.append(Array(marks[3].prefix(20)))
        for mark in marks {
            let copy = try folder.copy()
            try writeFile(copy.database + ".mark", mark)
            let again = try await copy.started()
            #expect(try await sample.listed(in: again) == Array(ids.reversed()))
            await again.stop()
        }
        await store.stop()
    }

    /// The log is emptied and begun anew while entries are added; a kill at any of these moments is no damage.
    @Test func aLogBegunAnewRaisesNoAlarm() async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        var ids: [EntryID] = []
        var key = sample.user.wrappedKey
        var older = try readFile(folder.database + ".mark")
        for round in UInt8(0)..<4 {
            let new = SealedBytes([round, 1, 2, 3])
            let change = KeyReplacement(user: sample.user.id, old: key, new: new)
            #expect(try await store.replaceWrappedKeys([change]) == 1)
            key = new
            for wait in 0..<2 {
                if wait == 1 { ids += try await sample.put(2, in: store) }
                let copy = try folder.copy()
                for mark in [try readFile(copy.database + ".mark"), older] where wait == 1 || mark != older {
                    let cut = try copy.copy()
                    try writeFile(cut.database + ".mark", mark)
                    let again = try await cut.started()
                    #expect(try await sample.listed(in: again) == Array(ids.reversed()))
                    await again.stop()
                }
            }
            older = try readFile(folder.database + ".mark")
        }
        await store.stop()
    }

    @Test(arguments: ["", "-wal"])
    func nothingIsAcknowledgedIntoADeletedFile(_ suffix: String) async throws {
        let folder = try StoreFolder()
        var sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        _ = try await sample.put(3, in: store)
        #expect(await store.health().status == .ok)
        let path = folder.database + suffix
        rename(path, path + ".away")
        #expect(await store.health().status == .failing)
        let error = await #expect(throws: StorageError.self) { _ = try await sample.put(1, in: store) }
        guard case .unavailable = error else { Issue.record("not unavailable: \(String(describing: error))"); return }
        rename(path + ".away", path)
        #expect(await store.health().status == .ok)
        _ = try await sample.put(1, in: store)
        await store.stop()
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
        try writeFile(elsewhere.path + "/key-shares", try readFile(folder.path + "/key-shares"))
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
