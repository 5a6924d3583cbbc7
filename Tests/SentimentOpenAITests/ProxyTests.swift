import Foundation
import ModelTestServer
import Testing

@testable import SentimentOpenAI

/// Proxies that the environment names. Each test is a process of its own, because the environment is the whole process's.
@Suite(.timeLimit(.minutes(3))) struct ProxyTests {
    @Test func asksTheProxyForATunnelToAnEncryptedServer() async throws {
        let proxy = try await ModelServer.start(.plain)
        await #expect(processExitsWith: .success) { [port = proxy.port as Int] in
            setenv("https_proxy", "http://127.0.0.1:\(port)", 1)
            let endpoint = try Endpoint("https://model.example/v1")
            let client = HTTPClient(endpoint: endpoint)
            try client.start()
            var request = HTTPRequest(
                method: .get, url: endpoint.url("/batches"), timeout: .seconds(20), maxReplyBytes: 1_000)
            request.headers.append(("Authorization", "Bearer sk-secret-4711"))
            await #expect(throws: HTTPFailure.self) { try await client.send(request) }
        }
        // It refuses, and has seen where to and nothing else.
        let seen = try #require(proxy.state.requests.first)
        #expect(seen.method == "CONNECT")
        #expect(seen.path == "model.example:443")
        #expect(!seen.headers.values.contains { $0.contains("4711") })
        #expect(proxy.state.requests.count == 1)
        try await proxy.stop()
    }

    @Test func leavesTheProxyOutOnThisMachine() async throws {
        let proxy = try await ModelServer.start(.plain)
        let server = try await ModelServer.start(.plain)
        await #expect(processExitsWith: .success) { [port = proxy.port as Int, url = server.url as String] in
            for name in ["http_proxy", "all_proxy", "ALL_PROXY"] { setenv(name, "http://127.0.0.1:\(port)", 1) }
            let endpoint = try Endpoint(url)
            let client = HTTPClient(endpoint: endpoint)
            try client.start()
            let request = HTTPRequest(
                method: .get, url: endpoint.url("/batches"), timeout: .seconds(20), maxReplyBytes: 1_000)
            #expect(try await client.send(request).status == 200)
        }
        #expect(server.state.requests.count == 1)
        #expect(proxy.state.connections == 0)
        try await server.stop()
        try await proxy.stop()
    }
}
