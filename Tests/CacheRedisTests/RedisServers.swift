@testable import CacheRedis
import DatabaseTestServers
import Logging
import NIOCore
import NIOPosix
import PluginAPI
import PluginTestKit
import Testing

/// A cache that is made as the daemon makes it.
func makeCache(
    _ url: String, _ settings: [String: SettingValue] = [:], time: any TimeSource = ManualClock()
) throws -> RedisCache {
    var all = settings
    all["cache.redis.url"] = .text(url)
    let context = PluginContext(
        settings: SettingValues(all), logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), time: time,
        stateDirectory: "/nonexistent")
    return try #require(try CacheRedis.factory.make(context) as? RedisCache)
}

/// Patient enough for a busy machine: where a test waits for an answer that comes, the time for it does not matter.
let patient: [String: SettingValue] = ["cache.redis.timeoutMilliseconds": .integer(10_000)]

/// Waits until something holds that is on its way; a minute is for ever.
func eventually(_ what: String, _ condition: () async -> Bool) async throws {
    for _ in 0..<3_000 {
        if await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("\(what) did not come about")
}

let sampleKey = CacheKey(space: "test", bytes: [1, 2, 3])

/// A server that says what it likes. It answers the greeting rightly and then each command with the next of its lies.
final class LyingServer: Sendable {
    let path: String
    var url: String { "redis+unix://" + path }
    private let channel: any Channel

    /// - Parameters:
    ///   - greeting: the answer to the first command.
    ///   - lie: what is sent for a command after that, given how many there were before it on this connection.
    init(greeting: String = "+PONG\r\n", _ lie: @escaping @Sendable (Int) -> [UInt8]) async throws {
        path = "/tmp/jd-liar-\(UInt64.random(in: 0...UInt64.max))"
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Liar(greeting: greeting, lie: lie))
                }
            }
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
    }

    func end() async { try? await channel.close() }

    private final class Liar: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let greeting: String
        private let lie: @Sendable (Int) -> [UInt8]
        private var count = -1

        init(greeting: String, lie: @escaping @Sendable (Int) -> [UInt8]) {
            self.greeting = greeting
            self.lie = lie
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            // The tests send one command at a time, so that one read holds one.
            let answer = count < 0 ? Array(greeting.utf8) : lie(count)
            count += 1
            guard !answer.isEmpty else { return }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer)), promise: nil)
        }
    }
}
