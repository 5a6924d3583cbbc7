import CLibPQ
import Dispatch

/// A superuser's connections to a server of this run, one a database, on a thread of their own.
///
/// Proof for `@unchecked`: `connections` is only touched on `queue`.
final class PostgresAdmin: @unchecked Sendable {
    /// What libpq connects by, but for the database.
    private let server: String
    private let isURL: Bool
    private let queue = DispatchQueue(label: "journald.test.postgres.admin")
    private var connections: [String: OpaquePointer] = [:]

    init(folder: String, port: Int) {
        server = "host=\(folder) port=\(port) user=postgres connect_timeout=10"
        isURL = false
    }

    /// For the one database of a URL, which is called `named`.
    init(url: String) {
        server = url
        isURL = true
    }

    static let named = ""

    deinit { for connection in connections.values { PQfinish(connection) } }

    func execute(_ sql: String, database: String) async throws -> [[String?]] {
        let result: Result<[[String?]], ServerFailure> = await withCheckedContinuation { continuation in
            queue.async { [self] in
                do throws(ServerFailure) {
                    continuation.resume(returning: .success(try run(sql, database)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    func disconnect() async {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                for connection in connections.values { PQfinish(connection) }
                connections = [:]
                continuation.resume()
            }
        }
    }

    private func run(_ sql: String, _ database: String) throws(ServerFailure) -> [[String?]] {
        let connection = try connection(to: database)
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            let message = String(cString: PQerrorMessage(connection))
            if PQstatus(connection) != CONNECTION_OK { connections.removeValue(forKey: database).map { PQfinish($0) } }
            throw ServerFailure("\(message)in: \(sql.prefix(200))")
        }
        // A connection would keep the database from being dropped.
        if database != "postgres" { connections.removeValue(forKey: database).map { PQfinish($0) } }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
            }
        }
    }

    private func connection(to database: String) throws(ServerFailure) -> OpaquePointer {
        if let known = connections[database] {
            if PQstatus(known) == CONNECTION_OK { return known }
            PQfinish(known)
            connections[database] = nil
        }
        guard let made = PQconnectdb(isURL ? server : "\(server) dbname=\(database)") else {
            throw ServerFailure("libpq has no memory")
        }
        guard PQstatus(made) == CONNECTION_OK else {
            defer { PQfinish(made) }
            throw ServerFailure(String(cString: PQerrorMessage(made)))
        }
        // What a DROP takes with it is of no interest.
        PQsetNoticeProcessor(made, { _, _ in }, nil)
        connections[database] = made
        return made
    }
}
