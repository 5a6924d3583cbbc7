import PluginAPI
import PluginTestKit
import Testing

@testable import StoragePostgres

/// The contract of a store, on a real server.
@Suite struct PostgresStorageContractTests {
    @Test(arguments: StorageContract.checks)
    func contract(_ check: StorageContract.Check) async throws {
        try await TestStores.with { stores in
            try await check.run { try await stores.make() }
        }
    }
}
