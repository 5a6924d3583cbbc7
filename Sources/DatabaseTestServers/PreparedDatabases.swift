import Foundation

/// Databases on a server with an extension, which no package brings: the environment names them, by URLs with spaces between.
///
/// Each has the extension (and on Citus its nodes) and nothing in the schema that the tests make and drop. Three are enough for
/// every test. One test at a time has them.
public struct PreparedDatabases: Sendable {
    /// On the coordinator of a Citus cluster.
    public static let citus = PreparedDatabases("JOURNALD_TEST_CITUS_URL", "storage.postgres.citus")
    public static let timescale = PreparedDatabases("JOURNALD_TEST_TIMESCALE_URL", "storage.postgres.timescale")

    /// What the environment may name them by.
    public let variable: String
    /// The setting that the extension is switched on by.
    public let setting: String
    public let urls: [String]
    private let turn = Places(1)

    private init(_ variable: String, _ setting: String) {
        self.variable = variable
        self.setting = setting
        urls = (ProcessInfo.processInfo.environment[variable] ?? "").split(separator: " ").map(String.init)
    }

    /// Whether the run was told of them; where not, what needs them is not run, and `scripts/test` says so.
    public var isKnown: Bool { !urls.isEmpty }

    /// Runs `body` while nobody else uses the databases.
    /// - Parameter schema: what is dropped from each of them first.
    public func alone(without schema: String = "journald", _ body: () async throws -> Void) async throws {
        await turn.enter()
        defer { turn.leave() }
        for url in urls { try await execute("DROP SCHEMA IF EXISTS \(schema) CASCADE", at: url) }
        try await body()
    }

    /// Runs SQL as the user of the URL.
    /// - Returns: the rows of the last statement, as text.
    @discardableResult
    public func execute(_ sql: String, at url: String) async throws -> [[String?]] {
        let admin = PostgresAdmin(url: url)
        let rows = try await admin.execute(sql, database: PostgresAdmin.named)
        await admin.disconnect()
        return rows
    }
}
