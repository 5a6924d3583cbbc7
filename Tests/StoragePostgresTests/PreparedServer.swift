import Foundation
import Logging
import PluginAPI
import PluginTestKit

@testable import StoragePostgres

/// A server with an extension, which no package brings: the environment names databases on it, by URLs with spaces between.
///
/// Each database has the extension (and on Citus its nodes) and nothing in the schema `journald`, which the tests make and
/// drop. Three are enough for every check of the contract.
struct PreparedServer: Sendable {
    static let citus = PreparedServer(variable: "JOURNALD_TEST_CITUS_URL", setting: PostgresOptions.citusSetting.spec.key)
    static let timescale = PreparedServer(
        variable: "JOURNALD_TEST_TIMESCALE_URL", setting: PostgresOptions.timescaleSetting.spec.key)

    /// The setting that the extension is switched on by.
    let setting: String
    let urls: [String]
    private let turn = Places(1)

    private init(variable: String, setting: String) {
        self.setting = setting
        urls = (ProcessInfo.processInfo.environment[variable] ?? "").split(separator: " ").map(String.init)
    }

    var isKnown: Bool { !urls.isEmpty }

    func settings(_ url: String) -> [String: SettingValue] { TestStores.settings(url, [setting: .boolean(true)]) }

    /// Runs a check, each store on an empty database of its own.
    func run(_ check: StorageContract.Check) async throws {
        try await alone { stores in
            let free = Remaining(urls)
            try await check.run {
                guard let url = await free.next() else { throw ContractViolation("there are only \(urls.count) databases") }
                return try await stores.keep(settings(url))
            }
        }
    }

    /// Runs `body` while nobody else uses the databases, which are empty.
    func alone(_ body: (TestStores) async throws -> Void) async throws {
        await turn.enter()
        defer { turn.leave() }
        for url in urls { try await sql(url, "DROP SCHEMA IF EXISTS \(Schema.name) CASCADE") }
        try await TestStores.with(body)
    }

    /// Runs one statement.
    /// - Returns: the first column, of text.
    @discardableResult
    func sql(_ url: String, _ statement: String) async throws -> [String] {
        let options = try PostgresOptions(TestStores.context(TestStores.settings(url)))
        let pool = ConnectionPool(options.connection, gate: ReconnectGate(), size: 1, name: "test")
        let found = try await pool.run { connection in
            try connection.run(Query(statement, isKept: false)).map { $0.text(0) }
        }
        await pool.close()
        return found
    }
}

private actor Remaining {
    private var urls: [String]

    init(_ urls: [String]) {
        self.urls = urls.reversed()
    }

    func next() -> String? { urls.popLast() }
}
