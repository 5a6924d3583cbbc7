import JournalRPC
import NIOCore
import PluginAPI

/// The event-loop half of a connection. It cuts frames out of what was read, serves immediate methods on the spot,
/// hands everything else of one read as one array to the connection's task, and writes what the outbox holds.
///
/// It decides when to read: not while a bound on requests in flight or on unread output is reached.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let handle: ConnectionHandle
    let limits: ServerLimits
    let outbox: Outbox
    let dispatcher: Dispatcher
    private let works: AsyncStream<[Work]>.Continuation

    var state: ConnectionState
    private var splitter: FrameSplitter
    let scratch: LoopScratch
    private var handedOver: [Work] = []
    /// When the last immediate call ended, or the first of a read began: one look at the clock for each.
    private var moment = Duration.zero
    /// Whole frames may wait in the splitter until reading goes on.
    private var hasBacklog = false
    private var wantsRead = false
    private var isProcessing = false
    var context: ChannelHandlerContext?
    var deadlines = ConnectionDeadlines()
    /// Bytes given to the channel since it opened.
    var written: UInt64 = 0
    var isClosing = false

    init(
        handle: ConnectionHandle, outbox: Outbox, works: AsyncStream<[Work]>.Continuation, dispatcher: Dispatcher,
        limits: ServerLimits, scratch: LoopScratch
    ) {
        self.scratch = scratch
        self.handle = handle
        self.outbox = outbox
        self.works = works
        self.dispatcher = dispatcher
        self.limits = limits
        state = ConnectionState(limits: limits)
        splitter = FrameSplitter(maxBytes: limits.messageBytes)
    }

    // MARK: The channel's events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        outbox.open(NIOLoopBound(self, eventLoop: context.eventLoop))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        closed()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        closed()
        context.fireChannelInactive()
    }

    private func closed() {
        guard state.phase != .closed else { return }
        state.close()
        deadlines.cancel()
        works.finish()
        outbox.close()
        handle.close()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard state.phase != .closed, !isClosing else { return }
        splitter.append(unwrapInboundIn(data))
        process(context)
    }

    func read(context: ChannelHandlerContext) {
        if state.mayRead, !isClosing { context.read() } else { wantsRead = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        outputChanged(context)
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            state.inputDidEnd()
            deadlines.partialEnded()
            settle(context)
        }
        if event is DrainEvent { drain() }
        context.fireUserInboundEventTriggered(event)
    }

    /// The peer went away, or the like: nothing to tell anybody.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: Frames

    /// Looks at frames until none is left or a bound is reached, and sends what came of them. Writing can end a pause
    /// and so ask for more of the same: then the outermost call goes on.
    func process(_ context: ChannelHandlerContext) {
        hasBacklog = true
        guard !isProcessing else { return }
        isProcessing = true
        while hasBacklog, state.mayProcess {
            moment = dispatcher.clock.uptime()
            splitFrames()
            sendResults(context)
        }
        isProcessing = false
        watchPartial(context)
        settle(context)
    }

    private func splitFrames() {
        while hasBacklog, state.mayProcess {
            switch splitter.next() {
            case .frame(let frame):
                deadlines.partialEnded()
                receive(frame)
            case .tooLarge:
                let message = "a message has at most \(limits.messageBytes) bytes"
                refuse(Call(id: .null, params: nil, target: .refused(RPCError(.tooLarge, message))), nil)
            case .needsMore: hasBacklog = false
            }
        }
    }

    private func sendResults(_ context: ChannelHandlerContext) {
        if !handedOver.isEmpty {
            works.yield(handedOver)
            handedOver = []
        }
        if !scratch.replies.isEmpty {
            write(scratch.replies, context)
            scratch.clearReplies()
        }
    }

    private func receive(_ frame: ByteBuffer) {
        let length = frame.readableBytes
        guard length <= limits.inlineBytes else {
            return handOver(.unread(Array(frame.readableBytesView)), requests: 1, bytes: length)
        }
        let message = frame.withUnsafeReadableBytes { RPCMessage.parse($0, with: &scratch.document, maxBytes: .max) }
        switch dispatcher.content(of: message) {
        case .single(let call):
            receive(call, bytes: length)
        case .batch(let calls):
            handOver(.batch(calls), requests: calls.count, bytes: length)
        case .unread(let bytes):
            handOver(.unread(bytes), requests: 1, bytes: length)
        }
    }

    private func receive(_ call: Call, bytes: Int) {
        if case .refused = call.target { return refuse(call, nil) }
        if state.phase == .draining { return refuse(call, .draining) }
        if dispatcher.performNow(call, on: handle, since: &moment, to: &scratch.replies) { return }
        handOver(.single(call), requests: 1, bytes: bytes)
    }

    private func handOver(_ content: Work.Content, requests: Int, bytes: Int) {
        var work = Work(content: content, requests: requests, bytes: bytes)
        if state.phase == .draining { work.refusal = .all(.draining) }
        state.began(requests: requests, bytes: bytes)
        expectAnswer(&work)
        handedOver.append(work)
    }

    private func refuse(_ call: Call, _ error: ServiceError?) {
        let length = scratch.replies.count
        dispatcher.refuse(call, error, to: &scratch.replies)
        if scratch.replies.count > length { scratch.replies.append(0x0A) }
    }

    private func watchPartial(_ context: ChannelHandlerContext) {
        if splitter.hasPartial, !hasBacklog, !state.inputEnded {
            deadlines.partialBegan(in: limits.partialMessage, on: context.eventLoop) { [weak self] in
                self?.context?.close(promise: nil)
            }
        } else {
            deadlines.partialEnded()
        }
    }

    // MARK: What to do next

    /// After any change: closes what is finished, or reads on when that was put off.
    func settle(_ context: ChannelHandlerContext) {
        guard state.phase != .closed, !isClosing else { return }
        if state.isFinished(hasBacklog: hasBacklog) { return closeOnceFlushed(context) }
        if wantsRead, state.mayRead {
            wantsRead = false
            context.read()
        }
    }

    /// Goes on with what was put off because a bound had been reached.
    func resume(_ context: ChannelHandlerContext) {
        if hasBacklog, state.mayProcess { process(context) } else { settle(context) }
    }

    /// Refuses new requests from now on; closes as soon as those in flight are answered.
    private func drain() {
        guard let context, state.phase == .open else { return }
        state.drain()
        resume(context)
    }
}

extension ServiceError {
    /// The daemon is about to end.
    static let draining = ServiceError.unavailable(retryable: true, "the daemon is shutting down")
}
