import Glibc
import JournalRPC
import Testing

struct ClientTests {
    typealias Connection = ScriptedServer.Connection

    /// Runs a script against a client and cleans up after both.
    func with(
        options: RPCClient.Options = .init(), _ script: @escaping @Sendable (Connection) -> Void,
        _ body: (RPCClient) throws -> Void
    ) throws {
        let server = try ScriptedServer(script)
        defer { server.finish() }
        try body(try RPCClient(path: server.path, options: options))
    }

    func failure<T>(_ body: () throws(RPCClientError) -> T) -> RPCClientError? {
        do throws(RPCClientError) {
            _ = try body()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [1, 2, 7, Int.max])
    func callsAcrossPieces(_ pieces: Int) throws {
        try with({ connection in
            while let line = connection.readLine() {
                let said = (try? parse(line))?["params"]?["text"].map { text($0.rawBytes) } ?? "null"
                connection.write("\r\n\n" + reply(requestID(line), said), pieces: pieces)
            }
        }) { client throws in
            for said in ["hi", "é\n\"", String(repeating: "x", count: 3_000)] {
                #expect(try client.call(Echo.self, .init(text: said)) == said)
            }
            #expect(try client.callRaw(method: "any", params: ["text": "raw"]) == "raw")
            #expect(try client.call(Silent.self, NoParams()) == .null)
        }
    }

    @Test func aHeldCallLeavesInOneWriteWithTheNext() throws {
        try with({ connection in
            let lines = (connection.readOnce() ?? "").split(separator: "\n").map(String.init)
            let said = lines.count == 2 ? "together" : "apart"
            for line in lines { connection.write(reply(requestID(line), "\"\(said)\"")) }
            // Held back and then waited for: it leaves by itself.
            connection.write(reply(requestID(connection.readLine()), "\"alone\""))
        }) { client throws in
            let held = try client.hold(Echo.self, .init(text: "first"))
            #expect(try client.call(Echo.self, .init(text: "second")) == "together")
            #expect(try client.finish(Echo.self, held) == "together")
            #expect(try client.finish(Echo.self, try client.hold(Echo.self, .init(text: "third"))) == "alone")
            #expect(client.peerUID == getuid())
        }
    }

    @Test func largeMessagesBothWays() throws {
        let said = String(repeating: "0123456789", count: 40_000)
        try with({ connection in
            let line = connection.readLine()
            connection.write(reply(requestID(line), "\(line?.utf8.count ?? 0)"))
            connection.write(reply(requestID(connection.readLine()), "\"\(said)\""))
        }) { client throws in
            let length = try client.callRaw(method: "m", params: ["text": .string(said)]).integerValue
            let around = #"{"jsonrpc":"2.0","id":1,"method":"m","params":{"text":""}}"#.utf8.count
            #expect(length == Int64(said.utf8.count + around))
            #expect(try client.callRaw(method: "m") == .string(said))
        }
    }

    @Test func repliesInAnyOrder() throws {
        try with({ connection in
            let ids = (0..<3).map { _ in requestID(connection.readLine()) }
            for id in ids.reversed() { connection.write(reply(id, "\"to \(id)\"")) }
        }) { client throws in
            let ids = try (0..<3).map { _ in try client.begin(Echo.self, .init(text: "x")) }
            for id in ids {
                #expect(try client.finish(Echo.self, id) == "to \(text(id.rawBytes))")
            }
            #expect(failure { () throws(RPCClientError) in try client.finish(Echo.self, ids[0]) } == .protocolViolation("no such call is under way"))
        }
    }

    @Test func notificationsAreKeptOrDelivered() throws {
        let note = #"{"jsonrpc":"2.0","method":"entries.changed","params":{"n":1}}"# + "\n"
        let expected = RPCNotification(method: "entries.changed", params: ["n": 1])
        try with(options: .init(maxKeptNotifications: 2), { connection in
            connection.write(note + reply(requestID(connection.readLine()), "1") + note)
            connection.write(note + note + reply(requestID(connection.readLine()), "2"))
            connection.write(note + reply(requestID(connection.readLine()), "3"))
            _ = connection.readLine()
        }) { client throws in
            #expect(try client.callRaw(method: "m") == 1)
            #expect(try client.nextNotification(timeout: .seconds(60)) == expected)
            #expect(try client.nextNotification(timeout: .seconds(60)) == expected)
            #expect(try client.callRaw(method: "m") == 2)
            #expect(client.droppedNotifications == 0)
            var delivered: [RPCNotification] = []
            client.onNotification = { delivered.append($0) }
            #expect(try client.callRaw(method: "m") == 3)
            #expect(delivered == [expected])
            #expect(try client.nextNotification(timeout: .seconds(60)) == expected)
            #expect(try client.nextNotification(timeout: .seconds(60)) == expected)
            #expect(failure { () throws(RPCClientError) in try client.nextNotification(timeout: .zero) } == .timedOut)
        }
    }

    @Test func tooManyNotificationsDropTheOldest() throws {
        try with(options: .init(maxKeptNotifications: 2), { connection in
            let id = requestID(connection.readLine())
            for number in 0..<5 { connection.write("{\"jsonrpc\":\"2.0\",\"method\":\"n\",\"params\":{\"n\":\(number)}}\n") }
            connection.write(reply(id, "1"))
        }) { client throws in
            #expect(try client.callRaw(method: "m") == 1)
            #expect(client.droppedNotifications == 3)
            #expect(try client.nextNotification(timeout: .zero).params["n"] == 3)
        }
    }

    @Test func aCallThatTookTooLongDoesNotDisturbTheNext() throws {
        try with({ connection in
            let late = requestID(connection.readLine())
            let next = requestID(connection.readLine())
            connection.write(reply(late, "\"late\"") + reply(next, "\"next\""))
        }) { client throws in
            #expect(failure { () throws(RPCClientError) in try client.callRaw(method: "m", timeout: .milliseconds(20)) } == .timedOut)
            #expect(try client.callRaw(method: "m") == "next")
        }
    }

    @Test func aServerThatDoesNotReadTimesOut() throws {
        try with({ connection in
            while connection.readLine() != nil {}
        }) { client throws in
            // More than the socket's buffers hold, to a reader that takes one byte at a time.
            let params: JSONValue = ["text": .string(String(repeating: "x", count: 8_000_000))]
            #expect(failure { () throws(RPCClientError) in try client.callRaw(method: "m", params: params, timeout: .zero) } == .timedOut)
            // Half a frame is on its way: nothing else may follow it.
            #expect(failure { () throws(RPCClientError) in try client.callRaw(method: "m") } == .closed)
        }
    }

    @Test func closedEarly() throws {
        try with({ connection in
            let id = requestID(connection.readLine())
            connection.write(String(reply(id, "1").dropLast(3)))
        }) { client throws in
            #expect(failure { () throws(RPCClientError) in try client.callRaw(method: "m") } == .closed)
            #expect(failure { () throws(RPCClientError) in try client.callRaw(method: "m") } == .closed)
        }
    }

    @Test func refusalsCarryTheirData() throws {
        let error = RPCError(.rateLimited, "slow down", data: RPCErrorData(retryAfterMs: 250))
        try with({ connection in
            for id in [RPCID(1), nil] {
                _ = connection.readLine()
                var out: [UInt8] = []
                RPCReply.appendError(error, id: id, to: &out)
                connection.write(text(out))
            }
        }) { client throws in
            #expect(failure { () throws(RPCClientError) in try client.callRaw(method: "m") } == .remote(error))
            // A null id answers a frame that the server could not read.
            #expect(failure { () throws(RPCClientError) in try client.callRaw(method: "m") } == .remote(error))
        }
    }

    @Test(arguments: [
        "nonsense\n", "[]\n", "{}\n", "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":1}\n", "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":1}\n",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1,\"error\":{\"code\":-32004,\"message\":\"\"}}\n",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"\"}}\n", "{\"id\":1,\"result\":1}\n",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}\n", String(repeating: "x", count: 5_000),
    ])
    func violations(_ answer: String) throws {
        try with(options: .init(maxFrame: 4_000), { connection in
            _ = connection.readLine()
            connection.write(answer)
            _ = connection.readLine()
        }) { client throws in
            guard case .protocolViolation? = failure({ () throws(RPCClientError) in try client.call(Echo.self, .init(text: "x")) }) else {
                Issue.record("a broken answer was taken")
                return
            }
        }
    }

    @Test func traceSeesWholeFrames() throws {
        try with({ connection in
            connection.write(reply(requestID(connection.readLine()), "1"), pieces: 3)
        }) { client throws in
            var seen: [String] = []
            client.trace = { direction, bytes in seen.append("\(direction) \(text(bytes))") }
            _ = try client.callRaw(method: "m", params: ["a": 1])
            #expect(
                seen == [
                    #"sent {"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}"#,
                    #"received {"jsonrpc":"2.0","id":1,"result":1}"#,
                ])
        }
    }

    @Test func unreachable() {
        let missing = failure { () throws(RPCClientError) in try RPCClient(path: "/nonexistent/socket") }
        #expect(missing == .unreachable(path: "/nonexistent/socket", reason: "No such file or directory"))
        for path in ["", "a\u{0}b", String(repeating: "p", count: 108)] {
            guard case .unreachable(path, let reason)? = failure({ () throws(RPCClientError) in try RPCClient(path: path) }) else {
                Issue.record("a bad path was taken")
                return
            }
            #expect(reason.contains("1 to 107 bytes"))
        }
    }
}
