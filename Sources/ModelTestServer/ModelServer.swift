import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix
import NIOSSL
import Synchronization

/// A server that speaks OpenAI's API for tests: real sockets, real TLS, HTTP/1.1 and 2, and faults on demand.
///
/// It checks every request against the published schema; what does not fit is answered with 400 and kept in `violations`.
public final class ModelServer: Sendable {
    /// How it is reached.
    public enum Transport: Sendable {
        /// HTTP/1.1 on 127.0.0.1.
        case plain
        /// HTTP/1.1 on a Unix socket.
        case unixSocket(String)
        /// HTTPS on 127.0.0.1 with HTTP/1.1 and, where it is offered, HTTP/2.
        case encrypted(TestCertificate, offersHTTP2: Bool = true, only12: Bool = false)
    }

    /// What it knows and has seen.
    public let state: ModelServerState
    /// 0 on a Unix socket.
    public let port: Int
    private let scheme: String
    private let channel: any Channel

    private init(state: ModelServerState, channel: any Channel, scheme: String) {
        self.state = state
        self.channel = channel
        self.scheme = scheme
        port = channel.localAddress?.port ?? 0
    }

    /// The address of its API, such as `https://localhost:4711/v1`.
    public var url: String { url(host: scheme == "https" ? "localhost" : "127.0.0.1") }

    /// Its address under another name.
    public func url(host: String) -> String { port == 0 ? "http://localhost/v1" : "\(scheme)://\(host):\(port)/v1" }

    /// Starts a server.
    /// - Parameters:
    ///   - model: what answers.
    ///   - port: where, or 0 for a free one.
    public static func start(
        _ transport: Transport, model: TestModel = .words, port: Int = 0
    ) async throws -> ModelServer {
        let state = ModelServerState(model: model)
        var scheme = "http"
        var tls: NIOSSLContext?
        if case .encrypted(let certificate, let offersHTTP2, let only12) = transport {
            scheme = "https"
            tls = try NIOSSLContext(configuration: certificate.configuration(offersHTTP2: offersHTTP2, only12: only12))
        }
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [tls] channel in
                state.connected()
                return channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                }.flatMap {
                    guard tls != nil else {
                        return channel.pipeline.configureHTTPServerPipeline().flatMap { Self.serve(channel, state) }
                    }
                    return channel.configureCommonHTTPServerPipeline { Self.serve($0, state) }
                }
            }
        let channel: any Channel
        if case .unixSocket(let path) = transport {
            channel = try await bootstrap.bind(unixDomainSocketPath: path).get()
        } else {
            channel = try await bootstrap.bind(host: "127.0.0.1", port: port).get()
        }
        return ModelServer(state: state, channel: channel, scheme: scheme)
    }

    private static func serve(_ channel: any Channel, _ state: ModelServerState) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(ModelConnection(state: state))
        }
    }

    /// Takes no more connections.
    public func stop() async throws {
        try await channel.close()
    }
}
