import PluginAPI
import Synchronization

/// Puts texts that come at about the same time into one request, and asks once for the same text in flight.
///
/// Whoever brings the first text of a batch leads it, in their own task: waits until it is full or the window is over, reads it,
/// and tells the others. When the leader's task is cancelled the others are told that it is abandoned, and begin again.
final class MicroBatcher: Sendable {
    typealias Read = @Sendable ([Passage]) async -> [SentimentOutcome]

    /// How many batches of one call are read at once.
    private static let width = 4

    private let window: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let read: Read
    private let desk: Mutex<BatchDesk>

    init(
        maxTexts: Int, maxBytes: Int, window: Duration, sleep: @escaping @Sendable (Duration) async throws -> Void,
        read: @escaping Read
    ) {
        self.window = window
        self.sleep = sleep
        self.read = read
        desk = Mutex(BatchDesk(maxTexts: maxTexts, maxBytes: maxBytes))
    }

    /// One outcome for each, in order. The usage of a text that joins another's is counted once, with the one that led.
    func outcomes(for passages: [Passage]) async -> [SentimentOutcome] {
        var outcomes = [SentimentOutcome?](repeating: nil, count: passages.count)
        while !Task.isCancelled {
            let open = outcomes.indices.filter { outcomes[$0] == nil }
            guard !open.isEmpty else { break }
            let plan = desk.withLock { $0.place(open.map { passages[$0] }) }
            await lead(plan.led)
            for (index, seat) in zip(open, plan.seats) {
                // Nil: abandoned by its leader, or this task is cancelled.
                guard let outcome = await seat.item.promise.value() ?? nil else { continue }
                outcomes[index] = seat.isFirst ? outcome : SentimentOutcome(outcome.result)
            }
        }
        let cancelled = SentimentOutcome(.failure(.unavailable(reason: "cancelled", retryAfter: nil)))
        return outcomes.map { $0 ?? cancelled }
    }

    private func lead(_ batches: [BatchDesk.Batch]) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, batch) in batches.enumerated() {
                if index >= Self.width { await group.next() }
                group.addTask { await self.lead(batch) }
            }
        }
    }

    private func lead(_ batch: BatchDesk.Batch) async {
        await fill(batch)
        let items = desk.withLock { $0.close(batch) }
        var outcomes: [SentimentOutcome?] = Array(repeating: nil, count: items.count)
        if !Task.isCancelled {
            let results = await read(items.map(\.passage))
            for (index, outcome) in results.prefix(items.count).enumerated() {
                // What a cancelled leader did not get, another may.
                if case .failure = outcome.result, Task.isCancelled { continue }
                outcomes[index] = outcome
            }
        }
        desk.withLock { $0.finish(items) }
        for (item, outcome) in zip(items, outcomes) { item.promise.resolve(outcome) }
    }

    /// Waits for the window to end or the batch to be full, whichever is first.
    private func fill(_ batch: BatchDesk.Batch) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [window, sleep] in try? await sleep(window) }
            group.addTask { _ = await batch.full.value() }
            await group.next()
            group.cancelAll()
        }
    }
}

/// Which texts are waiting or under way, and which batches take more.
struct BatchDesk {
    /// A text under way.
    final class Item: Sendable {
        let passage: Passage
        /// Nil: abandoned.
        let promise = Promise<SentimentOutcome?>()

        init(_ passage: Passage) {
            self.passage = passage
        }
    }

    /// A batch that somebody leads.
    final class Batch: Sendable {
        let number: UInt64
        let compartment: UInt64
        /// Resolved when no more fits.
        let full = Promise<Bool>()

        init(number: UInt64, compartment: UInt64) {
            self.number = number
            self.compartment = compartment
        }
    }

    struct Plan: Sendable {
        /// For each text, where its outcome will be, and whether this call brought it.
        var seats: [(item: Item, isFirst: Bool)] = []
        /// The batches that the caller has to lead.
        var led: [Batch] = []
    }

    private let maxTexts: Int
    private let maxBytes: Int
    private var underWay: [Passage: Item] = [:]
    /// What batches hold, by number, until they are closed.
    private var contents: [UInt64: (items: [Item], bytes: Int)] = [:]
    /// The batch of each compartment that takes more.
    private var open: [UInt64: Batch] = [:]
    private var lastNumber: UInt64 = 0

    init(maxTexts: Int, maxBytes: Int) {
        self.maxTexts = maxTexts
        self.maxBytes = maxBytes
    }

    mutating func place(_ passages: [Passage]) -> Plan {
        var plan = Plan()
        for passage in passages {
            if let item = underWay[passage] {
                plan.seats.append((item, false))
                continue
            }
            let item = Item(passage)
            underWay[passage] = item
            plan.seats.append((item, true))
            if let new = put(item) { plan.led.append(new) }
        }
        return plan
    }

    /// Puts an item into the open batch of its compartment; gives the batch when it is a new one.
    private mutating func put(_ item: Item) -> Batch? {
        let bytes = item.passage.bytes.count
        let compartment = item.passage.compartment
        if let batch = open[compartment], let held = contents[batch.number], held.bytes + bytes > maxBytes {
            seal(batch)
        }
        if let batch = open[compartment] {
            contents[batch.number]?.items.append(item)
            contents[batch.number]?.bytes += bytes
            if contents[batch.number]?.items.count ?? 0 >= maxTexts { seal(batch) }
            return nil
        }
        lastNumber += 1
        let batch = Batch(number: lastNumber, compartment: compartment)
        contents[batch.number] = ([item], bytes)
        open[compartment] = batch
        if maxTexts <= 1 || bytes >= maxBytes { seal(batch) }
        return batch
    }

    private mutating func seal(_ batch: Batch) {
        open[batch.compartment] = nil
        batch.full.resolve(true)
    }

    /// The items of a batch, which takes no more.
    mutating func close(_ batch: Batch) -> [Item] {
        if open[batch.compartment]?.number == batch.number { open[batch.compartment] = nil }
        return contents.removeValue(forKey: batch.number)?.items ?? []
    }

    /// The items have their outcomes: the next who brings such a text asks anew.
    mutating func finish(_ items: [Item]) {
        for item in items where underWay[item.passage] === item { underWay[item.passage] = nil }
    }
}
