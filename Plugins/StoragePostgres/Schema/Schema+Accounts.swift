/// What people sign in with and what came of it.
extension Schema {
    static let accounts: [String] = []

    /// Those of them whose rows go with their user.
    static let accountTables: [String] = []
}
