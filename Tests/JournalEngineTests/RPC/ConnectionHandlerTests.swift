import JournalRPC
import NIOCore
import NIOEmbedded
import Testing

@testable import JournalEngine

/// The event-loop half on a loop whose time the test moves.
@Suite struct ConnectionHandlerTests {
    private struct Harness {
        let channel: EmbeddedChannel
        let handler: ConnectionHandler
        let outbox: Outbox
        let handle: ConnectionHandle

        init(_ limits: ServerLimits = ServerLimits()) throws {
            let outbox = Outbox(limits: limits)
            let handle = ConnectionHandle(id: 1, peer: PeerCredentials(uid: 1, gid: 1, pid: 1)) { outbox.notify($0) }
            let works = AsyncStream.makeStream(of: [Work].self)
            handler = ConnectionHandler(
                handle: handle, outbox: outbox, works: works.continuation,
                dispatcher: try TestDaemon().dispatcher, limits: limits, scratch: LoopScratch())
            channel = EmbeddedChannel(handler: handler)
            self.outbox = outbox
            self.handle = handle
            try channel.connect(to: SocketAddress(unixDomainSocketPath: "/x")).wait()
        }

        func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

        func output() throws -> String {
            var text = ""
            while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
            return text
        }
    }

    private let ping = #"{"jsonrpc":"2.0","id":1,"method":"system.ping"}"# + "\n"
    private let pong = #"{"jsonrpc":"2.0","id":1,"result":"pong"}"# + "\n"
    private let wait = #"{"jsonrpc":"2.0","id":1,"method":"test.wait"}"# + "\n"

    @Test func repliesOfOneReadLeaveInOneWrite() throws {
        let harness = try Harness()
        try harness.send(String(repeating: ping, count: 20))
        let buffer = try harness.channel.readOutbound(as: ByteBuffer.self)
        #expect(buffer.map { String(buffer: $0) } == String(repeating: pong, count: 20))
        #expect(try harness.channel.readOutbound(as: ByteBuffer.self) == nil)
    }

    @Test func restOfAMessageMustComeInTime() throws {
        let harness = try Harness()
        try harness.send(#"{"jsonrpc""#)
        harness.channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        // A trickle buys no time.
        try harness.send(":")
        #expect(harness.channel.isActive)
        harness.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!harness.channel.isActive)
        #expect(harness.handle.isClosed)
    }

    @Test func finishedMessageStopsTheClock() throws {
        let harness = try Harness()
        let half = ping.utf8.count / 2
        for _ in 0..<5 {
            try harness.send(String(ping.prefix(half)))
            harness.channel.embeddedEventLoop.advanceTime(by: .seconds(9))
            try harness.send(String(ping.dropFirst(half)))
            #expect(try harness.output() == pong)
        }
        harness.channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(harness.channel.isActive)
    }

    @Test func longMessageIsToldOnceAndTheNextIsServed() throws {
        var limits = ServerLimits()
        limits.messageBytes = 200
        let harness = try Harness(limits)
        try harness.send(String(repeating: "x", count: 300))
        let refusal = try JSONTest.value(String(try harness.output().dropLast()))
        #expect(refusal["error"]?["code"] == -32007 && refusal["id"] == .null)
        try harness.send(String(repeating: "y", count: 300) + "\n" + ping)
        #expect(try harness.output() == pong)
    }

    @Test func readingPausesAtTheBoundOfRequestsInFlight() throws {
        var limits = ServerLimits()
        limits.requestsInFlight = 3
        let harness = try Harness(limits)
        try harness.send(String(repeating: wait, count: 5) + ping)
        #expect(harness.handler.state.requestsInFlight == 3)
        #expect(try harness.output() == "")
        harness.outbox.complete(Array("a\n".utf8), requests: 1, bytes: wait.utf8.count - 1)
        harness.outbox.complete(Array("b\n".utf8), requests: 1, bytes: wait.utf8.count - 1)
        harness.channel.embeddedEventLoop.run()
        #expect(harness.handler.state.requestsInFlight == 3)
        #expect(try harness.output() == "a\nb\n")
        harness.outbox.complete([], requests: 1, bytes: wait.utf8.count - 1)
        harness.channel.embeddedEventLoop.run()
        #expect(try harness.output() == pong)
    }

    @Test func bytesInFlightAreBoundedToo() throws {
        var limits = ServerLimits()
        limits.bytesInFlight = 100
        let harness = try Harness(limits)
        try harness.send(String(repeating: wait, count: 5))
        #expect(harness.handler.state.requestsInFlight == 3)
    }

    @Test func completionsUntilTheLoopRunsLeaveTogether() throws {
        let harness = try Harness()
        try harness.send(String(repeating: wait, count: 64))
        for _ in 0..<64 { harness.outbox.complete(Array("r\n".utf8), requests: 1, bytes: 1) }
        harness.channel.embeddedEventLoop.run()
        let buffer = try harness.channel.readOutbound(as: ByteBuffer.self)
        #expect(buffer?.readableBytes == 128)
        #expect(harness.handler.state.requestsInFlight == 0)
    }

    @Test func drainRefusesNewAnswersOldAndCloses() throws {
        let harness = try Harness()
        try harness.send(wait)
        harness.channel.pipeline.fireUserInboundEventTriggered(DrainEvent())
        try harness.send(ping)
        let refusal = try JSONTest.value(String(try harness.output().dropLast()))
        #expect(refusal["error"]?["code"] == -32008 && refusal["error"]?["data"]?["retryable"] == true)
        #expect(harness.channel.isActive)
        harness.outbox.complete(Array("done\n".utf8), requests: 1, bytes: 1)
        harness.channel.embeddedEventLoop.run()
        #expect(try harness.output() == "done\n")
        #expect(!harness.channel.isActive)
    }

    @Test func idleConnectionClosesAtOnceInADrain() throws {
        let harness = try Harness()
        harness.channel.pipeline.fireUserInboundEventTriggered(DrainEvent())
        harness.channel.embeddedEventLoop.run()
        #expect(!harness.channel.isActive)
    }

    @Test func endOfInputWaitsForAnswers() throws {
        let harness = try Harness()
        try harness.send(wait)
        harness.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(harness.channel.isActive)
        harness.outbox.complete(Array("late\n".utf8), requests: 1, bytes: 1)
        harness.channel.embeddedEventLoop.run()
        #expect(try harness.output() == "late\n")
        #expect(!harness.channel.isActive)
    }

    @Test func closingRunsTheHooksOnce() throws {
        let harness = try Harness()
        let recorder = Recorder()
        harness.handle.onClose { recorder.add("closed") }
        try harness.channel.close().wait()
        harness.handle.onClose { recorder.add("late") }
        #expect(recorder.all == ["closed", "late"])
        #expect(!harness.handle.sendNotification("x.y", TestMethods.Text(text: "t")))
    }
}
