import JournalRPC
import PluginAPI
import Testing

@testable import JournalEngine

/// The bound on calls as a caller meets it.
@Suite(.timeLimit(.minutes(1))) struct RateLimitedCallsTests {
    private func codes(_ reply: [UInt8]?) throws -> [Int64?] {
        let value = try JSONTest.value(String(decoding: reply ?? [], as: UTF8.self))
        return (value.arrayValue ?? [value]).map { $0["error"]?["code"]?.integerValue }
    }

    @Test func batchItemsAreCountedOneByOne() async throws {
        let daemon = try TestDaemon(rate: .standard)
        let item = #"{"jsonrpc":"2.0","id":1,"method":"system.ping"}"#
        let batch = "[" + Array(repeating: item, count: 15).joined(separator: ",") + "]"
        let reply = await daemon.dispatcher.reply(to: Array(batch.utf8), from: daemon.connection())
        #expect(try codes(reply) == Array(repeating: nil, count: 10) + Array(repeating: -32005, count: 5))
        daemon.clock.advance(by: .milliseconds(150))
        let later = await daemon.dispatcher.reply(to: Array(batch.utf8), from: daemon.connection())
        #expect(try codes(later).filter { $0 == nil }.count == 1)
        let items = try JSONTest.value(String(decoding: later ?? [], as: UTF8.self)).arrayValue
        #expect(items?.last?["error"]?["data"]?["retryAfterMs"] == 50)
    }

    @Test func connectionsOfOneUserShareTheBound() async throws {
        let daemon = try TestDaemon(rate: .standard)
        let ping = Array(#"{"jsonrpc":"2.0","id":1,"method":"system.ping"}"#.utf8)
        var passed = 0
        for _ in 0..<20 {
            let reply = await daemon.dispatcher.reply(to: ping, from: daemon.connection())
            if try codes(reply) == [nil] { passed += 1 }
        }
        #expect(passed == 10)
        #expect(try await codes(daemon.dispatcher.reply(to: ping, from: daemon.connection(uid: 2))) == [nil])
    }

    @Test func forbiddenIsSaidBeforeTheRate() async throws {
        let daemon = try TestDaemon(rate: RateLimiter.Rate(perSecond: 1, burst: 1))
        let call = Array(#"{"jsonrpc":"2.0","id":1,"method":"test.admin"}"#.utf8)
        for _ in 0..<3 {
            #expect(try await codes(daemon.dispatcher.reply(to: call, from: daemon.connection())) == [-32003])
        }
    }

    @Test func administratorsMayAdminister() async throws {
        let daemon = try TestDaemon(role: .admin)
        let call = Array(#"{"jsonrpc":"2.0","id":1,"method":"test.admin"}"#.utf8)
        #expect(try await codes(daemon.dispatcher.reply(to: call, from: daemon.connection())) == [nil])
    }

    @Test func tokenBindsTheConnection() async throws {
        let connection = try TestDaemon().connection()
        let owner = Principal(user: UserID(high: 1, low: 2), role: .user, uid: 5)
        #expect(connection.rateSubject == .uid(1_000))
        connection.bind(to: owner)
        connection.resolved(Principal(user: UserID(high: 9, low: 9), role: .admin, uid: 1_000))
        #expect(connection.principal == owner)
        #expect(connection.rateSubject == .user(owner.user))
    }
}
