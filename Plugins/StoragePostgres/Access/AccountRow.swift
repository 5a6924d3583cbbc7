import PluginAPI

/// The row of an account, as what sessions, tokens and credentials are decided on.
enum Account {
    private static let lockSQL = "SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE"

    /// Whoever has locked it is the only one that changes what the account signs in with.
    /// - Throws: `.notFound` for an unknown user.
    static func lock(_ owner: UserID, _ transaction: Transaction) throws {
        guard try transaction.run(Query(lockSQL) { $0.add(owner) }).first != nil else { throw StorageError.notFound }
    }
}

extension Query {
    /// A statement whose one parameter is a user.
    static func of(_ owner: UserID, _ sql: String) -> Query { Query(sql) { $0.add(owner) } }

    /// A statement whose parameters are a user and an id.
    static func of<Subject>(_ owner: UserID, _ id: Identifier<Subject>, _ sql: String) -> Query {
        Query(sql) {
            $0.add(owner)
            $0.add(id)
        }
    }

    /// A statement whose parameters are a user and bytes.
    static func of(_ owner: UserID, _ bytes: [UInt8], _ sql: String) -> Query {
        Query(sql) {
            $0.add(owner)
            $0.add(bytes)
        }
    }
}
