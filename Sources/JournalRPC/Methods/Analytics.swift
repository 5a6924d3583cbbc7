/// Reports over days.
public enum Analytics {
    public enum Reports: RPCMethod {
        public typealias Params = NoParams

        public struct Item: Codable, Sendable {
            public var name: String
            /// The id of the plugin that offers it.
            public var plugin: String
            public var help: String
            /// JSON Schema of its own params.
            public var params: JSONValue

            public init(name: String, plugin: String, help: String, params: JSONValue) {
                self.name = name
                self.plugin = plugin
                self.help = help
                self.params = params
            }
        }

        public typealias Result = ItemList<Item>
        public static let name = "analytics.reports"
        public static let scope = RPCScope.analyse
        public static let help = "The reports there are and what they take."
        public static let params = NoParams.schema
        public static let result = ItemList<Item>.schema(
            of: .object([
                .required("name", .string()), .required("plugin", .string()), .required("help", .string()),
                .required("params", .any, "JSON Schema."),
            ]))
    }

    public enum Report: RPCMethod {
        /// The report, its span, and the report's own params beside them.
        public struct Params: Codable, Sendable {
            public var name: String
            public var from: String?
            public var to: String?
            public var zone: String?
            /// The report's own, in the order they were sent.
            public var arguments: [(name: String, value: JSONValue)] = []

            public init(name: String, from: String? = nil, to: String? = nil, zone: String? = nil) {
                self.name = name
                self.from = from
                self.to = to
                self.zone = zone
            }

            struct Key: CodingKey {
                let stringValue: String
                var intValue: Int? { nil }
                init(_ name: String) { stringValue = name }
                init?(stringValue: String) { self.stringValue = stringValue }
                init?(intValue: Int) { return nil }
            }

            public init(from decoder: any Decoder) throws {
                let members = try decoder.container(keyedBy: Key.self)
                name = try members.decode(String.self, forKey: Key("name"))
                from = try members.decodeIfPresent(String.self, forKey: Key("from"))
                to = try members.decodeIfPresent(String.self, forKey: Key("to"))
                zone = try members.decodeIfPresent(String.self, forKey: Key("zone"))
                let own: [String] = ["name", "from", "to", "zone"]
                for key in members.allKeys.prefix(64)
                where !own.contains(where: { $0.utf8.elementsEqual(key.stringValue.utf8) }) {
                    arguments.append((key.stringValue, try members.decode(JSONValue.self, forKey: key)))
                }
            }

            public func encode(to encoder: any Encoder) throws {
                var members = encoder.container(keyedBy: Key.self)
                try members.encode(name, forKey: Key("name"))
                try members.encodeIfPresent(from, forKey: Key("from"))
                try members.encodeIfPresent(to, forKey: Key("to"))
                try members.encodeIfPresent(zone, forKey: Key("zone"))
                for argument in arguments { try members.encode(argument.value, forKey: Key(argument.name)) }
            }
        }

        public struct Column: Codable, Sendable {
            public var name: String
            /// `integer`, `number`, `text` or `day`.
            public var type: String
            public var unit: String?

            public init(name: String, type: String, unit: String?) {
                self.name = name
                self.type = type
                self.unit = unit
            }
        }

        public struct Frame: Codable, Sendable {
            public var name: String
            /// `series`, `table`, `calendar` or `scalars`.
            public var kind: String
            public var columns: [Column]
            public var rows: [[JSONValue]]

            public init(name: String, kind: String, columns: [Column], rows: [[JSONValue]]) {
                self.name = name
                self.kind = kind
                self.columns = columns
                self.rows = rows
            }
        }

        public struct Result: Codable, Sendable {
            public var name: String
            public var from: String
            public var to: String
            public var frames: [Frame]
            public var notes: [String]

            public init(name: String, from: String, to: String, frames: [Frame], notes: [String]) {
                self.name = name
                self.from = from
                self.to = to
                self.frames = frames
                self.notes = notes
            }
        }

        public static let name = "analytics.report"
        public static let scope = RPCScope.analyse
        public static let help = "One report over some days. analytics.reports says what each takes."
        public static let params = Schema.object(
            [
                .required("name", .string(1...64, format: .cursor), "From analytics.reports."),
                .optional("from", .day, "First day; the report's own default if absent."),
                .optional("to", .day, "Last day; today if absent."),
                .optional("zone", .zone, "What today is; the account's zone if absent."),
            ], closed: false)
        public static let result = Schema.object([
            .required("name", .string()), .required("from", .day), .required("to", .day),
            .required(
                "frames",
                .array(
                    of: .object([
                        .required("name", .string()),
                        .required("kind", .choice(["series", "table", "calendar", "scalars"])),
                        .required(
                            "columns",
                            .array(
                                of: .object([
                                    .required("name", .string()), .required("type", .string()), .optional("unit", .string()),
                                ]))),
                        .required("rows", .array(of: .array(of: .any))),
                    ]))),
            .required("notes", .array(of: .string())),
        ])
    }
}
