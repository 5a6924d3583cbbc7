/// Reading the mood of texts.
public enum SentimentMethods {
    public enum Analyze: RPCMethod {
        public struct Params: Codable, Sendable {
            public var texts: [String]
            public var provider: String?

            public init(texts: [String], provider: String? = nil) {
                self.texts = texts
                self.provider = provider
            }
        }

        public typealias Result = ItemList<SentimentResult>
        public static let name = "sentiment.analyze"
        public static let scope = RPCScope.analyse
        public static let help = "Scores texts; nothing is stored."
        public static let params = Schema.object([
            .required("texts", .array(of: .text(0...EntryLimits.bodyBytes), 1...100), "One answer for each."),
            .optional("provider", .string(1...32, format: .cursor), "The provider in use if absent."),
        ])
        public static let result = ItemList<SentimentResult>.schema(of: SentimentResult.schema)
    }

    public enum Providers: RPCMethod {
        public typealias Params = NoParams

        public struct Provider: Codable, Sendable {
            public var id: String
            /// Whether new entries go to it.
            public var active: Bool
            /// `immediate` or `deferred`.
            public var delivery: String?
            public var model: String?
            /// `ok`, `degraded`, `failing`, or `idle` when it is not in service.
            public var health: String
            public var detail: String?
            /// Texts analysed since the daemon started.
            public var analysed: Int64
            /// Texts that wait for it, that a worker holds, and that are parked.
            public var waiting: Int64?
            public var running: Int64?
            public var parked: Int64?
            /// What it cost you this month, and everybody, in millionths of `currency`.
            public var cost: Int64?
            public var costOfAll: Int64?
            /// What it may cost in a month.
            public var budget: Int64?
            public var budgetOfAll: Int64?
            public var currency: String?

            public init(
                id: String, active: Bool, delivery: String?, model: String?, health: String, detail: String?, analysed: Int64
            ) {
                self.id = id
                self.active = active
                self.delivery = delivery
                self.model = model
                self.health = health
                self.detail = detail
                self.analysed = analysed
            }
        }

        public typealias Result = ItemList<Provider>
        public static let name = "sentiment.providers"
        public static let scope = RPCScope.analyse
        public static let help = "The sentiment providers and which one is in use."
        public static let params = NoParams.schema
        public static let result = ItemList<Provider>.schema(
            of: .object([
                .required("id", .string()), .required("active", .boolean),
                .optional("delivery", .choice(["immediate", "deferred"]), "Of those in service."),
                .optional("model", .string(), "Of those in service."),
                .required("health", .choice(["ok", "degraded", "failing", "idle"]), "idle: not in service."), .optional("detail", .string()),
                .required("analysed", .integer(0...Int64.max), "Texts since the daemon started."),
                .optional("waiting", .integer(0...Int64.max), "Texts that wait for it."),
                .optional("running", .integer(0...Int64.max), "Texts that a worker holds."),
                .optional("parked", .integer(0...Int64.max), "Texts that are not tried any more."),
                .optional("cost", .integer(0...Int64.max), "What it cost you this month, in millionths of the currency."),
                .optional("costOfAll", .integer(0...Int64.max), "What it cost everybody this month; for admins."),
                .optional("budget", .integer(0...Int64.max), "What it may cost you in a month."),
                .optional("budgetOfAll", .integer(0...Int64.max), "What it may cost everybody in a month; for admins."),
                .optional("currency", .string(), "ISO 4217."),
            ]))
    }
}
