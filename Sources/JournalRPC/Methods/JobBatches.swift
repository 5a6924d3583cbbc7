/// What workers call about texts that a provider is given in bulk, and that it answers hours later. A batch holds texts of one
/// person; a worker has a hold on it while it looks after it, and another one goes on when that ends.
extension Jobs {
    public enum Batches {
        public enum Take: RPCMethod {
            public struct Params: Codable, Sendable {
                public var provider: String
                public var model: String
                public var promptVersion: String
                public var opens: Bool

                public init(provider: String, model: String, promptVersion: String, opens: Bool) {
                    self.provider = provider
                    self.model = model
                    self.promptVersion = promptVersion
                    self.opens = opens
                }
            }

            public struct Result: Codable, Sendable {
                /// Absent when none is due.
                public var batch: String?
                /// Names the hold.
                public var hold: String?
                /// The model that it was, or is to be, read by.
                public var model: String?
                /// The provider's, once the texts were handed over.
                public var ticket: String?
                /// Texts that were handed over.
                public var count: Int?
                /// Whether it was made just now; one that was not and has no ticket was left behind by a lost worker.
                public var isNew: Bool?
                /// Whether only its texts are still to be deleted at the server.
                public var isOver: Bool?
                public var createdAt: String?
                /// When to ask again.
                public var retryAfterMs: Int64

                public init(retryAfterMs: Int64) { self.retryAfterMs = retryAfterMs }
            }

            public static let name = "jobs.batches.take"
            public static let help =
                "Gives a worker the hold on a batch of texts that is due, or on a new one when a reanalysis has enough texts."
            public static let params = Schema.object([
                .required("provider", .string(1...32, format: .cursor), "The provider that is to read them."),
                .required("model", .string(1...128), "The model that it uses."),
                .required("promptVersion", .string(0...64), "The version of what the model is asked."),
                .required("opens", .boolean, "Whether a new one may be given: the server takes texts in bulk."),
            ])
            public static let result = Schema.object([
                .optional("batch", .uuid, "Absent when none is due; also the key of its submission."),
                .optional("hold", .uuid, "Names the hold."),
                .optional("model", .string(), "The model that it was, or is to be, read by."),
                .optional("ticket", .string(), "The provider's, once the texts were handed over."),
                .optional("count", .integer(0...Int64.max), "Texts that were handed over."),
                .optional("isNew", .boolean, "Made just now; one that was not and has no ticket was left by a lost worker."),
                .optional("isOver", .boolean, "Only its texts are still to be deleted at the server."),
                .optional("createdAt", .instant),
                .required("retryAfterMs", .integer(0...Int64.max), "When to ask again, at the latest."),
            ])
            public static let access = RPCAccess.worker
            public static let isWrite = true
        }

        /// A batch and the hold on it.
        public struct Held: Codable, Sendable {
            public var batch: String
            public var hold: String

            public init(batch: String, hold: String) {
                self.batch = batch
                self.hold = hold
            }

            static let schema = Schema.object(members)
            static let members: [Schema.Property] = [
                .required("batch", .uuid, "From jobs.batches.take."), .required("hold", .uuid, "From jobs.batches.take."),
            ]
        }

        /// Nothing to say.
        public struct Done: Codable, Sendable {
            public init() {}

            static let schema = Schema.object([])
        }

        public enum Fill: RPCMethod {
            public struct Params: Codable, Sendable {
                public var batch: String
                public var hold: String
                public var limit: Int

                public init(batch: String, hold: String, limit: Int) {
                    self.batch = batch
                    self.hold = hold
                    self.limit = limit
                }
            }

            public struct Item: Codable, Sendable, Equatable {
                public var place: Int
                /// Masked as its writer wants it.
                public var text: String

                public init(place: Int, text: String) {
                    self.place = place
                    self.text = text
                }
            }

            public struct Result: Codable, Sendable {
                public var items: [Item]
                public var isFull: Bool

                public init(items: [Item], isFull: Bool) {
                    self.items = items
                    self.isFull = isFull
                }
            }

            public static let name = "jobs.batches.fill"
            public static let help = "Gives the next texts of a batch, in the order in which they are to be handed over."
            public static let params = Schema.object(
                Held.members + [.required("limit", .integer(1...100_000), "The most texts in the whole batch.")])
            public static let result = Schema.object([
                .required(
                    "items", .array(of: .object([.required("place", .integer(0...Int64.max)), .required("text", .string())]))),
                .required("isFull", .boolean, "There are no more."),
            ])
            public static let access = RPCAccess.worker
            public static let isWrite = true
        }

        public enum Submit: RPCMethod {
            public struct Params: Codable, Sendable {
                public var batch: String
                public var hold: String
                public var ticket: String

                public init(batch: String, hold: String, ticket: String) {
                    self.batch = batch
                    self.hold = hold
                    self.ticket = ticket
                }
            }

            public typealias Result = Done
            public static let name = "jobs.batches.submit"
            public static let help = "Keeps the provider's ticket of a batch that was handed over."
            public static let params = Schema.object(
                Held.members + [.required("ticket", .string(1...512), "With it, and nothing else, the answers can be had.")])
            public static let result = Done.schema
            public static let access = RPCAccess.worker
            public static let isWrite = true
        }

        public enum Hold: RPCMethod {
            public struct Params: Codable, Sendable {
                public var batch: String
                public var hold: String
                public var lookAgain: Bool

                public init(batch: String, hold: String, lookAgain: Bool) {
                    self.batch = batch
                    self.hold = hold
                    self.lookAgain = lookAgain
                }
            }

            public struct Result: Codable, Sendable {
                /// Texts of it that are still waited for; at 0 nobody wants the answers any more.
                public var held: Int

                public init(held: Int) { self.held = held }
            }

            public static let name = "jobs.batches.hold"
            public static let help = "Lets a hold last longer, or gives it back until it is time to look again."
            public static let params = Schema.object(
                Held.members + [.required("lookAgain", .boolean, "Give it back; the batch is due again after workers.batchSeconds.")])
            public static let result = Schema.object([
                .required("held", .integer(0...Int64.max), "Texts that are still waited for; 0: nobody wants the answers any more.")
            ])
            public static let access = RPCAccess.worker
            public static let isWrite = true
        }

        public enum Settle: RPCMethod {
            public struct Answered: Codable, Sendable {
                public var place: Int
                public var answer: Answer
                public var usage: Usage?

                public init(place: Int, answer: Answer, usage: Usage?) {
                    self.place = place
                    self.answer = answer
                    self.usage = usage
                }
            }

            public struct Failed: Codable, Sendable {
                public var place: Int
                public var kind: Fail.Kind
                public var reason: String
                public var usage: Usage?

                public init(place: Int, kind: Fail.Kind, reason: String, usage: Usage?) {
                    self.place = place
                    self.kind = kind
                    self.reason = reason
                    self.usage = usage
                }
            }

            public struct Params: Codable, Sendable {
                public var batch: String
                public var hold: String
                public var answered: [Answered]
                public var failed: [Failed]

                public init(batch: String, hold: String, answered: [Answered], failed: [Failed]) {
                    self.batch = batch
                    self.hold = hold
                    self.answered = answered
                    self.failed = failed
                }
            }

            public typealias Result = Settled
            public static let name = "jobs.batches.settle"
            public static let help =
                "Hands in what became of texts of a batch; each counts once, and not when its entry was changed meanwhile."
            public static let params = Schema.object(
                Held.members + [
                    .required(
                        "answered",
                        .array(
                            of: .object([
                                .required("place", .integer(0...100_000), "From jobs.batches.fill."),
                                .required("answer", Answer.schema, "What the model said."),
                                .optional("usage", Usage.schema, "This text's share of what that took."),
                            ]), 0...1_000), "Texts that were read."),
                    .required(
                        "failed",
                        .array(
                            of: .object([
                                .required("place", .integer(0...100_000), "From jobs.batches.fill."),
                                .required("kind", .choice(Fail.Kind.allCases.map(\.rawValue)), "As in jobs.fail."),
                                .required("reason", .string(0...512), "What went wrong; never the text."),
                                .optional("usage", Usage.schema, "This text's share of what that took."),
                            ]), 0...1_000), "Texts that were not."),
                ])
            public static let result = Settled.schema
            public static let access = RPCAccess.worker
            public static let isWrite = true
        }

        public enum End: RPCMethod {
            public struct Params: Codable, Sendable {
                public var batch: String
                public var hold: String
                public var usage: Usage
                public var reason: String?

                public init(batch: String, hold: String, usage: Usage, reason: String?) {
                    self.batch = batch
                    self.hold = hold
                    self.usage = usage
                    self.reason = reason
                }
            }

            public typealias Result = Done
            public static let name = "jobs.batches.end"
            public static let help =
                "Ends a batch: texts without an answer wait again, and what went into texts that were changed meanwhile is counted."
            public static let params = Schema.object(
                Held.members + [
                    .required("usage", Usage.schema, "What the whole batch took."),
                    .optional("reason", .string(0...512), "Why texts have no answer, which counts as a try; absent: none was made."),
                ])
            public static let result = Done.schema
            public static let access = RPCAccess.worker
            public static let isWrite = true
        }

        public enum Remove: RPCMethod {
            public typealias Params = Held
            public typealias Result = Done
            public static let name = "jobs.batches.remove"
            public static let help = "Forgets a batch that is over, once its texts are deleted at the server."
            public static let params = Held.schema
            public static let result = Done.schema
            public static let access = RPCAccess.worker
            public static let isWrite = true
        }
    }
}
