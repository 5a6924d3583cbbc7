import NIOCore
import NIOHTTP1

/// One connection of HTTP/1.1, or one stream of HTTP/2.
final class ModelConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let state: ModelServerState
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(state: ModelServerState) {
        self.state = state
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let bytes):
            body.append(contentsOf: bytes.readableBytesView)
        case .end:
            guard let head else { return }
            let request = RecordedRequest(
                method: head.method.rawValue, path: head.uri,
                majorVersion: context.channel.parent?.parent == nil ? 1 : 2,
                headers: Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }) { $1 }, body: body)
            perform(state.answer(to: request), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func perform(_ reply: ServerReply, _ context: ChannelHandlerContext) {
        switch reply {
        case .complete(let status, let headers, let body):
            sendHead(status, headers + [("Content-Length", "\(body.count)")], context)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .nothing:
            break
        case .close:
            (context.channel.parent?.parent == nil ? context.channel : context.channel.parent ?? context.channel)
                .close(promise: nil)
        case .drip:
            sendHead(200, [("Content-Type", "application/json")], context)
            Self.drip(context.channel)
        case .flood(let declared):
            sendHead(200, declared.map { [("Content-Length", "\($0)")] } ?? [], context)
            Self.flood(context.channel, state)
        }
    }

    private func sendHead(_ status: Int, _ headers: [(String, String)], _ context: ChannelHandlerContext) {
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: HTTPHeaders(headers))
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }

    /// A byte every now and then, for ever.
    private static func drip(_ channel: any Channel) {
        guard channel.isActive else { return }
        channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: [0x20])))).whenSuccess {
            channel.eventLoop.scheduleTask(in: .milliseconds(20)) { drip(channel) }
        }
    }

    /// As fast as it is taken, for ever.
    private static func flood(_ channel: any Channel, _ state: ModelServerState) {
        guard channel.isActive else { return }
        let block = ByteBuffer(repeating: 0x20, count: 65_536)
        channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(block))).whenSuccess {
            state.flooded(65_536)
            flood(channel, state)
        }
    }
}

/// What the connection does with a request.
enum ServerReply: Sendable {
    case complete(Int, [(String, String)], [UInt8])
    /// The request stays without an answer.
    case nothing
    case close
    case drip
    /// A body without end; with a length that it claims to have.
    case flood(declared: Int?)
}
