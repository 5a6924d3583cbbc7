import NIOCore

/// The asynchronous half of a connection: takes arrays of messages from the event loop, serves them, and leaves the
/// replies in the outbox.
struct Connection: Sendable {
    let handle: ConnectionHandle
    let outbox: Outbox
    let works: AsyncStream<[Work]>
    let dispatcher: Dispatcher
    let limits: ServerLimits
    let activity: ServerActivity

    /// Returns when the channel has closed and every handler has ended. Messages that have not begun by then are
    /// forgotten; running handlers are left to finish.
    func run() async {
        let queue = WorkQueue(concurrentReads: limits.concurrentReads)
        await withDiscardingTaskGroup { group in
            for await works in works {
                activity.requestsChanged(by: works.reduce(0) { $0 + $1.requests })
                var rest = works.map { dispatcher.read($0) }[...]
                while !rest.isEmpty {
                    let open = rest.prefix { !$0.isBarrier }
                    let lanes = queue.add(await prepare(Array(open)))
                    for _ in 0..<lanes.reads { group.addTask { await serve(.reads, of: queue) } }
                    for _ in 0..<lanes.writes { group.addTask { await serve(.writes, of: queue) } }
                    rest = rest.dropFirst(open.count)
                    guard let barrier = rest.popFirst() else { break }
                    await queue.drained()
                    await serve(barrier)
                }
            }
            activity.requestsChanged(by: -queue.close())
        }
    }

    /// Finds out who is asking before the first request that needs it: here, where it happens once however many
    /// requests wait for it.
    private func prepare(_ works: [Work]) async -> [Work] {
        var works = works
        guard handle.principal == nil, works.contains(where: { $0.needsPrincipal }) else { return works }
        do throws(ServiceError) {
            try await dispatcher.identify(handle)
        } catch {
            for index in works.indices where works[index].refusal == nil {
                works[index].refusal = .unidentified(error)
            }
        }
        return works
    }

    private func serve(_ lane: WorkQueue.Lane, of queue: WorkQueue) async {
        while let work = queue.next(lane) { await serve(work) }
    }

    private func serve(_ work: Work) async {
        await outbox.waitForRoom()
        // Late before it began: its caller was told so, and need not wonder whether it happened.
        if outbox.expects(work) {
            let reply = await dispatcher.perform(work, on: handle)
            outbox.complete(work, reply.bytes)
            for hook in reply.hooks { hook() }
        }
        activity.requestsChanged(by: -work.requests)
    }
}
