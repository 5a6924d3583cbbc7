/// Work that is done later: analyses by a model.
public enum Jobs {
    /// A job as its owner sees it.
    public struct Job: Codable, Sendable, Equatable {
        public var id: String
        /// `analysis` of an entry, or `reanalysis` of many.
        public var kind: String
        /// `waiting`, `running`, `parked`, `done` or `cancelled`.
        public var state: String
        public var provider: String
        /// The id of the entry of an analysis.
        public var entry: String?
        /// The reanalysis that an analysis belongs to.
        public var parent: String?
        public var createdAt: String
        public var updatedAt: String
        /// When an analysis that waits may be claimed.
        public var dueAt: String?
        /// How often an analysis went wrong.
        public var tries: Int?
        /// Why it is parked or waits.
        public var reason: String?
        /// Of a reanalysis: how many entries there are, as far as that is known, and what became of them.
        public var total: Int64?
        public var done: Int64?
        public var failed: Int64?
        public var skipped: Int64?
        /// Of a reanalysis: texts that the model's server has in bulk, for up to a day.
        public var inBulk: Int64?

        public init(id: String, kind: String, state: String, provider: String, createdAt: String, updatedAt: String) {
            self.id = id
            self.kind = kind
            self.state = state
            self.provider = provider
            self.createdAt = createdAt
            self.updatedAt = updatedAt
        }

        /// Every state.
        public static let states = ["waiting", "running", "parked", "done", "cancelled"]

        static let schema = Schema.object([
            .required("id", .uuid), .required("kind", .choice(["analysis", "reanalysis"])),
            .required("state", .choice(states)), .required("provider", .string()),
            .optional("entry", .uuid, "The entry of an analysis."),
            .optional("parent", .uuid, "The reanalysis that it belongs to."),
            .required("createdAt", .instant), .required("updatedAt", .instant),
            .optional("dueAt", .instant, "When an analysis that waits may be claimed."),
            .optional("tries", .integer(0...Int64.max), "How often an analysis went wrong."),
            .optional("reason", .string(), "Why it is parked or waits."),
            .optional("total", .integer(0...Int64.max), "Entries of a reanalysis, as far as they are known."),
            .optional("done", .integer(0...Int64.max), "Entries that have their new score."),
            .optional("failed", .integer(0...Int64.max), "Entries whose analysis is parked."),
            .optional("skipped", .integer(0...Int64.max), "Entries that were passed over: private, gone, or changed."),
            .optional("inBulk", .integer(0...Int64.max), "Texts that the model's server has in bulk, for up to a day; not in notifications."),
        ])
    }

    /// One job is named.
    public struct Reference: Codable, Sendable {
        public var job: String

        public init(job: String) { self.job = job }

        static let schema = Schema.object([.required("job", .uuid, "Its id.")])
    }

    public enum List: RPCMethod {
        public struct Params: Codable, Sendable {
            public var job: String?
            public var limit: Int?
            public var cursor: String?

            public init(job: String? = nil, limit: Int? = nil, cursor: String? = nil) {
                self.job = job
                self.limit = limit
                self.cursor = cursor
            }
        }

        public typealias Result = ItemList<Job>
        public static let name = "jobs.list"
        public static let help = "Your jobs, the newest first; an analysis that is over is not kept."
        public static let params = Schema.object([
            .optional("job", .uuid, "List what is left of this reanalysis instead."),
            .optional("limit", .integer(1...500), "At most so many; 50 if absent."),
            .optional("cursor", .uuid, "From the page before."),
        ])
        public static let result = ItemList<Job>.schema(of: Job.schema)
    }

    public enum Get: RPCMethod {
        public typealias Params = Reference
        public typealias Result = Job
        public static let name = "jobs.get"
        public static let help = "One of your jobs."
        public static let params = Reference.schema
        public static let result = Job.schema
    }

    public enum Cancel: RPCMethod {
        public typealias Params = Reference
        public typealias Result = Job
        public static let name = "jobs.cancel"
        public static let help = "Ends a job and what is left of it; scores that are there stay."
        public static let params = Reference.schema
        public static let result = Job.schema
        public static let isWrite = true
    }

    public enum Retry: RPCMethod {
        public struct Params: Codable, Sendable {
            public var job: String?

            public init(job: String? = nil) { self.job = job }
        }

        public typealias Result = ItemList<Job>
        public static let name = "jobs.retry"
        public static let help = "Has parked analyses tried again as if they were new; gives back the first 500 of them."
        public static let params = Schema.object([.optional("job", .uuid, "This one; all of yours that are parked if absent.")])
        public static let result = ItemList<Job>.schema(of: Job.schema)
        public static let isWrite = true
    }

    public enum Watch: RPCMethod {
        public typealias Params = NoParams

        public struct Result: Codable, Sendable {
            public var subscription: String

            public init(subscription: String) { self.subscription = subscription }
        }

        public static let name = "jobs.watch"
        public static let help = "Sends jobs.changed notifications about your jobs to this connection, until unwatched."
        public static let params = NoParams.schema
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

        public static let name = "jobs.unwatch"
        public static let help = "Ends a subscription of this connection."
        public static let params = Schema.object([.required("subscription", .uuid, "From jobs.watch.")])
        public static let result = Schema.object([])
    }

    /// The notification `jobs.changed`: a job as it is now, or how many were missed because the reader was slow.
    public struct ChangeNotice: Codable, Sendable {
        public static let name = "jobs.changed"

        public var subscription: String
        public var job: Job?
        public var missed: Int?

        public init(subscription: String, job: Job? = nil, missed: Int? = nil) {
            self.subscription = subscription
            self.job = job
            self.missed = missed
        }
    }
}
