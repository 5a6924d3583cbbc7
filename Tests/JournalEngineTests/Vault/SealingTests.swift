import Glibc
import Crypto
import PluginAPI
import Testing

@testable import JournalEngine

@Suite struct SealingTests {
    static func user(_ number: UInt64) -> UserID { UserID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | number) }
    static func entry(_ number: UInt64) -> EntryID { EntryID(high: 0x0190_0000_0000_7001, low: 0x8000_0000_0000_0000 | number) }

    let keys = UserKeys(user: SealingTests.user(1), dataKey: SymmetricKey(size: .bits256))
    let text = Array("Felt light for the first time in weeks.".utf8)

    @Test func opensWhatItSealed() throws {
        let sealed = try Sealing.seal(text, at: .entryBody(Self.entry(1)), keys: keys)
        #expect(sealed.bytes.count == text.count + Sealing.overhead)
        #expect(try Sealing.open(sealed, at: .entryBody(Self.entry(1)), keys: keys) == text)
        let empty = try Sealing.seal([], at: .entryBody(Self.entry(1)), keys: keys)
        #expect(try Sealing.open(empty, at: .entryBody(Self.entry(1)), keys: keys) == [])
    }

    @Test func sealsTheSameTextDifferently() throws {
        let seals = try (0..<100).map { _ in try Sealing.seal(text, at: .entryBody(Self.entry(1)), keys: keys) }
        #expect(Set(seals).count == 100)
    }

    @Test func doesNotOpenInAnotherPlace() throws {
        let sealed = try Sealing.seal(text, at: .entryBody(Self.entry(1)), keys: keys)
        #expect(throws: SealError.self) { try Sealing.open(sealed, at: .entryTitle(Self.entry(1)), keys: keys) }
        #expect(throws: SealError.self) { try Sealing.open(sealed, at: .entryBody(Self.entry(2)), keys: keys) }
        #expect(throws: SealError.self) { try Sealing.open(sealed, at: .sentiment(Self.entry(1)), keys: keys) }
    }

    @Test func doesNotOpenForAnotherUserEvenUnderTheSameKey() throws {
        let data = SymmetricKey(size: .bits256)
        let mine = UserKeys(user: Self.user(1), dataKey: data)
        let theirs = UserKeys(user: Self.user(2), dataKey: data)
        let sealed = try Sealing.seal(text, at: .entryBody(Self.entry(1)), keys: mine)
        #expect(throws: SealError.self) { try Sealing.open(sealed, at: .entryBody(Self.entry(1)), keys: theirs) }
    }

    @Test func noticesEveryFlippedBitAndEveryCut() throws {
        let sealed = try Sealing.seal(text, at: .entryBody(Self.entry(1)), keys: keys)
        for index in sealed.bytes.indices {
            var bytes = sealed.bytes
            bytes[index] ^= 1 << UInt8(index % 8)
            #expect(throws: SealError.self) {
                try Sealing.open(SealedBytes(bytes), at: .entryBody(Self.entry(1)), keys: keys)
            }
            #expect(throws: SealError.self) {
                try Sealing.open(SealedBytes(Array(sealed.bytes[..<index])), at: .entryBody(Self.entry(1)), keys: keys)
            }
        }
    }

    @Test func wrapsDataKeysForOneUser() throws {
        let ring = MasterKeyring(current: MasterKey())
        let data = SymmetricKey(size: .bits256)
        let share = try Vault.makeShare(for: Self.user(1))
        let wrapped = try Sealing.wrap(data, with: ring.current, share)
        #expect(try Sealing.unwrap(wrapped, of: Self.user(1), with: ring, share) == data)
        #expect(throws: SealError.self) { try Sealing.unwrap(wrapped, of: Self.user(2), with: ring, share) }
        #expect(throws: SealError.self) {
            try Sealing.unwrap(wrapped, of: Self.user(1), with: MasterKeyring(current: MasterKey()), share)
        }
        let wider = MasterKeyring(current: MasterKey(), older: ring.keys)
        #expect(try Sealing.unwrap(wrapped, of: Self.user(1), with: wider, share) == data)
    }

    @Test func noWrappedKeyOpensWithoutItsShare() throws {
        let ring = MasterKeyring(current: MasterKey())
        let share = try Vault.makeShare(for: Self.user(1))
        let wrapped = try Sealing.wrap(SymmetricKey(size: .bits256), with: ring.current, share)
        #expect(Sealing.needsShare(wrapped) && Sealing.keyID(of: wrapped) == ring.current.id)
        let others = [nil, try Vault.makeShare(for: Self.user(1)), try Vault.makeShare(for: Self.user(2))]
        for other in others {
            #expect(throws: SealError.self) { try Sealing.unwrap(wrapped, of: Self.user(1), with: ring, other) }
        }
        // Nor when it is passed off as one from before there were shares.
        let older = SealedBytes([Sealing.format] + wrapped.bytes.dropFirst())
        #expect(throws: SealError.self) { try Sealing.unwrap(older, of: Self.user(1), with: ring, nil) }
        #expect("\(share)" == "<redacted>")
    }

    /// Made by the version before there were key shares.
    @Test func opensAKeyFromBeforeThereWereShares() throws {
        let master = try #require(MasterKey(bytes: (0..<32).map { UInt8($0) }))
        let user = Self.user(1)
        let data = SymmetricKey(data: (0..<32).map { UInt8(200 - $0) })
        let wrapped = try OldWrapping.wrap(data, of: user, with: master)
        #expect(!Sealing.needsShare(wrapped))
        #expect(try Sealing.unwrap(wrapped, of: user, with: MasterKeyring(current: master), nil) == data)
    }

    @Test func hashesTermsPerUser() {
        let other = UserKeys(user: Self.user(2), dataKey: SymmetricKey(size: .bits256))
        #expect(keys.termHash(Array("sea".utf8)) == keys.termHash(Array("sea".utf8)))
        #expect(keys.termHash(Array("sea".utf8)) != keys.termHash(Array("see".utf8)))
        #expect(keys.termHash(Array("sea".utf8)) != other.termHash(Array("sea".utf8)))
        #expect(keys.keyed("a", Array("bc".utf8)) != keys.keyed("ab", Array("c".utf8)))
    }

    @Test func secretsPrintNothing() {
        #expect(String(describing: keys) == "<redacted>")
        #expect(String(reflecting: MasterKey()).contains("<redacted>"))
        #expect("\(MasterKeyring(current: MasterKey()))" == "<redacted>")
        #expect("\(SealedBytes([1, 2, 3]))" == "<sealed, 3 bytes>")
    }
}

@Suite struct KeyringTests {
    @Test func readsRawBytesAndHexLines() throws {
        let raw = [UInt8](repeating: 7, count: 32)
        let ring = try #require(MasterKeyring(material: raw))
        #expect(ring.keys.count == 1)
        let again = try #require(MasterKeyring(material: ring.material))
        #expect(again.current.id == ring.current.id)
        let two = MasterKeyring(current: MasterKey(), older: ring.keys)
        let back = try #require(MasterKeyring(material: two.material))
        #expect(back.keys.map(\.id) == two.keys.map(\.id))
    }

    @Test(arguments: ["", "# only a comment\n", "zz", String(repeating: "a", count: 63), String(repeating: "g", count: 64)])
    func refusesAnythingElse(_ text: String) {
        #expect(MasterKeyring(material: Array(text.utf8)) == nil)
    }

    @Test func makesAKeyOnlyForANewJournal() throws {
        let folder = try TemporaryFolder()
        let source = MasterKeySource(stateDirectory: folder.path, credentialsDirectory: nil)
        #expect(throws: PluginStartError.self) { try source.load(mayCreate: false) }
        let (ring, isNew) = try source.load(mayCreate: true)
        #expect(isNew)
        #expect(folder.mode(of: "master.key") == 0o600)
        let (again, isNewAgain) = try source.load(mayCreate: true)
        #expect(!isNewAgain && again.current.id == ring.current.id)
    }

    @Test func refusesADamagedKeyInsteadOfMakingAnother() throws {
        let folder = try TemporaryFolder()
        try folder.write("master.key", "not a key")
        chmod(folder.path + "/master.key", 0o600)
        let source = MasterKeySource(stateDirectory: folder.path, credentialsDirectory: nil)
        #expect(throws: PluginStartError.self) { try source.load(mayCreate: true) }
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o620, 0o601] as [mode_t])
    func refusesAKeyThatOthersMayRead(_ mode: mode_t) throws {
        let folder = try TemporaryFolder()
        let source = MasterKeySource(stateDirectory: folder.path, credentialsDirectory: nil)
        _ = try source.load(mayCreate: true)
        chmod(source.path, mode)
        let error = #expect(throws: PluginStartError.self) { try source.load(mayCreate: true) }
        #expect(error?.description.contains("chmod 600") == true && error?.isLasting == true)
        for mode in [0o600, 0o400] as [mode_t] {
            chmod(source.path, mode)
            #expect(try !source.load(mayCreate: true).isNew)
        }
    }

    @Test func doesNotFollowALinkToAKey() throws {
        let folder = try TemporaryFolder()
        try folder.write("elsewhere", String(repeating: "ab", count: 32))
        chmod(folder.path + "/elsewhere", 0o600)
        try folder.link("master.key", to: "elsewhere")
        let source = MasterKeySource(stateDirectory: folder.path, credentialsDirectory: nil)
        #expect(throws: PluginStartError.self) { try source.load(mayCreate: true) }
    }

    @Test func prefersTheCredential() throws {
        let folder = try TemporaryFolder()
        try folder.write("master-key", String(repeating: "cd", count: 32))
        // systemd's own modes are 0400 and 0440.
        chmod(folder.path + "/master-key", 0o440)
        let source = MasterKeySource(stateDirectory: "/nonexistent", credentialsDirectory: folder.path)
        #expect(source.kind == .credential)
        #expect(try source.load(mayCreate: false).isNew == false)
    }
}
