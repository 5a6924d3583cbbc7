import JournalRPC
import NIOCore

/// Tells a connection that is one too many why it is closed, and closes it.
final class RefusingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let error: ServiceError

    init(_ error: ServiceError) {
        self.error = error
    }

    func channelActive(context: ChannelHandlerContext) {
        var line: [UInt8] = []
        RPCReply.appendError(ErrorMapping.outcome(of: error).error, id: nil, to: &line)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: line)))
            .whenComplete { _ in channel.close(promise: nil) }
    }

    /// What it sends is not looked at.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}

/// Fired through a connection's pipeline when the server drains.
struct DrainEvent: Sendable {}
