import JournalRPC
import NIOCore
import Testing

@testable import JournalEngine

/// Clients that read slowly or not at all harm nobody but themselves.
@Suite(.timeLimit(.minutes(2)), .serialized) struct BackPressureTests {
    private func big(_ id: Int, _ bytes: Int) -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"test.big","params":{"bytes":\#(bytes)}}"#
    }

    private let ping = #"{"jsonrpc":"2.0","id":0,"method":"system.ping"}"#

    @Test func unreadOutputOverTheHardBoundCloses() async throws {
        var limits = ServerLimits()
        limits.hardOutput = 2 * 1_048_576
        // Nothing pauses before the hard bound is reached.
        limits.softOutput = 8 * 1_048_576
        let daemon = try TestDaemon()
        try await daemon.serve(limits: limits) { path in
            let deaf = try await LineClient.connect(to: path, reads: false)
            let other = try await LineClient.connect(to: path)
            #expect(try await other.ask(ping).contains("pong"))
            for id in 0..<10 { deaf.sendLater(Array((big(id, 1_000_000) + "\n").utf8)) }
            // It must not read before it has been closed, or it would be served like anybody.
            while daemon.activity.connections > 1 { try await Task.sleep(for: .milliseconds(1)) }
            // Its own end may have noticed already.
            try? await deaf.startReading()
            #expect(await deaf.rest().count < 10)
            #expect(try await other.ask(ping).contains("pong"))
            await other.close()
        }
    }

    @Test func oneReplyMayBeLargerThanTheBound() async throws {
        try await TestDaemon().serve { path in
            let client = try await LineClient.connect(to: path)
            #expect(try await client.ask(big(1, 8_000_000)).utf8.count > 8_000_000)
            #expect(try await client.ask(big(2, 8_000_000)).utf8.count > 8_000_000)
            await client.close()
        }
    }

    @Test func pausedClientGetsEverythingOnceItReads() async throws {
        try await TestDaemon().serve { path in
            let client = try await LineClient.connect(to: path, reads: false)
            // More requests and more output than any bound allows at once.
            let flood = (0..<40_000).map { _ in ping }.joined(separator: "\n") + "\n"
            client.sendLater(Array(flood.utf8))
            for id in 1...20 { client.sendLater(Array((big(id, 300_000) + "\n").utf8)) }
            try await client.startReading()
            let lines = try await client.lines(40_020)
            #expect(lines.filter { $0.utf8.count > 300_000 }.count == 20)
            await client.close()
        }
    }

    @Test func clientThatNeverReadsIsClosedAfterAWhile() async throws {
        var limits = ServerLimits()
        limits.stalledOutput = .milliseconds(50)
        limits.softOutput = 65_536
        try await TestDaemon().serve(limits: limits) { path in
            let deaf = try await LineClient.connect(to: path, reads: false)
            deaf.sendLater(Array((big(1, 1_000_000) + "\n").utf8))
            await deaf.closed()
            let other = try await LineClient.connect(to: path)
            #expect(try await other.ask(ping).contains("pong"))
            await other.close()
        }
    }

    @Test func slowWriterIsClosed() async throws {
        var limits = ServerLimits()
        limits.partialMessage = .milliseconds(50)
        try await TestDaemon().serve(limits: limits) { path in
            let client = try await LineClient.connect(to: path)
            #expect(try await client.ask(ping).contains("pong"))
            try await client.send(Array(#"{"jsonrpc":"2.0","#.utf8))
            #expect(await client.rest() == [])
        }
    }

    @Test func watcherThatDoesNotReadMissesSomeAndStaysConnected() async throws {
        let daemon = try TestDaemon()
        try await daemon.serve { path in
            let client = try await LineClient.connect(to: path, reads: false)
            try await client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"test.watch","params":{"bytes":5000}}"#)
            let other = try await LineClient.connect(to: path)
            while daemon.recorder.all.isEmpty { #expect(try await other.ask(ping).contains("pong")) }
            let missed = try #require(Int(daemon.recorder.all[0].dropFirst("missed ".count)))
            #expect(missed > 0 && missed < 5_000)
            try await client.startReading()
            let lines = try await client.lines(1 + 5_000 - missed)
            // The reply comes before what it made possible.
            #expect(lines[0] == #"{"jsonrpc":"2.0","id":1,"result":"watching"}"#)
            #expect(lines[1].hasPrefix(#"{"jsonrpc":"2.0","method":"test.noted","params":{"#))
            #expect(try await client.ask(ping).contains("pong"))
            await client.close()
            await other.close()
        }
    }
}
