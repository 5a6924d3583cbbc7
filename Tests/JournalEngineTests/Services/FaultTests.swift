import JournalRPC
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// What a failing store does to the services: for every call that may fail, an error of the table and nothing half done.
@Suite struct FaultTests {
    @Test(arguments: [StorageError.full, .unavailable(reason: "secret reason"), .failed(reason: "secret reason"), .corrupt(reason: "secret reason")])
    func everyCallMayFail(_ fault: StorageError) async throws {
        let storage = FaultyStorage(wrapping: MemoryStorage())
        let engine = try await TestEngine(storage: storage)
        let expected: RPCErrorCode =
            switch fault {
            case .full: .storageFull
            case .unavailable, .corrupt: .unavailable
            default: .internalError
            }
        for call in 1...40 {
            let client = engine.client(uid: UInt32(2_000 + call))
            storage.failCall(next: call, with: fault)
            var failures = 0
            for step in Self.steps {
                do {
                    try await step(client)
                } catch let error as RPCError {
                    failures += 1
                    #expect(error.code == expected)
                    #expect(!error.message.contains("secret"))
                }
            }
            storage.heal()
            #expect(failures <= Self.steps.count)
            // Whatever failed, what is there is whole and more can be written.
            _ = try await engine.client(uid: UInt32(2_000 + call)).call(Entries.Create.self, EntryDraft(body: "after"))
            let list = try await engine.client(uid: UInt32(2_000 + call)).call(Entries.List.self, .init())
            #expect(list.items.allSatisfy { !$0.body.isEmpty && !$0.categories.isEmpty })
        }
    }

    static let steps: [@Sendable (TestClient) async throws -> Void] = [
        { _ = try await $0.call(Account.Get.self, NoParams()) },
        { _ = try await $0.call(Entries.Create.self, EntryDraft(body: "one #a")) },
        { _ = try await $0.call(Entries.CreateMany.self, .init(entries: [EntryDraft(body: "two"), EntryDraft(body: "three #b")])) },
        { _ = try await $0.call(Entries.List.self, .init()) },
        { _ = try await $0.call(Entries.Search.self, .init(query: "one")) },
        { _ = try await $0.call(Categories.List.self, NoParams()) },
        { _ = try await $0.call(Account.Update.self, .init(weekStart: 7)) },
    ]

    @Test func anEntryIsKeptWhenTheProviderFails() async throws {
        let engine = try await TestEngine()
        let client = engine.client()
        engine.sentiment.fail(with: .unavailable(reason: "secret", retryAfter: nil))
        let made = try await client.call(Entries.Create.self, EntryDraft(body: "x"))
        #expect(made.analysis == .failed && made.sentiment.optional == nil)
        #expect(try await client.call(Entries.List.self, .init()).items.first?.analysis == .failed)
    }
}
