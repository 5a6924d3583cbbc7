import Glibc
import JournalRPC
import NIOCore
import Testing

@testable import JournalEngine

/// The server over a live socket.
@Suite(.timeLimit(.minutes(2)), .serialized) struct RPCServerTests {
    private func request(_ id: Int, _ method: String, _ params: String? = nil) -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)""# + (params.map { #","params":\#($0)"# } ?? "") + "}"
    }

    private func text(_ text: String) -> String { #"{"text":"\#(text)"}"# }

    private func id(_ line: String) throws -> Int64? { try JSONTest.value(line)["id"]?.integerValue }

    @Test func thousandPipelinedRequestsAreAllAnswered() async throws {
        let daemon = try TestDaemon()
        try await daemon.serve { path in
            let client = try await LineClient.connect(to: path)
            let methods = ["system.ping", "test.who", "test.echo", "test.write"]
            let lines = (0..<1_000).map { number in
                let method = methods[number % 4]
                return request(number, method, number % 4 < 2 ? nil : text("\(number)"))
            }
            try await client.send(Array((lines.joined(separator: "\n") + "\n").utf8))
            let ids = try await client.lines(1_000).map { try id($0) }
            #expect(Set(ids) == Set((0..<1_000).map { Int64($0) }))
            await client.close()
        }
        #expect(daemon.resolver.asked == 1)
        #expect(daemon.activity.requestsInFlight == 0 && daemon.activity.connections == 0)
    }

    @Test func oneByteAtATime() async throws {
        var limits = ServerLimits()
        // On a busy machine the bytes take their time.
        limits.partialMessage = .seconds(300)
        try await TestDaemon().serve(limits: limits) { path in
            let client = try await LineClient.connect(to: path)
            for byte in (request(1, "system.ping") + "\r\n").utf8 { try await client.send([byte]) }
            #expect(try await client.line() == #"{"jsonrpc":"2.0","id":1,"result":"pong"}"#)
            await client.close()
        }
    }

    @Test func writesRunInOrderAndOneAfterAnother() async throws {
        let daemon = try TestDaemon()
        try await daemon.serve { path in
            let client = try await LineClient.connect(to: path)
            for number in 0..<50 { try await client.send(line: request(number, "test.write", text("\(number)"))) }
            #expect(try await client.lines(50).map { try id($0) } == (0..<50).map { Int64($0) })
            await client.close()
        }
        #expect(daemon.recorder.all == (0..<50).flatMap { ["begin \($0)", "end \($0)"] })
    }

    @Test func readsRunAtTheSameTimeUpToTheBound() async throws {
        let daemon = try TestDaemon()
        var limits = ServerLimits()
        limits.concurrentReads = 4
        try await daemon.serve(limits: limits) { path in
            let client = try await LineClient.connect(to: path)
            for number in 0..<10 { try await client.send(line: request(number, "test.wait")) }
            await daemon.gate.arrived(4)
            // Immediate methods and writes do not queue behind reads.
            #expect(try await id(client.ask(request(90, "system.ping"))) == 90)
            #expect(try await id(client.ask(request(91, "test.write", text("w")))) == 91)
            #expect(daemon.gate.arrivals == 4)
            daemon.gate.open()
            #expect(Set(try await client.lines(10).map { try id($0) }) == Set((0..<10).map { Int64($0) }))
            await client.close()
        }
    }

    @Test func endOfInputStillGetsItsAnswers() async throws {
        let daemon = try TestDaemon()
        try await daemon.serve { path in
            let client = try await LineClient.connect(to: path)
            try await client.send(line: request(1, "test.wait"))
            try await client.send(Array((request(2, "test.echo", text("x")) + "\n" + "partial").utf8))
            await daemon.gate.arrived(1)
            try await client.endInput()
            daemon.gate.open()
            #expect(Set(try await client.rest().map { try id($0) }) == [1, 2])
        }
    }

    @Test func connectionsOfOneUserAreBounded() async throws {
        let daemon = try TestDaemon()
        var limits = ServerLimits()
        limits.connectionsPerUser = 3
        try await daemon.serve(limits: limits) { path in
            var clients: [LineClient] = []
            for number in 0..<3 {
                clients.append(try await LineClient.connect(to: path))
                #expect(try await id(clients[number].ask(request(number, "system.ping"))) == Int64(number))
            }
            let refused = try await LineClient.connect(to: path).rest()
            #expect(try JSONTest.value(refused.first ?? "")["error"]?["code"] == -32008)
            #expect(daemon.activity.connections == 3)
            #expect(try await id(clients[0].ask(request(7, "system.ping"))) == 7)
            for client in clients { await client.close() }
        }
    }

    @Test func unknownCallerIsNobody() async throws {
        let daemon = try TestDaemon()
        let nobody = ConnectionHandle(id: 1, peer: PeerCredentials(uid: 65_534, gid: 1, pid: 1)) { _ in false }
        let reply = await daemon.dispatcher.reply(to: Array(request(1, "test.who").utf8), from: nobody)
        #expect(try JSONTest.value(String(decoding: reply ?? [], as: UTF8.self))["error"]?["code"] == -32001)
        #expect(daemon.resolver.asked == 0)
    }

    @Test func failedResolverIsAskedAgainNextTime() async throws {
        let daemon = try TestDaemon()
        daemon.resolver.fail(with: .unavailable(retryable: true))
        try await daemon.serve { path in
            let client = try await LineClient.connect(to: path)
            let failed = try await client.ask(request(1, "test.who"))
            #expect(try JSONTest.value(failed)["error"]?["code"] == -32008)
            #expect(try await id(client.ask(request(2, "system.ping"))) == 2)
            daemon.resolver.fail(with: nil)
            #expect(try JSONTest.value(await client.ask(request(3, "test.who")))["result"] != nil)
            await client.close()
        }
        #expect(daemon.resolver.asked == 2)
    }

    @Test func longMessagesAreServedToo() async throws {
        try await TestDaemon().serve { path in
            let client = try await LineClient.connect(to: path)
            let long = String(repeating: "ä", count: 300_000)
            let answer = try await client.ask(request(1, "test.echo", text(long)))
            #expect(try JSONTest.value(answer)["result"]?["text"]?.stringValue?.utf8.count == 600_000)
            let limit = ServerLimits().messageBytes
            let head = #"{"jsonrpc":"2.0","id":2,"method":"system.ping"}"#
            let exact = head + String(repeating: " ", count: limit - head.utf8.count)
            #expect(try await id(client.ask(exact)) == 2)
            let refused = try await client.ask(exact + " ")
            #expect(try JSONTest.value(refused)["error"]?["code"] == -32007)
            #expect(try await id(client.ask(head)) == 2)
            await client.close()
        }
    }

    @Test func drainAnswersWhatIsInFlightAndRefusesTheRest() async throws {
        let daemon = try TestDaemon()
        try await TestFolder.with { folder in
            let path = folder + "/j.sock"
            let server = daemon.server(at: .path(path))
            try await server.start()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await server.run() }
                let client = try await LineClient.connect(to: path)
                try await client.send(line: request(1, "test.wait"))
                await daemon.gate.arrived(1)
                server.beginDrain()
                server.beginDrain()
                // The event loop hears of the drain in a turn of its own; what it reads before that is still served.
                var refusal: JSONValue?
                for _ in 0..<100 where refusal == nil {
                    refusal = try JSONTest.value(await client.ask(request(2, "test.echo", text("late"))))["error"]
                }
                #expect(refusal?["data"]?["retryable"] == true)
                await #expect(throws: (any Error).self) { _ = try await LineClient.connect(to: path) }
                daemon.gate.open()
                #expect(try await client.rest().map { try id($0) } == [1])
                try await tasks.waitForAll()
                var status = stat()
                #expect(lstat(path, &status) != 0, "the socket file is gone")
            }
        }
    }

    @Test func drainCutsOffWhatDoesNotFinish() async throws {
        let daemon = try TestDaemon()
        var limits = ServerLimits()
        limits.drain = .milliseconds(50)
        try await TestFolder.with { folder in
            let path = folder + "/j.sock"
            let server = daemon.server(at: .path(path), limits: limits)
            try await server.start()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await server.run() }
                let client = try await LineClient.connect(to: path)
                try await client.send(line: request(1, "test.wait"))
                await daemon.gate.arrived(1)
                server.beginDrain()
                #expect(await client.rest() == [])
                daemon.gate.open()
                try await tasks.waitForAll()
            }
        }
    }
}
