import PluginAPI
import PluginTestKit
import Testing

/// The twin in memory keeps the same contract, so that tests that use it can be believed.
@Suite struct MemoryStorageContractTests {
    @Test(arguments: StorageContract.checks)
    func contract(_ check: StorageContract.Check) async throws {
        try await check.run { MemoryStorage() }
    }
}
