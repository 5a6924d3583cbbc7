@testable import CacheRedis
import NIOCore
import NIOEmbedded
import Testing

/// The clock of these tests is the loop's own and moves when it is told to.
@Suite("Commands and replies on one connection")
struct HandlerTests {
    let channel: EmbeddedChannel
    let handler = RedisHandler(limits: RESPLimits(bulkBytes: 100))

    init() throws {
        channel = EmbeddedChannel(handler: handler)
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/none")).wait()
    }

    final class Outcome {
        var result: Result<RESPValue, any Error>?
        var value: RESPValue? { try? result?.get() }
        var failure: RedisFailure? {
            if case .failure(let error) = result { error as? RedisFailure } else { nil }
        }
    }

    func send(_ milliseconds: Int64 = 20) -> Outcome {
        let outcome = Outcome()
        let promise = channel.eventLoop.makePromise(of: RESPValue.self)
        promise.futureResult.assumeIsolated().whenComplete { outcome.result = $0 }
        handler.submit([RedisCommand("PING")], within: .milliseconds(milliseconds), [promise])
        return outcome
    }

    func receive(_ text: String) { _ = try? channel.writeInbound(ByteBuffer(string: text)) }

    @Test("Replies go to commands in their order, and commands of one turn leave together")
    func order() throws {
        let sent = [send(), send(), send()]
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
        channel.embeddedEventLoop.run()
        var written = 0
        while try channel.readOutbound(as: ByteBuffer.self) != nil { written += 1 }
        #expect(written == 3)
        receive(":1\r\n:2\r")
        #expect(sent[0].value == .integer(1))
        #expect(sent[1].result == nil)
        receive("\n:3\r\n")
        #expect(sent.map(\.value) == [.integer(1), .integer(2), .integer(3)])
        #expect(handler.failure == nil)
    }

    @Test("A command that is not answered by its deadline ends the connection and all that wait on it")
    func deadline() throws {
        let first = send()
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(10))
        let second = send()
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(9))
        #expect(first.result == nil)
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(first.failure == .timedOut)
        #expect(second.failure == .timedOut)
        #expect(!channel.isActive)
        // Whoever comes later waits for nothing.
        #expect(send().failure == .timedOut)
    }

    @Test("An answer moves the watch to the next command's deadline")
    func watch() throws {
        let first = send()
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(15))
        let second = send()
        receive("+PONG\r\n")
        #expect(first.value == .simple("PONG"))
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(19))
        #expect(second.result == nil)
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(second.failure == .timedOut)
        // A connection on which nothing waits has no deadline.
    }

    @Test("An idle connection has no deadline")
    func idle() {
        let only = send()
        receive("+PONG\r\n")
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(only.value == .simple("PONG"))
        #expect(channel.isActive)
    }

    @Test("Garbage, and a reply that nobody asked for, end the connection", arguments: ["what?\r\n", ":1\r\n:2\r\n"])
    func garbage(_ text: String) {
        let first = send()
        receive(text)
        #expect(!channel.isActive)
        guard case .violation = handler.failure else { Issue.record("no violation"); return }
        #expect(first.result != nil)
    }

    @Test("More than may wait is refused at once, and the rest is served")
    func full() {
        var sent: [Outcome] = []
        for _ in 0..<(RedisHandler.mostWaiting + 5) { sent.append(send()) }
        #expect(sent.suffix(5).allSatisfy { $0.failure == .full })
        receive(String(repeating: "+PONG\r\n", count: RedisHandler.mostWaiting))
        #expect(sent.prefix(RedisHandler.mostWaiting).allSatisfy { $0.value == .simple("PONG") })
        #expect(handler.failure == nil)
    }

    @Test("A connection that breaks fails what waits")
    func broken() throws {
        let first = send()
        try channel.close().wait()
        #expect(first.failure == .closed)
        #expect(send().failure == .closed)
    }
}
