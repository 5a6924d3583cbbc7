import ModelTestServer
import Testing

@testable import SentimentOpenAI

/// The HTTP client against a real server over real TLS.
@Suite(.timeLimit(.minutes(3))) struct TransferTests {
    private func client(_ server: ModelServer, trusting authority: TestAuthority? = nil, host: String? = nil) throws
        -> (HTTPClient, String)
    {
        let endpoint = try Endpoint(host.map { server.url(host: $0) } ?? server.url, authorityFile: authority?.path)
        let client = HTTPClient(endpoint: endpoint)
        try client.start()
        return (client, endpoint.url("/batches"))
    }

    private func get(_ url: String, timeout: Duration = .seconds(20), maxReplyBytes: Int = 65_536) -> HTTPRequest {
        HTTPRequest(method: .get, url: url, timeout: timeout, maxReplyBytes: maxReplyBytes)
    }

    private func failure(_ client: HTTPClient, _ request: HTTPRequest) async -> HTTPFailure? {
        do throws(HTTPFailure) {
            _ = try await client.send(request)
            return nil
        } catch {
            return error
        }
    }

    private func isTLS(_ failure: HTTPFailure?) -> Bool {
        if case .tls = failure { true } else { false }
    }

    private func isConnection(_ failure: HTTPFailure?) -> Bool {
        if case .connection = failure { true } else { false }
    }

    @Test(arguments: [true, false]) func speaksTheNewestProtocolOnOneConnection(offersHTTP2: Bool) async throws {
        let authority = try TestAuthority()
        let server = try await ModelServer.start(.encrypted(authority.issue("localhost"), offersHTTP2: offersHTTP2))
        let (client, url) = try client(server, trusting: authority)
        for _ in 0..<5 {
            let response = try await client.send(get(url))
            #expect(response.status == 200)
            #expect(response.majorVersion == (offersHTTP2 ? 2 : 1))
            #expect(response.headers["content-type"] == "application/json")
        }
        #expect(server.state.connections == 1)
        #expect(server.state.requests.map(\.majorVersion) == Array(repeating: offersHTTP2 ? 2 : 1, count: 5))
        try await server.stop()
    }

    @Test func carriesManyRequestsAtOnceOnOneConnection() async throws {
        let authority = try TestAuthority()
        let server = try await ModelServer.start(.encrypted(authority.issue("localhost")))
        let (client, url) = try client(server, trusting: authority)
        let request = get(url)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<64 { group.addTask { try await client.send(request).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 64))
        #expect(server.state.connections == 1)
        try await server.stop()
    }

    @Test func refusesWhoItDoesNotTrust() async throws {
        let authority = try TestAuthority()
        let good = try await ModelServer.start(.encrypted(authority.issue("localhost")))
        let expired = try await ModelServer.start(.encrypted(authority.issue("localhost", days: -1)))
        let misnamed = try await ModelServer.start(.encrypted(authority.issue("model.example")))
        let old = try await ModelServer.start(.encrypted(authority.issue("localhost"), only12: true))
        for (server, trusted) in [(good, nil), (expired, authority), (misnamed, authority), (old, authority)] {
            let (client, url) = try client(server, trusting: trusted)
            let failure = await failure(client, get(url))
            #expect(isTLS(failure), "\(String(describing: failure))")
            #expect(server.state.requests.isEmpty)
            try await server.stop()
        }
    }

    @Test func trustsAnAddressThatItsCertificateNames() async throws {
        let authority = try TestAuthority()
        let server = try await ModelServer.start(.encrypted(authority.issue("127.0.0.1")))
        let (client, url) = try client(server, trusting: authority, host: "127.0.0.1")
        #expect(try await client.send(get(url)).status == 200)
        try await server.stop()
    }

    @Test(arguments: [301, 302, 307, 308]) func followsNoRedirect(status: Int) async throws {
        let trap = try await ModelServer.start(.plain)
        let server = try await ModelServer.start(.plain)
        let (client, url) = try client(server)
        server.state.fail(.status(status, headers: [("Location", trap.url + "/batches")]))
        #expect(try await client.send(get(url)).status == status)
        #expect(trap.state.connections == 0)
        try await server.stop()
        try await trap.stop()
    }

    @Test(arguments: [10_737_418_240, nil]) func takesNoMoreThanItIsAllowed(declared: Int?) async throws {
        let server = try await ModelServer.start(.plain)
        let (client, url) = try client(server)
        server.state.fail(.flood(declared: declared))
        #expect(await failure(client, get(url, maxReplyBytes: 1_048_576)) == .tooLarge)
        // What the sockets hold comes on top of what was read.
        #expect(server.state.floodedBytes < 16 * 1_048_576)
        #expect(try await client.send(get(url)).status == 200)
        try await server.stop()
    }

    @Test(arguments: [true, false]) func endsWhatTakesTooLong(drips: Bool) async throws {
        let server = try await ModelServer.start(.plain)
        let (client, url) = try client(server)
        server.state.fail(drips ? .drip : .hang)
        #expect(await failure(client, get(url, timeout: .milliseconds(300))) == .timeout)
        // On a busy machine the server may not have seen the first one.
        server.state.heal()
        #expect(try await client.send(get(url)).status == 200)
        try await server.stop()
    }

    @Test func saysThatAConnectionBroke() async throws {
        let server = try await ModelServer.start(.plain)
        let (client, url) = try client(server)
        server.state.fail(.close)
        #expect(isConnection(await failure(client, get(url))))
        try await server.stop()
        #expect(isConnection(await failure(client, get(url.replacing(":\(server.port)", with: ":1")))))
    }

    @Test func endsATransferWithItsTask() async throws {
        let server = try await ModelServer.start(.plain)
        let (client, url) = try client(server)
        server.state.fail(.hang)
        let request = get(url)
        let task = Task { () -> HTTPFailure? in
            do throws(HTTPFailure) {
                _ = try await client.send(request)
                return nil
            } catch { return error }
        }
        try await until { server.state.requests.count == 1 }
        task.cancel()
        #expect(await task.value == .cancelled)
        let early = Task { () -> HTTPFailure? in
            withUnsafeCurrentTask { $0?.cancel() }
            do throws(HTTPFailure) {
                _ = try await client.send(request)
                return nil
            } catch { return error }
        }
        #expect(await early.value == .cancelled)
        #expect(server.state.requests.count == 1)
        try await server.stop()
    }

    @Test func stopsWithWhatIsUnderWay() async throws {
        let server = try await ModelServer.start(.plain)
        let (client, url) = try client(server)
        server.state.fail(.hang)
        let request = get(url)
        async let outcome = failure(client, request)
        try await until { server.state.requests.count == 1 }
        client.stop()
        #expect(await outcome == .closed)
        #expect(await failure(client, request) == .closed)
        try client.start()
        #expect(try await client.send(request).status == 200)
        client.stop()
        client.stop()
        try await server.stop()
    }

    @Test func reachesAServerOnASocket() async throws {
        let path = "/tmp/journald-model-\(UInt64.random(in: 0 ... .max)).sock"
        let server = try await ModelServer.start(.unixSocket(path))
        let endpoint = try Endpoint("http://model.example/v1", socketPath: path)
        let client = HTTPClient(endpoint: endpoint)
        try client.start()
        #expect(try await client.send(get(endpoint.url("/batches"))).status == 200)
        try await server.stop()
    }
}

/// Which addresses are taken.
@Suite struct EndpointTests {
    @Test(arguments: [
        "https://api.openai.com/v1", "https://api.openai.com/v1/", "http://localhost:11434/v1", "http://127.0.0.1:8000",
        "http://127.8.9.1/v1", "http://[::1]:8000/v1", "https://10.0.0.7:8443/v1", "http://0x7f.1/v1",
    ]) func takes(address: String) throws {
        let endpoint = try Endpoint(address)
        #expect(!endpoint.base.hasSuffix("/"))
        #expect(endpoint.url("/files").hasSuffix("/files"))
    }

    @Test(arguments: [
        "http://api.openai.com/v1", "http://127.0.0.1.evil.example/v1", "http://localhost.evil.example/v1",
        "http://10.0.0.7/v1",
        "http://127.0.0.1@evil.example/v1", "http://evil.example#@127.0.0.1/", "https://user:word@api.openai.com/v1",
        "https://api.openai.com/v1?x=1", "https://api.openai.com/v1#x", "ftp://localhost/v1", "file:///etc/passwd", "",
        "api.openai.com",
        "http://[::1%25lo]@evil.example/", "http://127.0.0.1\\@evil.example/", "http://2130706433.evil.example/",
        "https://",
        "http://127.0.0.256/v1", "http://127..0.1/",
    ]) func refuses(address: String) {
        #expect(throws: Endpoint.Refusal.self) { try Endpoint(address) }
    }

    @Test func allowsASocketInTheClearOnly() throws {
        #expect(try Endpoint("http://model.example/v1", socketPath: "/run/model.sock").isLocal)
        #expect(throws: Endpoint.Refusal.self) {
            try Endpoint("https://model.example/v1", socketPath: "/run/model.sock")
        }
    }
}
