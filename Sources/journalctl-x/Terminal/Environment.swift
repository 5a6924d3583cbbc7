@preconcurrency internal import Glibc

/// The environment variables as the client sees them; tests give their own.
struct Environment: Sendable {
    private let lookup: @Sendable (String) -> String?

    /// Answers from a fixed table.
    init(_ values: [String: String]) {
        lookup = { values[$0] }
    }

    private init(lookup: @escaping @Sendable (String) -> String?) {
        self.lookup = lookup
    }

    /// The variables of this process.
    static let process = Environment { name in
        getenv(name).map { String(cString: $0) }
    }

    /// The variable's value; nil when it is not set.
    subscript(name: String) -> String? { lookup(name) }

    /// The variable's value; nil when it is not set or empty.
    func nonEmpty(_ name: String) -> String? {
        guard let value = lookup(name), !value.isEmpty else { return nil }
        return value
    }

    /// Every `NAME=value` of this process, for a program that it starts.
    static func processList() -> [String] {
        // The pointer is read once; nothing in the client changes the environment.
        var cursor = environ
        var list: [String] = []
        while let entry = cursor.pointee {
            list.append(String(cString: entry))
            cursor += 1
        }
        return list
    }
}
