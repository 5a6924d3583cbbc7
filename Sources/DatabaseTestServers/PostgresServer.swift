import Foundation
import Synchronization

/// A PostgreSQL of this test run: a cluster in a temporary folder, on a Unix socket, run by an unprivileged user.
///
/// It ends with this process, however that ends.
public final class PostgresServer: Sendable {
    /// How a server is told to end.
    public enum StopMode: String, Sendable {
        /// Connections are cut, what was not committed is undone, nothing is left to recover.
        case fast
        /// As if its processes had been killed: the next start recovers from the log.
        case immediate
    }

    private let keeper: ServerKeeper
    private let admin: PostgresAdmin
    private let databases = Mutex(Databases())

    /// Databases that were made, and those of them that are empty again.
    private struct Databases {
        var made = 0
        var empty: [String] = []
    }

    /// The folder of the socket.
    public var socketFolder: String { keeper.folder }
    /// Where the data is.
    public var dataFolder: String { keeper.folder + "/data" }

    /// The server that all tests of this process share; started when it is first asked for.
    public static func shared() async throws -> PostgresServer { try await sharedServer.value }

    private static let sharedServer = Task { try await PostgresServer() }

    /// Makes a cluster of its own and starts it.
    /// - Parameters:
    ///   - configuration: further lines of `postgresql.conf`.
    ///   - port: the port that they set, if they do; it is part of the socket's name.
    public init(configuration: [String] = [], port: Int = 5_432) async throws {
        keeper = try ServerKeeper(name: "pg", script: Self.script)
        admin = PostgresAdmin(folder: keeper.folder, port: port)
        try await keeper.tell("initdb")
        let lines = Self.configuration(socketFolder: keeper.folder) + configuration
        try Self.append(lines, to: keeper.folder + "/data/postgresql.conf")
        try await start()
    }

    /// Makes a replica that follows another server of this run, and starts it.
    public init(following primary: PostgresServer) async throws {
        keeper = try ServerKeeper(name: "pg", script: Self.script)
        admin = PostgresAdmin(folder: keeper.folder, port: 5_432)
        try await keeper.tell("backup-\(primary.socketFolder)")
        try Self.append(["unix_socket_directories = '\(keeper.folder)'"], to: keeper.folder + "/data/postgresql.conf")
        try await start()
    }

    /// Makes a replica a server of its own, with a timeline of its own.
    public func promote() async throws { try await keeper.tell("promote") }

    private static let script = """
        BIN=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
        control() { as_owner "$BIN/pg_ctl" -D "$FOLDER/data" -w -t 120 "$@"; }
        handle() {
          case $1 in
          initdb) as_owner "$BIN/initdb" -D "$FOLDER/data" -A trust -U postgres -E UTF8 --locale=C --no-sync ;;
          backup-*)
            as_owner "$BIN/pg_basebackup" -h "${1#backup-}" -U postgres -D "$FOLDER/data" -R -X stream -c fast --no-sync ;;
          promote) control promote ;;
          start) control -l "$FOLDER/server.log" start ;;
          stop-*) control -m "${1#stop-}" stop ;;
          *) return 1 ;;
          esac
        }
        finish() { control -m immediate stop; }
        """

    /// Durable as in earnest, but small.
    private static func configuration(socketFolder: String) -> [String] {
        [
            "listen_addresses = ''", "unix_socket_directories = '\(socketFolder)'", "max_connections = 600",
            "shared_buffers = 128MB", "fsync = on", "synchronous_commit = on", "max_wal_size = 512MB",
            "wal_keep_size = 128MB",
            "log_min_messages = warning", "log_statement = none", "timezone = 'UTC'",
        ]
    }

    private static func append(_ lines: [String], to path: String) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(("\n" + lines.joined(separator: "\n") + "\n").utf8))
        try handle.close()
    }

    /// Starts the server and waits until it takes connections.
    public func start() async throws { try await keeper.tell("start") }

    public func stop(_ mode: StopMode) async throws {
        await admin.disconnect()
        try await keeper.tell("stop-\(mode.rawValue)")
    }

    /// Ends the server for good and removes its folder.
    public func end() async {
        await admin.disconnect()
        await keeper.end()
    }

    /// Adds lines to `postgresql.conf`; they hold from the next start.
    public func configure(_ lines: [String]) throws { try Self.append(lines, to: dataFolder + "/postgresql.conf") }

    /// Writes a file that the server's user owns and nobody else reads, in the data folder.
    public func writeDataFile(_ name: String, _ contents: String) throws {
        let path = dataFolder + "/" + name
        try contents.write(toFile: path, atomically: false, encoding: .utf8)
        let owner = try FileManager.default.attributesOfItem(atPath: dataFolder)
        var attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        attributes[.ownerAccountID] = owner[.ownerAccountID]
        attributes[.groupOwnerAccountID] = owner[.groupOwnerAccountID]
        try FileManager.default.setAttributes(attributes, ofItemAtPath: path)
    }

    /// An empty database: a new one, or one that was cleared, which is much cheaper.
    /// - Returns: its name.
    public func makeDatabase() async throws -> String {
        let (known, number) = databases.withLock { databases -> (String?, Int) in
            if let name = databases.empty.popLast() { return (name, 0) }
            databases.made += 1
            return (nil, databases.made)
        }
        if let known { return known }
        _ = try await admin.execute("CREATE DATABASE test\(number)", database: "postgres")
        return "test\(number)"
    }

    /// Gives a database back, whose only contents are in these schemas. Nobody may be connected to it.
    public func clearDatabase(_ name: String, schemas: [String]) async throws {
        for schema in schemas { try await execute("DROP SCHEMA IF EXISTS \(schema) CASCADE", in: name) }
        databases.withLock { $0.empty.append(name) }
    }

    /// Removes a database, cutting connections that are left.
    public func dropDatabase(_ name: String) async throws {
        _ = try await admin.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", database: "postgres")
    }

    /// The URL of a database on this server's socket.
    public func url(of database: String) -> String {
        let folder = socketFolder.replacing("/", with: "%2F")
        return "postgresql://postgres@\(folder)/\(database)"
    }

    /// Runs SQL as the superuser.
    /// - Returns: the rows of the last statement, as text.
    @discardableResult
    public func execute(_ sql: String, in database: String) async throws -> [[String?]] {
        try await admin.execute(sql, database: database)
    }
}
