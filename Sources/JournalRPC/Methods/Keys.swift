/// The master key and what it wraps.
public enum Keys {
    public struct StatusResult: Codable, Sendable {
        /// The id of the key that wraps new data keys: eight hexadecimal digits, safe to show.
        public var current: String
        /// Keys that can still unwrap, the current one first.
        public var known: [String]
        /// `credential` or `file`.
        public var source: String
        /// Accounts whose data key the current key wraps.
        public var wrappedByCurrent: Int64
        /// Accounts that a rotation would re-wrap.
        public var wrappedByOlder: Int64

        public init(current: String, known: [String], source: String, wrappedByCurrent: Int64, wrappedByOlder: Int64) {
            self.current = current
            self.known = known
            self.source = source
            self.wrappedByCurrent = wrappedByCurrent
            self.wrappedByOlder = wrappedByOlder
        }

        static let schema = Schema.object([
            .required("current", .string(), "Id of the key that wraps new data keys."),
            .required("known", .array(of: .string())),
            .required("source", .choice(["credential", "file"])),
            .required("wrappedByCurrent", .integer(0...Int64.max)),
            .required("wrappedByOlder", .integer(0...Int64.max)),
        ])
    }

    public enum Status: RPCMethod {
        public typealias Params = NoParams
        public typealias Result = StatusResult
        public static let name = "keys.status"
        public static let help = "Which master key is in use and how many data keys it wraps."
        public static let params = NoParams.schema
        public static let result = StatusResult.schema
        public static let access = RPCAccess.admin
    }

    public enum Rotate: RPCMethod {
        public typealias Params = NoParams

        public struct Result: Codable, Sendable {
            /// Data keys that were re-wrapped.
            public var rewrapped: Int64
            public var status: StatusResult

            public init(rewrapped: Int64, status: StatusResult) {
                self.rewrapped = rewrapped
                self.status = status
            }
        }

        public static let name = "keys.rotate"
        public static let help =
            "Re-wraps every data key with a new master key (of a personal install) or the newest one supplied."
        public static let params = NoParams.schema
        public static let result = Schema.object([
            .required("rewrapped", .integer(0...Int64.max)), .required("status", StatusResult.schema),
        ])
        public static let access = RPCAccess.admin
        public static let isWrite = true
    }
}
