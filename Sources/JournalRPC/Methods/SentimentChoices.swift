extension SentimentMethods {
    public enum Use: RPCMethod {
        public struct Params: Codable, Sendable {
            public var provider: String

            public init(provider: String) { self.provider = provider }
        }

        public typealias Result = ItemList<Providers.Provider>
        public static let name = "sentiment.use"
        public static let help = "Has another provider read new entries from now on, also after a restart."
        public static let params = Schema.object([
            .required("provider", .string(1...32, format: .cursor), "Its id; sentiment.providers lists them.")
        ])
        public static let result = Providers.result
        public static let access = RPCAccess.admin
        public static let isWrite = true
    }

    public enum Reanalyze: RPCMethod {
        public struct Params: Codable, Sendable {
            public var since: String?
            public var until: String?
            public var provider: String?

            public init(since: String? = nil, until: String? = nil, provider: String? = nil) {
                self.since = since
                self.until = until
                self.provider = provider
            }
        }

        public struct Result: Codable, Sendable {
            public var job: String
            /// Entries of the span when it was asked for.
            public var entries: Int

            public init(job: String, entries: Int) {
                self.job = job
                self.entries = entries
            }
        }

        public static let name = "sentiment.reanalyze"
        public static let help = "Makes a job that has the provider in use read your entries of a span again."
        public static let params = Schema.object([
            .optional("since", .instantOrDay, "From this instant, or from the start of this day; the beginning if absent."),
            .optional("until", .instantOrDay, "Before this instant, or to the end of this day; all if absent."),
            .optional("provider", .string(1...32, format: .cursor), "Must be the provider in use if it is given."),
        ])
        public static let result = Schema.object([
            .required("job", .uuid, "For jobs.get."), .required("entries", .integer(0...Int64.max), "Entries of the span."),
        ])
        public static let isWrite = true
    }

    public enum Preview: RPCMethod {
        public typealias Params = Entries.Reference

        public struct Result: Codable, Sendable {
            public var provider: String
            /// Whether it would be sent at all.
            public var isSent: Bool
            /// Why not.
            public var reason: String?
            /// The text, byte for byte as it would leave.
            public var text: String
            /// How much was masked in it.
            public var masked: Int
            /// The request by which it would leave, byte for byte; ids in it are drawn anew for each.
            public var method: String?
            public var url: String?
            public var request: String?
            /// The most that asking can cost, in millionths of `currency`.
            public var costLimit: Int64?
            public var currency: String?

            public init(provider: String, isSent: Bool, reason: String?, text: String, masked: Int) {
                self.provider = provider
                self.isSent = isSent
                self.reason = reason
                self.text = text
                self.masked = masked
            }
        }

        public static let name = "sentiment.preview"
        public static let help = "Shows exactly what the provider in use would be sent of an entry, text and whole request, and whether it would be."
        public static let params = Entries.Reference.schema
        public static let result = Schema.object([
            .required("provider", .string()), .required("isSent", .boolean, "Whether it would be sent at all."),
            .optional("reason", .string(), "Why not."), .required("text", .string(), "Byte for byte as it would leave."),
            .required("masked", .integer(0...Int64.max), "Addresses, numbers and links that are masked in it."),
            .optional("method", .string(), "Of the request by which it leaves; absent when there is none."),
            .optional("url", .string(), "Where the request goes."),
            .optional("request", .string(), "Its body, byte for byte, but for ids that are drawn anew for each."),
            .optional("costLimit", .integer(0...Int64.max), "The most that asking can cost, in millionths of the currency."),
            .optional("currency", .string()),
        ])
    }
}
