extension Entries {
    public enum List: RPCMethod {
        public struct Params: Codable, Sendable {
            public var selection = EntrySelection()
            public var page = PageParams()
            public var order: Order?
            public var fields: [String]?

            public init() {}

            enum Key: String, CodingKey { case order, fields }

            public init(from decoder: any Decoder) throws {
                selection = try EntrySelection(from: decoder)
                page = try PageParams(from: decoder)
                let members = try decoder.container(keyedBy: Key.self)
                order = try members.decodeIfPresent(Order.self, forKey: .order)
                fields = try members.decodeIfPresent([String].self, forKey: .fields)
            }

            public func encode(to encoder: any Encoder) throws {
                try selection.encode(to: encoder)
                try page.encode(to: encoder)
                var members = encoder.container(keyedBy: Key.self)
                try members.encodeIfPresent(order, forKey: .order)
                try members.encodeIfPresent(fields, forKey: .fields)
            }
        }

        /// By the time of the entry.
        public enum Order: String, Codable, Sendable, CaseIterable {
            case newest, oldest
        }

        public typealias Result = ItemList<Entry>
        public static let name = "entries.list"
        public static let help = "Entries that match every filter, newest first unless asked otherwise."
        public static let params = Schema.object(
            EntrySelection.properties + PageParams.properties + [
                .optional("order", .choice(Order.allCases.map(\.rawValue)), "newest (default) or oldest first."),
                .optional(
                    "fields", .array(of: .choice(Entry.Field.allCases.map(\.rawValue)), 1...32),
                    "Only these members of each entry."),
            ])
        public static let result = ItemList<Entry>.schema(of: Entry.schema)
    }

    public enum Search: RPCMethod {
        public struct Params: Codable, Sendable {
            public var query: String
            public var selection = EntrySelection()
            public var page = PageParams()
            /// Whether capitals matter; absent: only if the query has one.
            public var caseSensitive: Bool?

            public init(query: String) { self.query = query }

            enum Key: String, CodingKey { case query, caseSensitive }

            public init(from decoder: any Decoder) throws {
                selection = try EntrySelection(from: decoder)
                page = try PageParams(from: decoder)
                let members = try decoder.container(keyedBy: Key.self)
                query = try members.decode(String.self, forKey: .query)
                caseSensitive = try members.decodeIfPresent(Bool.self, forKey: .caseSensitive)
            }

            public func encode(to encoder: any Encoder) throws {
                var members = encoder.container(keyedBy: Key.self)
                try members.encode(query, forKey: .query)
                try members.encodeIfPresent(caseSensitive, forKey: .caseSensitive)
                try selection.encode(to: encoder)
                try page.encode(to: encoder)
            }
        }

        /// A piece of the text around a hit.
        public struct Snippet: Codable, Sendable {
            public var text: String
            /// UTF-8 byte ranges into `text`, `[start, end]`, end exclusive.
            public var ranges: [[Int]]

            public init(text: String, ranges: [[Int]]) {
                self.text = text
                self.ranges = ranges
            }
        }

        public struct Hit: Codable, Sendable {
            public var entry: Entry
            public var snippets: [Snippet]

            public init(entry: Entry, snippets: [Snippet]) {
                self.entry = entry
                self.snippets = snippets
            }
        }

        public struct Result: Codable, Sendable {
            public var items: [Hit]
            public var next: String?
            /// How many there are in all; exact if `totalIsExact`, else at least so many.
            public var total: Int
            public var totalIsExact: Bool

            public init(items: [Hit], next: String?, total: Int, totalIsExact: Bool) {
                self.items = items
                self.next = next
                self.total = total
                self.totalIsExact = totalIsExact
            }
        }

        public static let name = "entries.search"
        public static let help =
            "Entries that have all words of the query; \"phrases\", prefix*, -not and OR are understood. Accents do not matter."
        public static let params = Schema.object(
            [
                .required("query", .text(1...1_024), "Words, \"a phrase\", prefix*, -not, a OR b."),
                .optional("caseSensitive", .boolean, "Whether capitals matter; absent: only if the query has one."),
            ] + EntrySelection.properties + PageParams.properties)
        public static let result = Schema.object([
            .required(
                "items",
                .array(
                    of: .object([
                        .required("entry", Entry.schema),
                        .required(
                            "snippets",
                            .array(
                                of: .object([
                                    .required("text", .string()),
                                    .required("ranges", .array(of: .array(of: .integer(), 2...2))),
                                ]))),
                    ]))),
            .optional("next", .cursor),
            .required("total", .integer(0...Int64.max)),
            .required("totalIsExact", .boolean),
        ])
    }

    public enum OnThisDay: RPCMethod {
        public struct Params: Codable, Sendable {
            public var day: String?
            public var skipLowMood: Bool?

            public init(day: String? = nil, skipLowMood: Bool? = nil) {
                self.day = day
                self.skipLowMood = skipLowMood
            }
        }

        public typealias Result = ItemList<Entry>
        public static let name = "entries.onThisDay"
        public static let help = "Entries of this day of the year in earlier years, newest first."
        public static let params = Schema.object([
            .optional("day", .day, "The day; today if absent."),
            .optional("skipLowMood", .boolean, "Leave out the ones that were hard."),
        ])
        public static let result = ItemList<Entry>.schema(of: Entry.schema)
    }

    public enum Watch: RPCMethod {
        public typealias Params = EntrySelection

        public struct Result: Codable, Sendable {
            public var subscription: String

            public init(subscription: String) { self.subscription = subscription }
        }

        public static let name = "entries.watch"
        public static let help = "Sends entries.changed notifications to this connection for entries that match, until unwatched."
        public static let params = Schema.object(EntrySelection.properties)
        public static let result = Schema.object([.required("subscription", .uuid, "Names it for unwatch.")])
    }

    public enum Unwatch: RPCMethod {
        public struct Params: Codable, Sendable {
            public var subscription: String

            public init(subscription: String) { self.subscription = subscription }
        }

        public struct Result: Codable, Sendable {
            public init() {}
        }

        public static let name = "entries.unwatch"
        public static let help = "Ends a subscription of this connection."
        public static let params = Schema.object([.required("subscription", .uuid, "From entries.watch.")])
        public static let result = Schema.object([])
    }

    /// The notification `entries.changed`: either a change, or how many were missed because the reader was slow.
    public struct ChangeNotice: Codable, Sendable {
        public static let name = "entries.changed"

        public enum Kind: String, Codable, Sendable, CaseIterable {
            case created, updated, trashed, restored, purged, analysed
        }

        public var subscription: String
        public var kind: Kind?
        /// The entry after the change; after a purge, an entry that has its id and number alone.
        public var entry: Entry?
        public var missed: Int?

        public init(subscription: String, kind: Kind? = nil, entry: Entry? = nil, missed: Int? = nil) {
            self.subscription = subscription
            self.kind = kind
            self.entry = entry
            self.missed = missed
        }
    }
}
