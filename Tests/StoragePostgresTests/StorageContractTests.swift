import DatabaseTestServers
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

    /// Those about terms, where all but the newest entries are in segments of a few and these are merged all the time.
    @Test(arguments: StorageContract.checks.filter { $0.name.contains("search") || $0.name.contains("term") || $0.name.contains("hash") })
    func whileTermsAreIndexed(_ check: StorageContract.Check) async throws {
        try await TestStores.with { stores in
            try await check.run { try await stores.make(indexing: .ofFew) }
        }
    }

    /// Those about sums, where every report has the months that it had to sum by days summed.
    @Test(arguments: StorageContract.checks.filter { check in
        ["rollup", "sums", "categor", "report", "delet"].contains { check.name.contains($0) }
    })
    func whileMonthsAreSummed(_ check: StorageContract.Check) async throws {
        try await TestStores.with { stores in
            try await check.run { try await stores.make(summing: .always) }
        }
    }
}

/// The same contract on servers with extensions, which the run is told of (see `PreparedDatabases`). One check after the other: they
/// share few databases.
@Suite(.serialized) struct ExtensionContractTests {
    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"), arguments: StorageContract.checks)
    func onCitus(_ check: StorageContract.Check) async throws { try await PreparedDatabases.citus.run(check) }

    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"), arguments: StorageContract.checks)
    func onCitusWhileSumsGoToColumns(_ check: StorageContract.Check) async throws { try await PreparedDatabases.citus.runMoving(check) }

    @Test(
        .enabled(if: PreparedDatabases.timescale.isKnown, "JOURNALD_TEST_TIMESCALE_URL is not set"),
        arguments: StorageContract.checks)
    func onTimescale(_ check: StorageContract.Check) async throws { try await PreparedDatabases.timescale.run(check) }
}
