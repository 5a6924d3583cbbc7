import Logging
import NIOCore
import PluginAPI
import Synchronization

/// Finds the server that has a key: the only one, or the right one of a cluster.
final class RedisRouter: Sendable {
    private struct State {
        var table: ClusterTable
        var nodes: [RedisAddress.Place: RedisNode] = [:]
        var isStopped = false
    }

    /// How often a command follows where it is sent.
    private static let mostRedirections = 2

    private let options: RedisOptions
    private let makeNode: @Sendable (RedisAddress.Place) -> RedisNode
    private let state: Mutex<State>
    /// Rung when the table may be out of date.
    private let bell: AsyncStream<Void>.Continuation
    let bells: AsyncStream<Void>

    init(options: RedisOptions, secrets: RedisSecrets, loop: any EventLoop, time: any TimeSource, logger: Logger) {
        self.options = options
        let (bells, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        (self.bells, self.bell) = (bells, bell)
        makeNode = { place in
            RedisNode(
                place: place, options: options, secrets: secrets, loop: loop, time: time, logger: logger,
                onDown: { bell.yield() })
        }
        state = Mutex(State(table: ClusterTable(seed: options.address.place)))
    }

    var seed: RedisNode? { node(options.address.place) }

    /// Every server that is in use.
    var nodes: [RedisNode] { state.withLock { Array($0.nodes.values) } }

    private func node(_ place: RedisAddress.Place) -> RedisNode? {
        let node = state.withLock { state -> RedisNode? in
            guard !state.isStopped else { return nil }
            if let known = state.nodes[place] { return known }
            guard state.nodes.count < ClusterTable.mostNodes + 1 else { return nil }
            let fresh = makeNode(place)
            state.nodes[place] = fresh
            return fresh
        }
        node?.begin()
        return node
    }

    /// Sends a command to the server that has the key.
    func send(_ command: RedisCommand, key: [UInt8]) async throws(RedisFailure) -> RESPValue {
        let slot = HashSlot.of(key)
        var place = state.withLock { $0.table.place(ofSlot: slot) }
        var isAsking = false
        for _ in 0...Self.mostRedirections {
            guard let node = node(place) else { throw .unavailable }
            let replies = try await node.send(isAsking ? [RedisCommand("ASKING"), command] : [command])
            guard let reply = replies.last else { throw .unavailable }
            guard options.isCluster, case .error(let line) = reply,
                let turn = ClusterTable.Redirection(line, from: place), turn.slot == slot
            else { return reply }
            if turn.isLasting {
                state.withLock { _ = $0.table.move(slots: slot...slot, to: turn.place) }
                bell.yield()
            }
            isAsking = !turn.isLasting
            place = turn.place
        }
        throw .unavailable
    }

    /// Connects to the server that the settings name, and to all of a cluster; returns when each has been tried once.
    func begin() async {
        await seed?.firstTry()
        guard options.isCluster else { return }
        await refresh()
        await withDiscardingTaskGroup { group in
            for node in nodes { group.addTask { await node.firstTry() } }
        }
    }

    /// Asks a server that answers which one has what, and lets go of servers that have nothing any more.
    func refresh() async {
        guard options.isCluster else { return }
        for node in nodes where node.isUp {
            guard let reply = try? await node.send([RedisCommand("CLUSTER", "SLOTS")]).last,
                let table = ClusterTable.reading(reply, from: node.place, seed: options.address.place)
            else { continue }
            let gone = state.withLock { state -> [RedisNode] in
                state.table = table
                let unused = state.nodes.filter { !table.nodes.contains($0.key) }
                for place in unused.keys { state.nodes[place] = nil }
                return Array(unused.values)
            }
            for node in gone { node.stop() }
            for place in table.nodes { _ = self.node(place) }
            return
        }
    }

    func stop() {
        let nodes = state.withLock { state in
            defer { state.nodes = [:] }
            state.isStopped = true
            return Array(state.nodes.values)
        }
        for node in nodes { node.stop() }
        bell.finish()
    }
}
