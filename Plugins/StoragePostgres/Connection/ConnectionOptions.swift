import CLibPQ

/// How connections are made: checked settings, as libpq's keywords.
struct ConnectionOptions: Sendable {
    /// Keywords of libpq with their values, without a password.
    let keywords: [(name: String, value: String)]
    /// Where the password is, read anew for each connection so that a changed one is taken up.
    let password: PasswordSource
    /// Milliseconds.
    let connectTimeout: Int
    /// Milliseconds.
    let statementTimeout: Int
    /// Where it connects to, for messages.
    let target: String

    /// Begins to connect.
    /// - Throws: `PostgresFailure`.
    func startConnecting() throws -> OpaquePointer {
        var all = keywords
        if let secret = try password.read() { all.append(("password", secret)) }
        let names = CStrings(all.map(\.name))
        let values = CStrings(all.map(\.value))
        let made = names.withPointers { names in values.withPointers { PQconnectStartParams(names, $0, 0) } }
        guard let made else { throw PostgresFailure(.connection, "libpq has no memory") }
        if PQstatus(made) == CONNECTION_BAD {
            let message = Connection.message(of: made)
            PQfinish(made)
            throw PostgresFailure(.connection, message)
        }
        return made
    }
}

/// Strings for a C function that wants a list of them that ends with a null pointer.
private struct CStrings {
    private var bytes: [CChar] = []
    private var starts: [Int] = []

    init(_ strings: [String]) {
        for string in strings {
            starts.append(bytes.count)
            bytes += string.utf8.map { CChar(bitPattern: $0) } + [0]
        }
    }

    func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            var pointers = starts.map { start in buffer.baseAddress.map { $0 + start } }
            pointers.append(nil)
            return body(pointers)
        }
    }
}
