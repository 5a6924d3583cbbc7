import NIOCore

/// Sends commands of many callers down one connection and gives each its reply: replies come in the order of commands.
///
/// The oldest command has the earliest deadline, so that one timer watches over all. When a deadline passes, or what comes in
/// is no reply, nothing on this connection can be trusted to belong together any more: it is closed and every waiting
/// command fails. Used on its event loop alone.
final class RedisHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Waiting {
        let deadline: NIODeadline
        let size: Int
        let promise: EventLoopPromise<RESPValue>
    }

    /// The most commands and bytes that may wait for their replies.
    static let mostWaiting = 2_048
    static let mostBytes = 16 << 20

    private var parser: RESPParser
    private var context: ChannelHandlerContext?
    private var waiting = CircularBuffer<Waiting>()
    private var waitingBytes = 0
    private var unread: ByteBuffer?
    private var timer: Scheduled<Void>?
    private var willFlush = false
    /// Why it is over, once it is.
    private(set) var failure: RedisFailure?
    /// Told once why it is over, before those who wait are: nobody sees a failed command and a connection that looks well.
    var onEnd: ((RedisFailure) -> Void)?

    init(limits: RESPLimits) {
        parser = RESPParser(limits: limits)
    }

    /// Sends commands one after the other; their promises are fulfilled or failed, always, and by the deadline.
    func submit(_ commands: [RedisCommand], within time: TimeAmount, _ promises: [EventLoopPromise<RESPValue>]) {
        guard let context, failure == nil else {
            for promise in promises { promise.fail(failure ?? .unavailable) }
            return
        }
        let size = commands.reduce(0) { $0 + $1.size }
        guard waiting.count + commands.count <= Self.mostWaiting, waitingBytes + size <= Self.mostBytes else {
            for promise in promises { promise.fail(RedisFailure.full) }
            return
        }
        let deadline = context.eventLoop.now + time
        var buffer = context.channel.allocator.buffer(capacity: size)
        for (command, promise) in zip(commands, promises) {
            command.write(to: &buffer)
            waiting.append(Waiting(deadline: deadline, size: command.size, promise: promise))
        }
        waitingBytes += size
        context.write(wrapOutboundOut(buffer), promise: nil)
        flushSoon(context)
        if timer == nil { watch(context) }
    }

    /// Commands that are submitted in one turn of the loop leave in one write.
    private func flushSoon(_ context: ChannelHandlerContext) {
        guard !willFlush else { return }
        willFlush = true
        context.eventLoop.assumeIsolated().execute { [weak self] in
            guard let self else { return }
            self.willFlush = false
            self.context?.flush()
        }
    }

    private func watch(_ context: ChannelHandlerContext) {
        timer = nil
        guard let first = waiting.first, failure == nil else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: first.deadline) { [weak self] in
            guard let self, let context = self.context else { return }
            if let first = self.waiting.first, first.deadline <= context.eventLoop.now {
                self.end(.timedOut, context)
            } else {
                self.watch(context)
            }
        }
    }

    /// Gives the connection up.
    func end(_ reason: RedisFailure) {
        if let context { end(reason, context) } else { failure = failure ?? reason }
    }

    private func end(_ reason: RedisFailure, _ context: ChannelHandlerContext) {
        guard failure == nil else { return }
        failure = reason
        timer?.cancel()
        timer = nil
        unread = nil
        let orphans = waiting
        waiting.removeAll()
        waitingBytes = 0
        onEnd?(reason)
        onEnd = nil
        for orphan in orphans { orphan.promise.fail(reason) }
        context.close(promise: nil)
    }

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) {
        end(.closed, context)
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.closed, context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.refused("\(error)"), context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard failure == nil else { return }
        var bytes = unwrapInboundIn(data)
        if unread == nil || unread?.readableBytes == 0 { unread = bytes } else { unread?.writeBuffer(&bytes) }
        do {
            while var buffer = unread, buffer.readableBytes > 0 {
                unread = nil
                let reply = try parser.next(&buffer)
                unread = buffer
                guard let reply else { break }
                guard let next = waiting.popFirst() else { throw RESPViolation(reason: "a reply to nothing") }
                waitingBytes -= next.size
                next.promise.succeed(reply)
            }
            if waiting.isEmpty {
                timer?.cancel()
                timer = nil
            }
            unread?.discardReadBytes()
        } catch {
            end(.violation((error as? RESPViolation)?.reason ?? "\(error)"), context)
        }
    }
}
