/// What workers call. They are given text and never who wrote it.
extension Jobs {
    /// A text to be analysed.
    public struct Task: Codable, Sendable, Equatable {
        public var job: String
        /// Masked as its writer wants it.
        public var text: String
        /// Differs between writers, drawn anew for each claim: texts of different compartments never share a call.
        public var compartment: Int64

        public init(job: String, text: String, compartment: Int64) {
            self.job = job
            self.text = text
            self.compartment = compartment
        }
    }

    public enum Claim: RPCMethod {
        public struct Params: Codable, Sendable {
            public var provider: String
            public var model: String
            public var promptVersion: String
            public var limit: Int?

            public init(provider: String, model: String, promptVersion: String, limit: Int? = nil) {
                self.provider = provider
                self.model = model
                self.promptVersion = promptVersion
                self.limit = limit
            }
        }

        public struct Result: Codable, Sendable {
            /// Names the claim; absent when there is nothing to do.
            public var lease: String?
            public var items: [Task]
            /// When to ask again, if no `jobs.available` comes before.
            public var retryAfterMs: Int64

            public init(lease: String? = nil, items: [Task], retryAfterMs: Int64) {
                self.lease = lease
                self.items = items
                self.retryAfterMs = retryAfterMs
            }
        }

        public static let name = "jobs.claim"
        public static let help =
            "Gives a worker the sole right to some texts until the lease ends: with jobs.complete, jobs.fail, the connection, or time."
        public static let params = Schema.object([
            .required("provider", .string(1...32, format: .cursor), "The provider that will read them."),
            .required("model", .string(1...128), "The model that it uses; part of the key of kept answers."),
            .required("promptVersion", .string(0...64), "The version of what the model is asked."),
            .optional("limit", .integer(1...1_000), "At most so many; the daemon may give fewer."),
        ])
        public static let result = Schema.object([
            .optional("lease", .uuid, "Names the claim; absent when there is nothing to do."),
            .required(
                "items",
                .array(
                    of: .object([
                        .required("job", .uuid), .required("text", .string()),
                        .required("compartment", .integer(), "Texts of different ones must not share a call."),
                    ]))),
            .required("retryAfterMs", .integer(0...Int64.max), "When to ask again, at the latest."),
        ])
        public static let access = RPCAccess.worker
        public static let isWrite = true
    }

    public enum Renew: RPCMethod {
        public struct Params: Codable, Sendable {
            public var lease: String

            public init(lease: String) { self.lease = lease }
        }

        public struct Result: Codable, Sendable {
            public var held: Int

            public init(held: Int) { self.held = held }
        }

        public static let name = "jobs.renew"
        public static let help = "Lets a lease last longer, and says how many texts it holds."
        public static let params = Schema.object([.required("lease", .uuid, "From jobs.claim.")])
        public static let result = Schema.object([.required("held", .integer(0...Int64.max))])
        public static let access = RPCAccess.worker
        public static let isWrite = true
    }

    /// What calls to a model took, in the provider's own units.
    public struct Usage: Codable, Sendable, Equatable {
        public var calls: Int64
        public var inputTokens: Int64
        public var outputTokens: Int64
        /// Millionths of the currency that the provider's prices are in.
        public var cost: Int64

        public init(calls: Int64, inputTokens: Int64, outputTokens: Int64, cost: Int64) {
            self.calls = calls
            self.inputTokens = inputTokens
            self.outputTokens = outputTokens
            self.cost = cost
        }

        private static let count = Schema.integer(0...1_000_000_000_000)
        public static let schema = Schema.object([
            .required("calls", count, "Calls that reached the model's server."),
            .required("inputTokens", count, "Tokens that were read."),
            .required("outputTokens", count, "Tokens that were written."),
            .required("cost", count, "Millionths of the provider's currency."),
        ])
    }

    /// What a model said of a text: a sentiment without the daemon's own members.
    public struct Answer: Codable, Sendable {
        public var score: Double
        public var label: String
        public var positive: Double
        public var neutral: Double
        public var negative: Double
        public var confidence: Double
        public var sentences: [SentimentResult.Sentence]
        public var terms: [SentimentResult.Term]
        public var model: String

        public init(
            score: Double, label: String, positive: Double, neutral: Double, negative: Double, confidence: Double,
            sentences: [SentimentResult.Sentence], terms: [SentimentResult.Term], model: String
        ) {
            self.score = score
            self.label = label
            self.positive = positive
            self.neutral = neutral
            self.negative = negative
            self.confidence = confidence
            self.sentences = sentences
            self.terms = terms
            self.model = model
        }

        private static let sentence = Schema.object([
            .required("start", .integer(0...Int64(EntryLimits.bodyBytes)), "UTF-8 byte offset into the text."),
            .required("end", .integer(0...Int64(EntryLimits.bodyBytes)), "UTF-8 byte offset, exclusive."),
            .required("score", .number(-1...1), "Its score."),
        ])
        private static let term = Schema.object([
            .required("text", .text(1...256), "As it is written."), .required("weight", .number(-1_000...1_000), "Signed."),
        ])
        public static let schema = Schema.object([
            .required("score", .number(-1...1), "From most negative to most positive."),
            .required("label", .choice(SentimentResult.labels), "In a word."),
            .required("positive", .number(0...1), "Share of the text."),
            .required("neutral", .number(0...1), "Share of the text."),
            .required("negative", .number(0...1), "Share of the text."),
            .required("confidence", .number(0...1), "How likely the sign is right."),
            .required("sentences", .array(of: sentence, 0...10_000), "In order."),
            .required("terms", .array(of: term, 0...16), "What drove the score, strongest first."),
            .required("model", .string(1...128), "The model that said so."),
        ])
    }

    public enum Complete: RPCMethod {
        public struct Item: Codable, Sendable {
            public var job: String
            public var answer: Answer
            public var usage: Usage?

            public init(job: String, answer: Answer, usage: Usage?) {
                self.job = job
                self.answer = answer
                self.usage = usage
            }
        }

        public struct Params: Codable, Sendable {
            public var lease: String
            public var model: String
            public var promptVersion: String
            public var items: [Item]

            public init(lease: String, model: String, promptVersion: String, items: [Item]) {
                self.lease = lease
                self.model = model
                self.promptVersion = promptVersion
                self.items = items
            }
        }

        public typealias Result = Settled
        public static let name = "jobs.complete"
        public static let help = "Hands in answers; each counts only if the lease still holds its text."
        public static let params = Schema.object([
            .required("lease", .uuid, "From jobs.claim."),
            .required("model", .string(1...128), "As in jobs.claim; an answer may name a more exact one."),
            .required("promptVersion", .string(0...64), "As in jobs.claim."),
            .required(
                "items",
                .array(
                    of: .object([
                        .required("job", .uuid, "From jobs.claim."), .required("answer", Answer.schema, "What the model said."),
                        .optional("usage", Usage.schema, "This text's share of what that took."),
                    ]), 1...1_000), "One for each text that was answered."),
        ])
        public static let result = Settled.schema
        public static let access = RPCAccess.worker
        public static let isWrite = true
    }

    /// How many of the items counted, and how many came too late.
    public struct Settled: Codable, Sendable, Equatable {
        public var settled: Int
        public var late: Int

        public init(settled: Int, late: Int) {
            self.settled = settled
            self.late = late
        }

        static let schema = Schema.object([
            .required("settled", .integer(0...Int64.max)),
            .required("late", .integer(0...Int64.max), "The lease did not hold these any more."),
        ])
    }

    public enum Fail: RPCMethod {
        /// What went wrong: `unavailable` is not the text's fault and no try, `refused` is final, `failed` is tried again.
        public enum Kind: String, Codable, Sendable, CaseIterable {
            case unavailable, refused, failed
        }

        public struct Item: Codable, Sendable {
            public var job: String
            public var kind: Kind
            public var reason: String
            public var retryAfterMs: Int64?
            public var usage: Usage?

            public init(job: String, kind: Kind, reason: String, retryAfterMs: Int64? = nil, usage: Usage? = nil) {
                self.job = job
                self.kind = kind
                self.reason = reason
                self.retryAfterMs = retryAfterMs
                self.usage = usage
            }
        }

        public struct Params: Codable, Sendable {
            public var lease: String
            public var items: [Item]

            public init(lease: String, items: [Item]) {
                self.lease = lease
                self.items = items
            }
        }

        public typealias Result = Settled
        public static let name = "jobs.fail"
        public static let help = "Gives texts back that could not be read; they wait longer each time, and are parked after five tries."
        public static let params = Schema.object([
            .required("lease", .uuid, "From jobs.claim."),
            .required(
                "items",
                .array(
                    of: .object([
                        .required("job", .uuid, "From jobs.claim."),
                        .required(
                            "kind", .choice(Kind.allCases.map(\.rawValue)),
                            "unavailable: not the text's fault, no try; refused: for good; failed: to be tried again."),
                        .required("reason", .string(0...512), "What went wrong; never the text."),
                        .optional("retryAfterMs", .integer(0...86_400_000), "Not before then."),
                        .optional("usage", Usage.schema, "This text's share of what that took."),
                    ]), 1...1_000), "One for each text."),
        ])
        public static let result = Settled.schema
        public static let access = RPCAccess.worker
        public static let isWrite = true
    }

    /// The notification `jobs.available` to workers that found too little: there may be more now.
    public struct AvailableNotice: Codable, Sendable {
        public static let name = "jobs.available"

        public var provider: String

        public init(provider: String) { self.provider = provider }
    }
}
