/// What the daemon is made of.
public enum Plugins {
    public struct Info: Codable, Sendable {
        /// `storage`, `cache`, `sentiment` or `analytics`.
        public var kind: String
        public var id: String
        public var version: String
        public var summary: String
        /// `registered`, `configured`, `started`, `running`, `stopped` or `failed`.
        public var state: String
        /// Whether the daemon cannot be without it.
        public var required: Bool
        /// `ok`, `degraded` or `failing`; absent when it is not running.
        public var health: String?
        /// One line on what is wrong.
        public var detail: String?

        public init(
            kind: String, id: String, version: String, summary: String, state: String, required: Bool, health: String?,
            detail: String?
        ) {
            self.kind = kind
            self.id = id
            self.version = version
            self.summary = summary
            self.state = state
            self.required = required
            self.health = health
            self.detail = detail
        }

        static let properties: [Schema.Property] = [
            .required("kind", .string()), .required("id", .string()), .required("version", .string()),
            .required("summary", .string()), .required("state", .string()), .required("required", .boolean),
            .optional("health", .string()), .optional("detail", .string()),
        ]
    }

    public enum List: RPCMethod {
        public typealias Params = NoParams
        public typealias Result = ItemList<Info>
        public static let name = "plugins.list"
        public static let help = "Every plugin of this build with its state and health."
        public static let params = NoParams.schema
        public static let result = ItemList<Info>.schema(of: .object(Info.properties))
    }

    public enum Describe: RPCMethod {
        public struct Params: Codable, Sendable {
            /// `id`, or `kind/id` where one id stands for two kinds.
            public var id: String

            public init(id: String) { self.id = id }
        }

        public struct SettingInfo: Codable, Sendable {
            public var key: String
            public var help: String
            /// Absent when it is not set and has no default; `<redacted>` when it is a secret.
            public var value: JSONValue?
            public var reloadable: Bool

            public init(key: String, help: String, value: JSONValue?, reloadable: Bool) {
                self.key = key
                self.help = help
                self.value = value
                self.reloadable = reloadable
            }
        }

        public struct Result: Codable, Sendable {
            public var plugin: Info
            public var settings: [SettingInfo]

            public init(plugin: Info, settings: [SettingInfo]) {
                self.plugin = plugin
                self.settings = settings
            }
        }

        public static let name = "plugins.describe"
        public static let help = "One plugin with its settings; secrets are masked."
        public static let params = Schema.object([
            .required("id", .string(1...64, format: .cursor), "Its id, or kind/id.")
        ])
        public static let result = Schema.object([
            .required("plugin", .object(Info.properties)),
            .required(
                "settings",
                .array(
                    of: .object([
                        .required("key", .string()), .required("help", .string()), .optional("value", .any),
                        .required("reloadable", .boolean),
                    ]))),
        ])
    }
}
