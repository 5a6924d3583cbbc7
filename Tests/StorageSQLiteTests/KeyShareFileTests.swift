import GRDB
import Glibc
import PluginAPI
@testable import StorageSQLite
import Testing

/// The file of key shares: what is on disk, what a crash may leave, and whose it is.
@Suite struct KeyShareFileTests {
    private func share(_ number: Int, _ salt: UInt8 = 0) throws -> KeyShare {
        let user = UserID(milliseconds: 1_000 + UInt64(number), random: (UInt64(number), 7))
        let bytes = (0..<KeyShare.length).map { UInt8(truncatingIfNeeded: 1 &+ $0 &* 37 &+ number &* 11) ^ salt }
        return try #require(KeyShare(user: user, bytes: bytes))
    }

    private func holds(_ path: String, _ share: KeyShare) throws -> Bool {
        let bytes = try readFile(path)
        return bytes.indices.dropLast(31).contains { bytes[$0] == share.bytes[0] && Array(bytes[$0..<$0 + 32]) == share.bytes }
    }

    private func made(_ folder: StoreFolder) throws -> String {
        let path = folder.path + "/key-shares"
        try KeyShareFile.make(path)
        return path
    }

    @Test func sharesSurviveAndDestroyedOnesLeaveNoByte() throws {
        let folder = try StoreFolder()
        let path = try made(folder)
        #expect(mode(of: path) == 0o600)
        let shares = try (1...5).map { try share($0) }
        do {
            let file = try KeyShareFile.open(path)
            #expect(try file.add(shares) == shares)
            try file.destroy([shares[1].user, shares[3].user])
            file.release()
        }
        for (index, share) in shares.enumerated() { #expect(try holds(path, share) == (index % 2 == 0)) }
        let file = try KeyShareFile.open(path)
        #expect(try file.find(shares.map(\.user)).keys.sorted() == [shares[0].user, shares[2].user, shares[4].user])
        // Freed places are used again: the file does not grow with every account that ever was.
        let size = try readFile(path).count
        _ = try file.add([try share(6), try share(7)])
        #expect(try readFile(path).count == size)
        _ = try file.add([try share(8)])
        #expect(try readFile(path).count == size + 64)
        file.release()
        #expect(throws: StorageError.self) { try file.add([try share(9)]) }
    }

    @Test func aRecordThatWasCutShortIsWrittenOver() throws {
        let folder = try StoreFolder()
        let path = try made(folder)
        let shares = try (1...3).map { try share($0) }
        do {
            let file = try KeyShareFile.open(path)
            _ = try file.add(shares)
        }
        let whole = try readFile(path)
        for cut in 1...63 {
            try writeFile(path, Array(whole.dropLast(cut)))
            let file = try KeyShareFile.open(path)
            #expect(try file.find(shares.map(\.user)).count == 2)
            #expect(try file.add([shares[2]]) == [shares[2]])
            file.release()
            #expect(try readFile(path) == whole)
        }
    }

    /// A damaged record is no one's share, and stays: somebody may still mend it.
    @Test func damageIsCountedAndNeverWrittenOver() throws {
        let folder = try StoreFolder()
        let path = try made(folder)
        let shares = try (1...3).map { try share($0) }
        do {
            let file = try KeyShareFile.open(path)
            _ = try file.add(shares)
        }
        for byte in 0..<64 {
            var bytes = try readFile(path)
            bytes[128 + byte] ^= 0x10
            try writeFile(folder.path + "/damaged", bytes)
            let file = try KeyShareFile.open(folder.path + "/damaged")
            #expect(file.damaged == 1)
            #expect(try file.find(shares.map(\.user)) == [shares[0].user: shares[0], shares[2].user: shares[2]])
            _ = try file.add([try share(9)])
            file.release()
            #expect(Array(try readFile(folder.path + "/damaged")[128..<192]) == Array(bytes[128..<192]))
        }
    }

    @Test func onlyAFileOfKeySharesIsOpened() throws {
        let folder = try StoreFolder()
        let path = try made(folder)
        for content in [[], [UInt8](repeating: 0, count: 64), Array("hello".utf8), [UInt8](repeating: 7, count: 640)] {
            try writeFile(path, content)
            #expect(throws: PluginStartError.self) { try KeyShareFile.open(path) }
        }
        #expect(throws: PluginStartError.self) { try KeyShareFile.open(folder.path + "/nothing") }
        symlink(path, folder.path + "/link")
        #expect(throws: PluginStartError.self) { try KeyShareFile.open(folder.path + "/link") }
    }

    @Test func oneProcessUsesIt() throws {
        let folder = try StoreFolder()
        let mine = try made(folder)
        let file = try KeyShareFile.open(mine)
        #expect(throws: PluginStartError.self) { try KeyShareFile.open(mine) }
        file.release()
        try KeyShareFile.open(mine).release()
    }

    /// What is written into a file that was moved away would be lost.
    @Test func nothingIsWrittenToAFileThatIsGone() async throws {
        let folder = try StoreFolder()
        let store = try await folder.started()
        let first = try share(1)
        _ = try await store.addKeyShares([first])
        let path = folder.path + "/key-shares"
        rename(path, path + ".away")
        await #expect(throws: StorageError.self) { _ = try await store.addKeyShares([try share(2)]) }
        await #expect(throws: StorageError.self) { try await store.destroyKeyShares(of: [first.user]) }
        #expect(try await store.keyShares(of: [first.user])[first.user] == first)
        #expect(await store.health().status == .degraded)
        rename(path + ".away", path)
        #expect(await store.health().status == .ok)
        _ = try await store.addKeyShares([try share(2)])
        await store.stop()
    }

    /// The user is gone and the share is not, as a crash between the two leaves it: the next start ends that.
    @Test func aStartDestroysWhatADeletionLeft() async throws {
        let folder = try StoreFolder()
        let sample = SampleEntries()
        let path = folder.path + "/key-shares"
        let share = try #require(KeyShare(user: sample.user.id, bytes: (0..<32).map { UInt8($0 + 40) }))
        let store = try await folder.started()
        _ = try await store.addKeyShares([share])
        try await store.createUser(sample.user)
        rename(path, path + ".away")
        try await store.deleteUser(sample.user.id)
        rename(path + ".away", path)
        #expect(try holds(path, share))
        #expect(await store.health().detail?.contains("not destroyed yet") == true)
        await store.stop()
        let again = try await folder.started()
        #expect(try !holds(path, share))
        #expect(await again.health().status == .ok)
        // A share without a user stays: the database may be an older one that will be replaced again.
        let other = try self.share(9)
        _ = try await again.addKeyShares([other])
        await again.stop()
        let third = try await folder.started()
        #expect(try await third.keyShares(of: [other.user]) == [other.user: other])
        await third.stop()
    }

    @Test func aMissingOrForeignFileIsRefusedWhereItIsNeeded() async throws {
        let (folder, elsewhere) = (try StoreFolder(), try StoreFolder())
        let path = folder.path + "/key-shares"
        let sample = SampleEntries()
        let store = try await folder.started()
        await store.stop()
        // Without users there is nothing to lose.
        unlink(path)
        let empty = try await folder.started()
        _ = try await empty.addKeyShares([try share(1)])
        try await empty.createUser(sample.user)
        await empty.stop()
        let right = try readFile(path)
        unlink(path)
        let missing = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(missing?.description.contains("key-shares is missing") == true && missing?.isLasting == true)
        #expect(!folder.names.contains("key-shares"))
        await (try await elsewhere.started()).stop()
        try writeFile(path, try readFile(elsewhere.path + "/key-shares"))
        let foreign = await #expect(throws: PluginStartError.self) { try await folder.started() }
        #expect(foreign?.description.contains("another database") == true && foreign?.isLasting == true)
        try writeFile(path, right)
        let back = try await folder.started()
        #expect(try await back.keyShares(of: [try share(1).user]).count == 1)
        await back.stop()
    }

    /// A database from before there were key shares gets its file at the next start.
    @Test func aDatabaseFromBeforeGetsItsFile() async throws {
        let folder = try StoreFolder()
        let sample = SampleEntries()
        let store = try await folder.started()
        try await store.createUser(sample.user)
        await store.stop()
        let queue = try DatabaseQueue(path: folder.database)
        try await queue.write { db in
            try db.execute(sql: "DROP TABLE keyShareFile; DROP TABLE condemnedShares; DROP TABLE sightings")
            try db.execute(sql: "ALTER TABLE credentials DROP COLUMN initialUntil")
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'keyShares'")
        }
        try queue.close()
        unlink(folder.path + "/key-shares")
        let upgraded = try await folder.started()
        #expect(try await upgraded.user(sample.user.id) == sample.user)
        #expect(folder.names.contains("key-shares"))
        await upgraded.stop()
        unlink(folder.path + "/key-shares")
        await #expect(throws: PluginStartError.self) { try await folder.started() }
    }
}
