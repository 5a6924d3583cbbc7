import Crypto
import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// Wraps data keys as it was done before there were key shares.
enum OldWrapping {
    static func wrap(_ dataKey: SymmetricKey, of user: UserID, with master: MasterKey) throws -> SealedBytes {
        func bytes(_ word: UInt64, _ count: Int) -> [UInt8] {
            (0..<count).reversed().map { UInt8(truncatingIfNeeded: word >> (UInt64($0) * 8)) }
        }
        let id = bytes(UInt64(master.id), 4)
        var additional = [1] + id + Array("users.wrapped_key".utf8) + [0]
        for half in [user.high, user.low, user.high, user.low] { additional += bytes(half, 8) }
        let plain = dataKey.withUnsafeBytes { Array($0) }
        let box = try AES.GCM.seal(plain, using: master.key, authenticating: additional)
        return SealedBytes([1] + id + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag))
    }

    /// Makes accounts of a store look as they did then, entries and all.
    static func takeBack(_ store: any StoragePlugin, _ vault: Vault) async throws {
        let keys = AccountKeys(store: store, vault: vault)
        for user in try await store.users(after: nil, limit: 100) where Sealing.needsShare(user.wrappedKey) {
            let share = try await store.keyShares(of: [user.id])[user.id]
            let data = try Sealing.unwrap(user.wrappedKey, of: user.id, with: keys.vault.keyring, share)
            let old = try wrap(data, of: user.id, with: vault.keyring.current)
            _ = try await store.replaceWrappedKeys([KeyReplacement(user: user.id, old: user.wrappedKey, new: old)])
            try await store.destroyKeyShares(of: [user.id])
        }
    }
}

@Suite struct AccountKeysTests {
    /// A store with three accounts from before there were key shares, each with an entry, and the engine that made them.
    private func old(_ storage: any StoragePlugin) async throws -> TestEngine {
        let engine = try await TestEngine(storage: storage)
        for uid: UInt32 in 1_000...1_002 {
            _ = try await engine.client(uid: uid).call(Entries.Create.self, EntryDraft(body: "from \(uid)"))
        }
        try await OldWrapping.takeBack(storage, engine.engine.vault)
        return engine
    }

    private func expectReadable(_ engine: TestEngine) async throws {
        for uid: UInt32 in 1_000...1_002 {
            let entry = try await engine.client(uid: uid).call(Entries.Get.self, .init(entry: .number(1)))
            #expect(entry.body == "from \(uid)")
        }
    }

    private func needy(_ storage: any StoragePlugin) async throws -> Int {
        try await storage.users(after: nil, limit: 100).count { Sealing.needsShare($0.wrappedKey) }
    }

    @Test func accountsFromBeforeKeepWorkingAndGetSharesAtTheNextStart() async throws {
        let storage = MemoryStorage()
        let first = try await old(storage)
        let second = try await TestEngine(storage: storage, keysOf: first)
        try await expectReadable(second)
        #expect(try await needy(storage) == 0)
        #expect(await second.engine.upgradeKeys())
        #expect(try await needy(storage) == 3)
        let ids = try await storage.users(after: nil, limit: 9).map(\.id)
        #expect(try await storage.keyShares(of: ids).count == 3)
        // Again changes nothing.
        let keys = try await storage.users(after: nil, limit: 9).map(\.wrappedKey)
        #expect(await second.engine.upgradeKeys())
        #expect(try await storage.users(after: nil, limit: 9).map(\.wrappedKey) == keys)
        try await expectReadable(try await TestEngine(storage: storage, keysOf: first))
    }

    @Test func aRotationGivesSharesToo() async throws {
        let storage = MemoryStorage()
        let engine = try await old(storage)
        let result = try await engine.client(uid: 0).call(Keys.Rotate.self, NoParams())
        #expect(result.status.wrappedByOlder == 0)
        #expect(try await needy(storage) == 4)
        try await expectReadable(try await TestEngine(storage: storage, keysOf: engine))
    }

    /// Wherever an upgrade is cut short, everything stays readable and the next one ends it.
    @Test func anUpgradeMayBeCutShortAnywhere() async throws {
        for call in 1...5 {
            let storage = FaultyStorage(wrapping: MemoryStorage())
            let first = try await old(storage)
            storage.failCall(next: call, with: .unavailable(reason: "test"))
            #expect(await first.engine.upgradeKeys() == (call == 5))
            storage.heal()
            let second = try await TestEngine(storage: storage, keysOf: first)
            try await expectReadable(second)
            #expect(await second.engine.upgradeKeys())
            #expect(try await needy(storage) == 3)
            try await expectReadable(try await TestEngine(storage: storage, keysOf: first))
        }
    }

    /// Several daemons that share a store may upgrade it at the same time.
    @Test func manyMayUpgradeAtOnce() async throws {
        let storage = MemoryStorage()
        let first = try await old(storage)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { await first.engine.upgradeKeys() } }
            for await done in group { #expect(done) }
        }
        #expect(try await needy(storage) == 3)
        try await expectReadable(try await TestEngine(storage: storage, keysOf: first))
    }

    @Test func anAccountWithoutItsShareIsRefusedAndNoOther() async throws {
        let storage = MemoryStorage()
        let engine = try await TestEngine(storage: storage)
        for uid: UInt32 in 1_000...1_002 {
            _ = try await engine.client(uid: uid).call(Entries.Create.self, EntryDraft(body: "from \(uid)"))
        }
        let first = try #require(try await storage.users(after: nil, limit: 1).first)
        let share = try #require(try await storage.keyShares(of: [first.id])[first.id])
        try await storage.destroyKeyShares(of: [first.id])
        // The first account is the one that a start tries first.
        let again = try await TestEngine(storage: storage, keysOf: engine)
        let error = try await again.client(uid: 1_000).error(Entries.Get.self, .init(entry: .number(1)))
        #expect(error.code == .unavailable && error.data.retryable == false && error.message.contains("key of this account"))
        #expect(try await again.client(uid: 1_001).call(Entries.Get.self, .init(entry: .number(1))).body == "from 1001")
        // A rotation keeps the older master key for it, until its share is back.
        let root = again.client(uid: 0)
        #expect(try await root.error(Keys.Rotate.self, NoParams()).code == .conflict)
        #expect(try await root.call(Keys.Status.self, NoParams()).known.count == 2)
        _ = try await storage.addKeyShares([share])
        #expect(try await root.call(Keys.Rotate.self, NoParams()).status.known.count == 1)
        try await expectReadable(again)
        try await expectReadable(try await TestEngine(storage: storage, keysOf: engine))
    }

    @Test func aStoreWithoutAnyShareRefusesToStart() async throws {
        let storage = MemoryStorage()
        let engine = try await old(storage)
        #expect(await engine.engine.upgradeKeys())
        try await storage.destroyKeyShares(of: try await storage.users(after: nil, limit: 9).map(\.id))
        let error = await #expect(throws: PluginStartError.self) { _ = try await TestEngine(storage: storage, keysOf: engine) }
        #expect(error?.description.contains("memory has the key share of no account") == true && error?.isLasting == true)
    }

    /// Fifty first contacts make one account, and leave one share.
    @Test func anAccountThatWasNotMadeLeavesNoShare() async throws {
        let storage = MemoryStorage()
        let engine = try await TestEngine(storage: storage)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask { _ = try? await engine.client(uid: 1_000).call(Account.Get.self, NoParams()) }
            }
        }
        _ = try await engine.client(uid: 0).error(
            Users.Create.self, .init(uid: 1_000))
        #expect(storage.shareCount == 2)
        // The account of uid 0 was made at its own first contact.
        #expect(try await storage.users(after: nil, limit: 9).count == 2)
    }
}
