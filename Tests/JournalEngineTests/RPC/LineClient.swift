import NIOCore
import NIOPosix

/// A client that knows nothing but lines: sends bytes as they are, hands out what comes back line by line.
final class LineClient: Sendable {
    struct Closed: Error {}

    private let channel: any Channel
    private let lines: AsyncStream<String>
    private let isReading: Bool

    private init(_ channel: any Channel, _ lines: AsyncStream<String>, isReading: Bool) {
        self.channel = channel
        self.lines = lines
        self.isReading = isReading
    }

    /// Connects. With `reads` false it reads nothing until `startReading()`.
    static func connect(to path: String, reads: Bool = true) async throws -> LineClient {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: reads)
            .channelOption(.allowRemoteHalfClosure, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(LineReader(continuation))
                }
            }
            .connect(unixDomainSocketPath: path).get()
        return LineClient(channel, lines, isReading: reads)
    }

    func send(_ bytes: some Sequence<UInt8> & Sendable) async throws {
        try await channel.writeAndFlush(channel.allocator.buffer(bytes: bytes)).get()
    }

    func send(line: String) async throws { try await send(Array((line + "\n").utf8)) }

    /// Sends without waiting until the kernel took it.
    func sendLater(_ bytes: [UInt8]) { channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil) }

    /// The next line.
    func line() async throws -> String {
        for await line in lines { return line }
        throw Closed()
    }

    func lines(_ count: Int) async throws -> [String] {
        var result: [String] = []
        for await line in lines {
            result.append(line)
            if result.count == count { return result }
        }
        throw Closed()
    }

    func ask(_ line: String) async throws -> String {
        try await send(line: line)
        return try await self.line()
    }

    /// What still comes until the other end closes.
    func rest() async -> [String] {
        var result: [String] = []
        for await line in lines { result.append(line) }
        return result
    }

    func startReading() async throws { try await channel.setOption(.autoRead, value: true).get() }
    func endInput() async throws { try await channel.close(mode: .output).get() }
    func closed() async { try? await channel.closeFuture.get() }
    func close() async { try? await channel.close().get() }
}

private final class LineReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private var pending: [UInt8] = []
    private let continuation: AsyncStream<String>.Continuation

    init(_ continuation: AsyncStream<String>.Continuation) {
        self.continuation = continuation
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        while let end = buffer.readableBytesView.firstIndex(of: 0x0A) {
            pending += buffer.readBytes(length: end - buffer.readerIndex) ?? []
            buffer.moveReaderIndex(forwardBy: 1)
            continuation.yield(String(decoding: pending, as: UTF8.self))
            pending = []
        }
        pending += buffer.readableBytesView
    }

    func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
