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

        /// What a task does with the oldest message that has no answer.
        func answer(_ frames: [UInt8]) {
            let oldest = outbox.late(at: .distantFuture).late.first
            #expect(oldest.map { outbox.complete($0, frames) } == true)
        }

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
        harness.answer(Array("a\n".utf8))
        harness.answer(Array("b\n".utf8))
        harness.channel.embeddedEventLoop.run()
        #expect(harness.handler.state.requestsInFlight == 3)
        #expect(try harness.output() == "a\nb\n")
        harness.answer([])
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
        for _ in 0..<64 { harness.answer(Array("r\n".utf8)) }
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
        harness.answer(Array("done\n".utf8))
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
        harness.answer(Array("late\n".utf8))
        harness.channel.embeddedEventLoop.run()
        #expect(try harness.output() == "late\n")
        #expect(!harness.channel.isActive)
    }

    private func late(_ id: String) -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32010,"message":"The call took longer than it may.","data":{"kind":"deadline_exceeded"}}}"#
    }

    /// A request that gets no answer is given up when its time is over, and only it.
    @Test func lateRequestsAreGivenUp() throws {
        let harness = try Harness()
        let loop = harness.channel.embeddedEventLoop
        try harness.send(wait)
        loop.advanceTime(by: .seconds(20))
        try harness.send(#"{"jsonrpc":"2.0","id":"b","method":"test.wait"}"# + "\n")
        let first = try #require(harness.outbox.late(at: .distantFuture).late.first)
        #expect(harness.outbox.expects(first))
        loop.advanceTime(by: .seconds(10))
        #expect(try harness.output() == late("1") + "\n")
        #expect(harness.handler.state.requestsInFlight == 1)
        // It comes to its end after all: nobody is told.
        #expect(!harness.outbox.expects(first))
        #expect(!harness.outbox.complete(first, Array("late\n".utf8)))
        loop.advanceTime(by: .seconds(19))
        #expect(try harness.output() == "")
        harness.answer(Array("in time\n".utf8))
        loop.advanceTime(by: .hours(1))
        #expect(try harness.output() == "in time\n")
        #expect(harness.handler.state.requestsInFlight == 0)
        #expect(harness.channel.isActive)
    }

    /// Of a batch every item that has an id; of a long message, too, although nobody has parsed it.
    @Test func lateBatchesAndLongMessagesAreGivenUp() throws {
        let harness = try Harness()
        let item = #"{"jsonrpc":"2.0","id":ID,"method":"test.wait"}"#
        let silent = #"{"jsonrpc":"2.0","method":"test.wait"}"#
        try harness.send("[" + [item.replacing("ID", with: "1"), silent, item.replacing("ID", with: "2")].joined(separator: ",") + "]\n")
        try harness.send(silent + "\n")
        let long = #"{"jsonrpc":"2.0","id":3,"method":"test.wait","params":{"x":""# + String(repeating: "x", count: 20_000) + #""}}"#
        try harness.send(long + "\n")
        harness.channel.embeddedEventLoop.advanceTime(by: .seconds(30))
        #expect(try harness.output() == "[" + late("1") + "," + late("2") + "]\n" + late("3") + "\n")
        #expect(harness.handler.state.requestsInFlight == 0)
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
