import Synchronization
import Testing

@testable import JournalEngine

@Suite struct IdleMemoryTests {
    /// Runs through so many waits; `requests` says how many requests come during each. Gives the waits after which memory was given back.
    private func trims(_ requests: [Int]) async throws -> [Int] {
        let activity = ServerActivity()
        let wait = Mutex(0)
        let trims = Mutex<[Int]>([])
        let service = IdleMemory(
            activity: activity, trim: { let now = wait.withLock { $0 }; trims.withLock { $0.append(now) } },
            sleep: { duration in
                #expect(duration == IdleMemory.quietTime)
                let now = wait.withLock { wait in
                    wait += 1
                    return wait
                }
                guard now <= requests.count else { throw CancellationError() }
                activity.requestsChanged(by: requests[now - 1])
                activity.requestsChanged(by: -requests[now - 1])
            })
        try await service.run()
        return trims.withLock { $0 }
    }

    @Test func givesMemoryBackOnceAfterEachBurst() async throws {
        #expect(try await trims([0, 0, 0]) == [1])
        #expect(try await trims([5, 1, 0, 0, 7, 0, 0]) == [3, 6])
        #expect(try await trims([1, 1, 1]) == [])
    }
}
