import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct AccountTests {
    @Test func makesOneAccountForManyFirstContacts() async throws {
        let engine = try await TestEngine()
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 {
                group.addTask { try await engine.client(uid: 1_000).call(Account.Get.self, NoParams()).id }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
    }

    @Test func changesPreferencesAndRefusesUnknownZones() async throws {
        let client = try await TestEngine().client()
        let changed = try await client.call(Account.Update.self, .init(zone: "Asia/Kathmandu", weekStart: 7))
        #expect(changed.zone == "Asia/Kathmandu" && changed.weekStart == 7)
        #expect(try await client.call(Account.Get.self, NoParams()).zone == "Asia/Kathmandu")
        #expect(try await client.error(Account.Update.self, .init(zone: "Mars/Olympus")).data.issues?.first?.path == "/zone")
        #expect(try await client.call(Entries.Create.self, EntryDraft(body: "x")).zone == "Asia/Kathmandu")
    }

    @Test func deletesEverythingOnlyWhenMeant() async throws {
        let engine = try await TestEngine()
        let client = engine.client()
        _ = try await client.call(Entries.Create.self, EntryDraft(body: "gone"))
        let account = try await client.call(Account.Get.self, NoParams())
        let wrong = "01900000-0000-7000-8000-000000000000"
        #expect(try await client.error(Account.Delete.self, .init(confirm: wrong)).code == .invalidParams)
        _ = try await client.call(Account.Delete.self, .init(confirm: account.id))
        #expect(try await engine.storage.users(after: nil, limit: 10).isEmpty)
        // A connection that spoke for the account speaks for nobody now; a new one gets a new account.
        #expect(try await client.error(Entries.List.self, .init()).code == .unauthenticated)
        let fresh = try await engine.client().call(Entries.List.self, .init())
        #expect(fresh.items.isEmpty)
    }

    @Test func limitsCallsPerPersonAndMethod() async throws {
        let engine = try await TestEngine(rate: .standard)
        let client = engine.client(uid: 1_000)
        let again = engine.client(uid: 1_000)
        let other = engine.client(uid: 1_001)
        for index in 0..<10 {
            _ = try await (index % 2 == 0 ? client : again).call(Account.Get.self, NoParams())
        }
        let error = try await again.error(Account.Get.self, NoParams())
        #expect(error.code == .rateLimited)
        #expect((error.data.retryAfterMs ?? 0) > 0 && (error.data.retryAfterMs ?? 0) <= 100)
        _ = try await other.call(Account.Get.self, NoParams())
        _ = try await client.call(Entries.List.self, .init())
        engine.clock.advance(by: .milliseconds(100))
        _ = try await client.call(Account.Get.self, NoParams())
        // A wall clock that jumps changes nothing.
        engine.clock.setWallClock(to: Instant(microseconds: 0))
        #expect(try await client.error(Account.Get.self, NoParams()).code == .rateLimited)
    }
}

@Suite struct KeyTests {
    @Test func rotatesWhileEverythingStaysReadable() async throws {
        let engine = try await TestEngine()
        let root = engine.client(uid: 0)
        let people = [UInt32](1_000..<1_020).map { engine.client(uid: $0) }
        for person in people { _ = try await person.call(Entries.Create.self, EntryDraft(body: "kept")) }
        let before = try await root.call(Keys.Status.self, NoParams())
        let wrapped = try await engine.storage.users(after: nil, limit: 100).map(\.wrappedKey)
        let result = try await root.call(Keys.Rotate.self, NoParams())
        #expect(result.status.current != before.current && result.status.known == [result.status.current])
        #expect(result.status.wrappedByOlder == 0 && result.rewrapped == result.status.wrappedByCurrent)
        let after = try await engine.storage.users(after: nil, limit: 100).map(\.wrappedKey)
        #expect(Set(wrapped).isDisjoint(with: after))
        for person in people {
            #expect(try await person.call(Entries.Get.self, .init(entry: .number(1))).body == "kept")
        }
    }

    @Test func goesOnWithARotationThatWasCutShort() async throws {
        let storage = MemoryStorage()
        let failing = FaultyStorage(wrapping: storage)
        let engine = try await TestEngine(storage: failing)
        let root = engine.client(uid: 0)
        _ = try await engine.client(uid: 1_000).call(Entries.Create.self, EntryDraft(body: "kept"))
        _ = try await root.call(Keys.Status.self, NoParams())
        var halves = 0
        for call in 1...7 {
            failing.failCall(next: call, with: .unavailable(reason: "test"))
            _ = try? await root.call(Keys.Rotate.self, NoParams())
            failing.heal()
            let status = try await root.call(Keys.Status.self, NoParams())
            if status.known.count == 2 { halves += 1 }
            #expect(try await engine.client(uid: 1_000).call(Entries.Get.self, .init(entry: .number(1))).body == "kept")
            let done = try await root.call(Keys.Rotate.self, NoParams())
            #expect(done.status.wrappedByOlder == 0 && done.status.known.count == 1)
            #expect(try await engine.client(uid: 1_000).call(Entries.Get.self, .init(entry: .number(1))).body == "kept")
        }
        #expect(halves >= 2)
    }
}
