import CSystemd
public import ServiceLifecycle

/// Gives memory back to the system once nobody asks for anything: after a burst the allocator keeps what it was given, and a
/// daemon that idles all day should not.
public struct IdleMemory: Service {
    /// How long nothing must have been asked.
    static let quietTime = Duration.seconds(10)

    private let activity: ServerActivity
    private let trim: @Sendable () -> Void
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - trim: gives the memory back.
    ///   - sleep: waits on a monotonic clock and throws when the task is cancelled.
    public init(
        activity: ServerActivity, trim: @escaping @Sendable () -> Void = Self.trimHeap,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.activity = activity
        self.trim = trim
        self.sleep = sleep
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var seen = activity.requestsSoFar
            var isTrimmed = false
            while (try? await sleep(Self.quietTime)) != nil, !Task.isCancelled {
                let now = activity.requestsSoFar
                if now != seen {
                    isTrimmed = false
                } else if !isTrimmed {
                    trim()
                    isTrimmed = true
                }
                seen = now
            }
        }
    }

    /// malloc_trim(3), where there is one. It takes a millisecond or two and holds up whoever allocates meanwhile.
    public static let trimHeap: @Sendable () -> Void = {
        #if canImport(Glibc)
            _ = malloc_trim(0)
        #endif
    }
}
