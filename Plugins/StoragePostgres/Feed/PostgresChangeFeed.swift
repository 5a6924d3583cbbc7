public import PluginAPI
import Synchronization

/// Word between the daemons on one database, by LISTEN and NOTIFY.
final class ChangeWire: Sendable {
    private let options: ConnectionOptions
    /// Names this daemon's notifications, so that it does not hear its own.
    private let origin: String
    private let sender: FeedSender
    private let listener = Mutex<FeedListener?>(nil)

    init(_ options: ConnectionOptions) {
        self.options = options
        origin = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        sender = FeedSender(options, origin: origin)
    }

    func tell(_ change: StoreChange) { sender.tell(change) }

    func follow(_ receive: @Sendable (ChangeEvent) async -> Void) async {
        let listener = FeedListener(options, origin: origin)
        self.listener.withLock { former in
            former?.stop()
            former = listener
        }
        listener.begin()
        for await event in listener.events { await receive(event) }
        listener.stop()
    }

    func stop() async {
        listener.withLock { listener in
            listener?.stop()
            listener = nil
        }
        await sender.stop()
    }
}

extension PostgresStorage: ChangeFeed {
    public func tell(_ change: StoreChange) { wire.tell(change) }
    public func follow(_ receive: @Sendable (ChangeEvent) async -> Void) async { await wire.follow(receive) }
}
