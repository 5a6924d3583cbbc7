import CLibPQ
import Glibc

// COPY, which cannot be had in pipeline mode: the mode is left for it and entered again.
extension Connection {
    /// Bytes that are given to libpq at a time, which keeps what the socket did not take.
    private static let piece = 256 << 10

    /// Adds rows to a table in one statement. Called where nothing is under way but perhaps a transaction.
    /// - Throws: `PostgresFailure`; unless the connection is lost it can go on, a transaction only to its end.
    func copy(_ rows: CopyRows) throws {
        guard let handle else { throw PostgresFailure(.connection, "the connection is closed") }
        guard PQexitPipelineMode(handle) == 1 else { throw lost(Self.message(of: handle)) }
        let answer = try answer(to: rows, handle)
        defer { PQclear(answer) }
        guard PQenterPipelineMode(handle) == 1 else { throw lost(Self.message(of: handle)) }
        guard PQresultStatus(answer) == PGRES_COMMAND_OK else {
            let failure = PostgresFailure(result: answer)
            throw failure.isConnectionLost ? lost(failure.message) : failure
        }
        let taken = PQcmdTuples(answer).flatMap { Int(String(cString: $0)) }
        guard taken == rows.count else { throw PostgresFailure(.server("XX000"), "COPY took another number of rows") }
    }

    /// Sends the statement and its rows.
    /// - Returns: how it ended, to be cleared by the caller.
    private func answer(to rows: CopyRows, _ handle: OpaquePointer) throws -> OpaquePointer {
        guard PQsendQuery(handle, rows.statement) == 1, let first = try nextResult(handle) else {
            throw lost(Self.message(of: handle))
        }
        guard PQresultStatus(first) == PGRES_COPY_IN else { return try last(first, handle) }
        PQclear(first)
        try send(rows.finished, handle)
        guard let result = try nextResult(handle) else { throw lost(Self.message(of: handle)) }
        return try last(result, handle)
    }

    /// Makes sure that nothing follows a result.
    private func last(_ result: OpaquePointer, _ handle: OpaquePointer) throws -> OpaquePointer {
        do {
            guard try nextResult(handle) == nil else { throw lost("COPY lost its order") }
            return result
        } catch {
            PQclear(result)
            throw error
        }
    }

    /// Sends the data of a COPY and its end. A server that has refused it meanwhile reads on until then.
    private func send(_ bytes: [UInt8], _ handle: OpaquePointer) throws {
        let deadline = statementDeadline
        var sent = 0
        while sent < bytes.count {
            let length = min(Self.piece, bytes.count - sent)
            try offer(handle, deadline) {
                bytes.withUnsafeBytes { buffer in
                    PQputCopyData(handle, buffer.baseAddress?.advanced(by: sent).assumingMemoryBound(to: CChar.self), Int32(length))
                }
            }
            sent += length
            try flush(handle, deadline)
        }
        try offer(handle, deadline) { PQputCopyEnd(handle, nil) }
        try flush(handle, deadline)
    }

    /// Calls until libpq has room: 0 says that it has none.
    private func offer(_ handle: OpaquePointer, _ deadline: Deadline, _ put: () -> Int32) throws {
        while true {
            let answer = put()
            if answer == 1 { return }
            guard answer == 0 else { throw lost(Self.message(of: handle)) }
            try flush(handle, deadline)
        }
    }

    /// Waits until the socket has taken everything. What the server says meanwhile is read, or both sides might wait.
    private func flush(_ handle: OpaquePointer, _ deadline: Deadline) throws {
        while true {
            let unsent = PQflush(handle)
            guard unsent >= 0 else { throw lost(Self.message(of: handle)) }
            guard unsent == 1 else { return }
            try wait(on: handle, for: Int16(POLLIN | POLLOUT), until: deadline)
            guard PQconsumeInput(handle) == 1 else { throw lost(Self.message(of: handle)) }
        }
    }
}
