/// A statement with its parameters.
struct Query: Sendable {
    let sql: String
    let parameters: Parameters
    /// Whether the statement is prepared once and kept on the connection. The text must then be one of a bounded number.
    let isKept: Bool

    init(_ sql: String, isKept: Bool = true, _ bind: (inout Parameters) -> Void = { _ in }) {
        self.sql = sql
        self.isKept = isKept
        var parameters = Parameters()
        bind(&parameters)
        self.parameters = parameters
    }

    init(_ sql: String, _ parameters: Parameters, isKept: Bool) {
        self.sql = sql
        self.parameters = parameters
        self.isKept = isKept
    }
}
