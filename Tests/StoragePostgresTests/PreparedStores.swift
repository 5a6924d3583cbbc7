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
        try await withStores { stores in
            let free = Remaining(urls)
            try await check.run {
                guard let url = await free.next() else { throw ContractViolation("there are only \(urls.count) databases") }
                return try await stores.keep(settings(url))
            }
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
