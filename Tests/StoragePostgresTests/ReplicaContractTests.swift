import DatabaseTestServers
import PluginAPI
import PluginTestKit
import Synchronization
import Testing

@testable import StoragePostgres

/// The contract of a store whose journals are read from a streaming replica.
@Suite struct ReplicaContractTests {
    /// Apart from those of `ReplicaTests`, which pause, stop and promote theirs.
    private static let pair = Task {
        let primary = try await PostgresServer()
        return (primary, try await PostgresServer(following: primary))
    }

    /// Stores of one check, with their databases.
    private typealias Made = Mutex<[(store: PostgresStorage, database: String)]>

    @Test(arguments: StorageContract.checks) func contract(_ check: StorageContract.Check) async throws {
        try await TestStores.bounded {
            let made = Made([])
            let result: Result<Void, any Error>
            do {
                try await check.run { try await Self.make(made) }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            for (store, database) in made.withLock({ $0 }) {
                // It may be late on a busy machine. One that cannot do what it is asked is left out too, and that is no lateness.
                let reason = try? store.store().replicas?.replicas.first?.reason
                #expect(reason == nil || reason?.contains("lags") == true, "left out: \(reason ?? "")")
                await store.stop()
                try await Self.pair.value.0.clearDatabase(database, schemas: [Schema.name])
            }
            try result.get()
        }
    }

    /// A store on an empty database, whose replica has answered a read.
    private static func make(_ made: borrowing Made) async throws -> PostgresStorage {
        let (primary, replica) = try await pair.value
        let database = try await primary.makeDatabase()
        let settings = TestStores.settings(
            primary.url(of: database), ["storage.postgres.replicas": .text(replica.url(of: database))])
        let store = try TestStores.unstarted(settings)
        made.withLock { $0.append((store, database)) }
        try await store.start()
        for _ in 0..<6_000 {
            _ = try await store.countEntries(matching: EntryFilter(), of: UserID(high: 0, low: 1))
            if try store.store().replicas?.replicas.first?.served ?? 0 > 0 { return store }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ContractViolation("the replica never answers")
    }
}
