import JournalRPC
import PluginAPI
import PluginTestKit
import Synchronization
import Testing

@testable import JournalEngine

/// A cache that everybody can write to, and that answers as it likes.
final class LyingCache: CachePlugin {
    enum Lie: CaseIterable, Sendable {
        /// Whatever was stored last, under whatever key.
        case another
        /// What was stored first under the key, for ever.
        case oldest
        case garbage, empty, cut, flipped, huge
    }

    private let lie: Lie
    private let state = Mutex<(last: [UInt8]?, first: [CacheKey: [UInt8]], stored: [(CacheKey, [UInt8])])>((nil, [:], []))

    init(_ lie: Lie) { self.lie = lie }

    var isShared: Bool { true }
    var stored: [(CacheKey, [UInt8])] { state.withLock { $0.stored } }

    func value(for key: CacheKey) async -> [UInt8]? {
        let (last, first) = state.withLock { ($0.last, $0.first[key]) }
        switch lie {
        case .another: return last
        case .oldest: return first
        case .garbage: return Array("{\"name\":\"echo\"}".utf8)
        case .empty: return []
        case .cut: return first.map { Array($0.dropLast()) }
        case .flipped: return first.map { value in value.enumerated().map { $0.offset == value.count / 2 ? $0.element ^ 1 : $0.element } }
        case .huge: return [UInt8](repeating: 1, count: 8 << 20)
        }
    }

    func store(_ value: [UInt8], for key: CacheKey, lifetime: Duration) async {
        state.withLock { state in
            state.last = value
            if state.first[key] == nil { state.first[key] = value }
            state.stored.append((key, value))
        }
    }

    func remove(_ key: CacheKey) async {}
    func increment(_ key: CacheKey, by amount: Int64, lifetime: Duration) async -> Int64? { .max }
}

@Suite struct LyingCacheTests {
    /// Reports are right whatever the cache says, for two people whose values it mixes up, before and after changes.
    @Test(arguments: LyingCache.Lie.allCases) func reportsAreRight(_ lie: LyingCache.Lie) async throws {
        let cache = LyingCache(lie)
        let engine = try await TestEngine(cache: cache, analytics: [EchoReport()])
        let clients = [engine.client(uid: 1), engine.client(uid: 2)]
        func entries(_ client: TestClient) async throws -> JSONValue? {
            let result = try await client.call(Analytics.Report.self, Analytics.Report.Params(name: "echo"))
            return result.frames.first?.rows.first?[1]
        }
        for count in 1...3 as ClosedRange<Int64> {
            _ = try await clients[0].call(Entries.Create.self, EntryDraft(body: "canaryword"))
            if count == 2 { for _ in 0..<5 { _ = try await clients[1].call(Entries.Create.self, EntryDraft(body: "y")) } }
            for _ in 0..<3 {
                #expect(try await entries(clients[0]) == .integer(count))
                if count >= 2 { #expect(try await entries(clients[1]) == 5) }
            }
        }
        #expect(!cache.stored.isEmpty)
        for (key, value) in cache.stored {
            #expect(!String(decoding: value, as: UTF8.self).contains("echo"))
            #expect(!String(decoding: key.bytes, as: UTF8.self).contains("echo"))
        }
    }

    /// Who may come in is not asked of the cache at all.
    @Test func revocationAsksTheStoreAlone() async throws {
        let cache = LyingCache(.oldest)
        let engine = try await TestEngine(cache: cache)
        let client = engine.client()
        _ = try await client.call(Account.Get.self, NoParams())
        let user = try #require(client.principal?.user)
        _ = try await engine.storage.apply(.disabled(true), of: user, noting: nil)
        engine.clock.advance(by: StandingCache.lifetime)
        #expect(try await client.error(Account.Get.self, NoParams()).code == .unauthenticated)
        #expect(cache.stored.isEmpty)
    }
}
