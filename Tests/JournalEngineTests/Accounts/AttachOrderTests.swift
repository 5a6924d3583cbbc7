import FoundationEssentials
import JournalRPC
import Logging
import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

/// `session.attach` over a real socket, in one write with what is sent behind it.
@Suite struct AttachOrderTests {
    private func serving(_ body: (TestEngine, String) async throws -> Void) async throws {
        let engine = try await TestEngine()
        try await TestFolder.with { folder in
            let path = folder + "/j.sock"
            let server = RPCServer(
                endpoint: .path(path), limits: ServerLimits(), dispatcher: engine.dispatcher, activity: ServerActivity(),
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
            try await server.start()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await server.run() }
                do {
                    try await body(engine, path)
                } catch {
                    server.beginDrain()
                    throw error
                }
                server.beginDrain()
                try await tasks.waitForAll()
            }
        }
    }

    private static func line(_ id: Int, _ method: String, _ params: String = "{}") -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"# + "\n"
    }

    private static func replies(_ lines: [String]) throws -> [Int64: JSONValue] {
        var replies: [Int64: JSONValue] = [:]
        for line in lines {
            let value = try JSONTest.value(line)
            replies[value["id"]?.integerValue ?? -1] = value
        }
        return replies
    }

    @Test func whatIsSentBehindATokenIsDoneForItsAccount() async throws {
        try await serving { engine, path in
            // A token for programs is good for any peer, so the test's own uid does not matter.
            let owner = engine.client(uid: 424_242)
            let account = try await owner.call(Account.Get.self, NoParams()).id
            let token = try await owner.call(Account.Tokens.Create.self, .init(label: "x", scopes: ["read", "write"])).secret
            let client = try await LineClient.connect(to: path)
            var text = Self.line(1, "account.get")
            text += Self.line(2, "session.attach", #"{"accessToken":"\#(token.revealed)"}"#)
            for id in 3..<40 { text += Self.line(id, id % 2 == 0 ? "account.get" : "entries.create", id % 2 == 0 ? "{}" : #"{"body":"x"}"#) }
            try await client.send(Array(text.utf8))
            let replies = try Self.replies(try await client.lines(39))
            #expect(replies[1]?["result"]?["id"]?.stringValue != account)
            #expect(replies[2]?["result"]?["account"]?.stringValue == account)
            for id in 3..<40 {
                #expect(replies[Int64(id)]?["result"] != nil, "\(id)")
                if id % 2 == 0 { #expect(replies[Int64(id)]?["result"]?["id"]?.stringValue == account) }
            }
            #expect(try await owner.call(Entries.List.self, .init()).items.count == 19)
            await client.close()
        }
    }

    @Test(arguments: [#"{"accessToken":"no token of any kind"}"#, "{}"])
    func whatIsSentBehindARefusedTokenIsDoneForNobody(_ params: String) async throws {
        try await serving { engine, path in
            let client = try await LineClient.connect(to: path)
            var text = Self.line(1, "account.get") + Self.line(2, "session.attach", params)
            for id in 3..<20 { text += Self.line(id, id % 2 == 0 ? "account.get" : "entries.create", id % 2 == 0 ? "{}" : #"{"body":"x"}"#) }
            try await client.send(Array(text.utf8))
            let replies = try Self.replies(try await client.lines(19))
            #expect(replies[1]?["result"] != nil)
            for id in 3..<20 { #expect(replies[Int64(id)]?["error"]?["code"]?.integerValue == -32001, "\(id)") }
            #expect(try await engine.storage.statistics().entries == 0)
            await client.close()
        }
    }
}
