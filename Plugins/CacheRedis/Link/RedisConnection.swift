import NIOCore

/// One open connection, for callers on any thread.
struct RedisConnection: Sendable {
    let channel: any Channel
    private let handler: NIOLoopBound<RedisHandler>

    /// On the channel's loop.
    init(channel: any Channel, handler: RedisHandler) {
        self.channel = channel
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    }

    /// Sends commands in a row and returns their replies, or throws `RedisFailure` by the end of `time` at the latest.
    func send(_ commands: [RedisCommand], within time: TimeAmount) async throws(RedisFailure) -> [RESPValue] {
        let promises = commands.map { _ in channel.eventLoop.makePromise(of: RESPValue.self) }
        let (handler, loop) = (handler, channel.eventLoop)
        if loop.inEventLoop {
            handler.value.submit(commands, within: time, promises)
        } else {
            loop.execute { handler.value.submit(commands, within: time, promises) }
        }
        var replies: [RESPValue] = []
        do {
            for promise in promises { replies.append(try await promise.futureResult.get()) }
        } catch {
            throw error as? RedisFailure ?? .closed
        }
        return replies
    }

    /// The same for those on the loop.
    func submit(_ commands: [RedisCommand], within time: TimeAmount) -> EventLoopFuture<[RESPValue]> {
        let promises = commands.map { _ in channel.eventLoop.makePromise(of: RESPValue.self) }
        handler.value.submit(commands, within: time, promises)
        return EventLoopFuture.whenAllSucceed(promises.map(\.futureResult), on: channel.eventLoop)
    }

    /// Has a closure told when it is over, at once if it is. On the loop.
    func onEnd(_ told: @escaping (RedisFailure) -> Void) {
        if let failure = handler.value.failure { told(failure) } else { handler.value.onEnd = told }
    }

    /// Gives it up; whatever waits fails.
    func end(_ reason: RedisFailure) {
        let handler = handler
        channel.eventLoop.execute { handler.value.end(reason) }
    }
}
