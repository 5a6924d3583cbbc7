public import NIOCore

/// Every bound of the server. The defaults are the project's rules; tests make them small.
public struct ServerLimits: Sendable, Hashable {
    /// The most bytes in one message, without its newline.
    public var messageBytes = 1_048_576
    /// Requests in flight on one connection, above which no more is read from it. A batch is taken whole, so that
    /// one may go over by 99; a message over `inlineBytes` counts as one request.
    public var requestsInFlight = 1_000
    /// Bytes of messages in flight on one connection, above which no more is read from it.
    public var bytesInFlight = 4 * 1_048_576
    /// Requests of one connection that run at the same time, writes not counted: those run one after another.
    public var concurrentReads = 16
    /// Connections of one uid.
    public var connectionsPerUser = 128
    /// Connections in all.
    public var connections = 1_024
    /// How long the rest of a message may take once its first byte is there.
    public var partialMessage = TimeAmount.seconds(10)
    /// Unread output above which notifications are not queued any more.
    public var notificationOutput = 256 * 1_024
    /// Unread output above which nothing is read from the connection and no further request of it begins.
    public var softOutput = 1_048_576
    /// Unread output on which a further reply closes the connection. One reply alone may be larger.
    public var hardOutput = 4 * 1_048_576
    /// How long a connection over `softOutput` may take nothing at all before it is closed.
    public var stalledOutput = TimeAmount.seconds(30)
    /// How long a request may wait for its answer before it is given up with `deadline_exceeded`.
    public var answer = TimeAmount.seconds(30)
    /// How long a drain waits for requests in flight and for unread output.
    public var drain = Duration.seconds(9)
    /// Messages up to this size are parsed on the event loop, longer ones in the connection's task.
    public var inlineBytes = 16_384

    public init() {}
}
