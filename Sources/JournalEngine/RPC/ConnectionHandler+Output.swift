import NIOCore

/// What goes out, and what happens when nobody reads it.
extension ConnectionHandler {
    /// Writes what tasks have left in the outbox, in one write.
    func deliver() {
        let delivery = outbox.take()
        guard let context, state.phase != .closed else { return }
        state.finished(requests: delivery.requests, bytes: delivery.bytes)
        if !delivery.frames.isEmpty {
            guard unread(context) <= limits.hardOutput else { return context.close(promise: nil) }
            let written = context.eventLoop.makePromise(of: Void.self)
            // The outbox learns how much is unread, so that notifications stay within their bound.
            written.futureResult.assumeIsolated().whenComplete { [weak self] _ in
                if let self, let context = self.context { self.outputChanged(context) }
            }
            write(delivery.frames, context, promise: written)
            if state.phase != .closed { outputChanged(context) }
        } else {
            resume(context)
        }
    }

    func write(_ bytes: [UInt8], _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>? = nil) {
        guard !isClosing else {
            promise?.succeed()
            return
        }
        written += UInt64(bytes.count)
        context.writeAndFlush(wrapOutboundOut(scratch.buffer(of: bytes)), promise: promise)
    }

    /// Bytes that the kernel has not taken yet.
    private func unread(_ context: ChannelHandlerContext) -> Int {
        let buffered = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        return buffered ?? 0
    }

    /// Tells everybody concerned how much is unread, and goes on if that is little enough.
    func outputChanged(_ context: ChannelHandlerContext) {
        guard state.phase != .closed else { return }
        let isFull = !context.channel.isWritable
        let unread = unread(context)
        state.outputChanged(isFull: isFull)
        outbox.update(unread: unread, isFull: isFull)
        if isFull || isClosing {
            watchStall(context)
        } else {
            deadlines.stallEnded()
        }
        resume(context)
    }

    /// Closes the connection when the other end takes nothing of its output for a while. Taking a little keeps it open.
    private func watchStall(_ context: ChannelHandlerContext) {
        deadlines.stallBegan(
            in: limits.stalledOutput, on: context.eventLoop, progress: { [weak self] in self?.taken ?? 0 },
            expired: { [weak self] in self?.context?.close(promise: nil) })
    }

    /// Bytes that the kernel has taken since the connection opened.
    private var taken: UInt64 {
        guard let context else { return written }
        return written - min(UInt64(max(unread(context), 0)), written)
    }

    func closeOnceFlushed(_ context: ChannelHandlerContext) {
        guard !isClosing else { return }
        isClosing = true
        let flushed = context.eventLoop.makePromise(of: Void.self)
        flushed.futureResult.assumeIsolated().whenComplete { [weak self] _ in
            self?.context?.close(promise: nil)
        }
        watchStall(context)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: flushed)
    }
}
