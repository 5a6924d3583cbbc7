/// How the daemon is.
public enum System {
    public enum Ping: RPCMethod {
        public typealias Params = NoParams
        public typealias Result = String
        public static let name = "system.ping"
        public static let help = "Answers \"pong\"."
        public static let params = NoParams.schema
        public static let result = Schema.choice(["pong"])
        public static let access = RPCAccess.anyone
    }

    public enum Status: RPCMethod {
        public typealias Params = NoParams

        public struct Store: Codable, Sendable {
            public var provider: String
            /// The numbers are for admins alone.
            public var entries: Int64?
            public var users: Int64?
            public var bytes: Int64?
            public var unindexed: Int64?
            public var queued: Int?

            public init(
                provider: String, entries: Int64? = nil, users: Int64? = nil, bytes: Int64? = nil, unindexed: Int64? = nil,
                queued: Int? = nil
            ) {
                self.provider = provider
                self.entries = entries
                self.users = users
                self.bytes = bytes
                self.unindexed = unindexed
                self.queued = queued
            }
        }

        public struct Sentiment: Codable, Sendable {
            public var provider: String
            public var model: String

            public init(provider: String, model: String) {
                self.provider = provider
                self.model = model
            }
        }

        public struct Result: Codable, Sendable {
            public var version: String
            /// `MAJOR.MINOR` of the wire; one major is compatible with itself.
            public var protocolVersion: String
            public var pid: Int32
            public var startedAt: String
            public var uptimeSeconds: Int64
            public var store: Store
            public var sentiment: Sentiment
            /// Where the master key came from: `credential` or `file`.
            public var keySource: String
            public var connections: Int
            public var requestsInFlight: Int
            public var watchers: Int

            public init(
                version: String, protocolVersion: String, pid: Int32, startedAt: String, uptimeSeconds: Int64,
                store: Store, sentiment: Sentiment, keySource: String, connections: Int, requestsInFlight: Int,
                watchers: Int
            ) {
                self.version = version
                self.protocolVersion = protocolVersion
                self.pid = pid
                self.startedAt = startedAt
                self.uptimeSeconds = uptimeSeconds
                self.store = store
                self.sentiment = sentiment
                self.keySource = keySource
                self.connections = connections
                self.requestsInFlight = requestsInFlight
                self.watchers = watchers
            }
        }

        public static let name = "system.status"
        public static let help = "Version, uptime, store, sentiment provider, key, connections and queues."
        public static let params = NoParams.schema
        public static let result = Schema.object([
            .required("version", .string()), .required("protocolVersion", .string()),
            .required("pid", .integer(1...Int64.max)), .required("startedAt", .instant),
            .required("uptimeSeconds", .integer(0...Int64.max)),
            .required(
                "store",
                .object([
                    .required("provider", .string()), .optional("entries", .integer(), "Admins only."),
                    .optional("users", .integer(), "Admins only."), .optional("bytes", .integer(), "Admins only."),
                    .optional("unindexed", .integer(), "Admins only."), .optional("queued", .integer(), "Admins only."),
                ])),
            .required("sentiment", .object([.required("provider", .string()), .required("model", .string())])),
            .required("keySource", .string()), .required("connections", .integer()),
            .required("requestsInFlight", .integer()), .required("watchers", .integer()),
        ])
    }

    public enum Health: RPCMethod {
        public typealias Params = NoParams

        public struct Check: Codable, Sendable {
            public var name: String
            /// `ok`, `degraded` or `failing`.
            public var status: String
            public var detail: String?

            public init(name: String, status: String, detail: String?) {
                self.name = name
                self.status = status
                self.detail = detail
            }
        }

        public struct Result: Codable, Sendable {
            public var status: String
            public var checks: [Check]

            public init(status: String, checks: [Check]) {
                self.status = status
                self.checks = checks
            }
        }

        public static let name = "system.health"
        public static let help = "The worst state of all parts, and each part's own."
        public static let params = NoParams.schema
        public static let result = Schema.object([
            .required("status", .choice(["ok", "degraded", "failing"])),
            .required(
                "checks",
                .array(
                    of: .object([
                        .required("name", .string()), .required("status", .choice(["ok", "degraded", "failing"])),
                        .optional("detail", .string()),
                    ]))),
        ])
        public static let access = RPCAccess.anyone
    }

    public enum Discover: RPCMethod {
        public typealias Params = NoParams
        public typealias Result = JSONValue
        public static let name = "rpc.discover"
        public static let help = "This interface as an OpenRPC document."
        public static let params = NoParams.schema
        public static let result = Schema.any
        public static let access = RPCAccess.anyone
    }
}
