import DatabaseTestServers
import PluginAPI
import PluginTestKit

@testable import StoragePostgres

extension PreparedDatabases {
    /// Settings for one of the databases, with the extension switched on.
    func settings(_ url: String, _ more: [String: SettingValue] = [:]) -> [String: SettingValue] {
        TestStores.settings(url, [setting: .boolean(true)].merging(more) { $1 })
    }

    /// Runs a check, each store on an empty database of its own.
    func run(_ check: StorageContract.Check) async throws {
        try await withStores { try await run(check, $0) }
    }

    /// The same while all sums of the first store go to columns all the time.
    func runMoving(_ check: StorageContract.Check) async throws {
        try await withStores { stores in
            let hand = try ColumnHand(urls[0])
            let result: Result<Void, any Error>
            do {
                _ = try await hand.working { try await run(check, stores) }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            await hand.close()
            try result.get()
        }
    }

    private func run(_ check: StorageContract.Check, _ stores: TestStores) async throws {
        let free = Remaining(urls)
        try await check.run {
            guard let url = await free.next() else { throw ContractViolation("there are only \(urls.count) databases") }
            return try await stores.keep(settings(url))
        }
    }

    /// Runs `body` while nobody else uses the databases, which are empty.
    func withStores(_ body: (TestStores) async throws -> Void) async throws {
        try await alone(without: Schema.name) { try await TestStores.with(body) }
    }
}

private actor Remaining {
    private var urls: [String]

    init(_ urls: [String]) {
        self.urls = urls.reversed()
    }

    func next() -> String? { urls.popLast() }
}
