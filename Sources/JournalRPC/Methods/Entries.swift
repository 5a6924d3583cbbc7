/// Writing and reading entries.
public enum Entries {
    /// One entry is named.
    public struct Reference: Codable, Sendable {
        public var entry: EntryKey

        public init(entry: EntryKey) { self.entry = entry }

        static let schema = Schema.object([.required("entry", .entryReference, "Its number or its id.")])
    }

    /// The id of the entry that was changed.
    public struct Changed: Codable, Sendable {
        public var entry: String

        public init(entry: String) { self.entry = entry }

        static let schema = Schema.object([.required("entry", .uuid, "The entry's id.")])
    }

    public enum Create: RPCMethod {
        public typealias Params = EntryDraft
        public typealias Result = Entry
        public static let name = "entries.create"
        public static let help = "Stores a new entry and answers with it and its mood, once it is on disk."
        public static let params = EntryDraft.schema
        public static let result = Entry.schema
        public static let isWrite = true
    }

    public enum CreateMany: RPCMethod {
        public struct Params: Codable, Sendable {
            public var entries: [EntryDraft]

            public init(entries: [EntryDraft]) { self.entries = entries }
        }

        /// The fate of one of the entries: exactly one member is there.
        public struct Item: Codable, Sendable {
            public var entry: Entry?
            public var error: RPCError?

            public init(entry: Entry? = nil, error: RPCError? = nil) {
                self.entry = entry
                self.error = error
            }
        }

        public struct Result: Codable, Sendable {
            public var items: [Item]

            public init(items: [Item]) { self.items = items }
        }

        public static let name = "entries.createMany"
        public static let help = "Stores up to 500 entries in one durable transaction; a bad one does not stop the good ones."
        public static let params = Schema.object([
            .required("entries", .array(of: EntryDraft.schema, 1...500), "As for entries.create.")
        ])
        public static let result = Schema.object([
            .required(
                "items",
                .array(of: .object([.optional("entry", Entry.schema), .optional("error", .any)])),
                "One for each entry, in order: the entry, or why not.")
        ])
        public static let isWrite = true
    }

    public enum Get: RPCMethod {
        public typealias Params = Reference
        public typealias Result = Entry
        public static let name = "entries.get"
        public static let help = "One entry, in the trash or not."
        public static let params = Reference.schema
        public static let result = Entry.schema
    }

    public enum Update: RPCMethod {
        /// Members that are absent stay as they are; `clear` empties optional ones.
        public struct Params: Codable, Sendable {
            public var entry: EntryKey
            public var revision: Int64
            public var body: String?
            public var title: String?
            public var categories: [String]?
            public var mood: Int?
            public var starred: Bool?
            public var at: String?
            public var zone: String?
            public var clear: [String]?

            public init(entry: EntryKey, revision: Int64) {
                self.entry = entry
                self.revision = revision
            }
        }

        public typealias Result = Entry
        public static let name = "entries.update"
        public static let help = "Changes an entry if it still has the revision you saw; the text before is kept in its history."
        public static let params = Schema.object(
            [
                .required("entry", .entryReference, "Its number or its id."),
                .required("revision", .integer(1...Int64(Int32.max)), "The revision you saw."),
                .optional("body", .text(1...EntryLimits.bodyBytes), "The new text."),
            ] + EntryDraft.details + [
                .optional("clear", .array(of: .choice(["title", "mood"]), 1...2), "Members to be emptied.")
            ])
        public static let result = Entry.schema
        public static let isWrite = true
    }

    public enum Delete: RPCMethod {
        public typealias Params = Reference
        public typealias Result = Changed
        public static let name = "entries.delete"
        public static let help = "Moves an entry to the trash."
        public static let params = Reference.schema
        public static let result = Changed.schema
        public static let isWrite = true
    }

    public enum Restore: RPCMethod {
        public typealias Params = Reference
        public typealias Result = Changed
        public static let name = "entries.restore"
        public static let help = "Takes an entry out of the trash."
        public static let params = Reference.schema
        public static let result = Changed.schema
        public static let isWrite = true
    }

    public enum Purge: RPCMethod {
        public typealias Params = Reference
        public typealias Result = Changed
        public static let name = "entries.purge"
        public static let help = "Removes an entry and its history for good."
        public static let params = Reference.schema
        public static let result = Changed.schema
        public static let isWrite = true
    }

    public enum History: RPCMethod {
        public typealias Params = Reference

        public struct Item: Codable, Sendable {
            public var revision: Int64
            public var savedAt: String
            public var title: String?
            public var body: String

            public init(revision: Int64, savedAt: String, title: String?, body: String) {
                self.revision = revision
                self.savedAt = savedAt
                self.title = title
                self.body = body
            }
        }

        public typealias Result = ItemList<Item>
        public static let name = "entries.history"
        public static let help = "The earlier texts of an entry, newest first."
        public static let params = Reference.schema
        public static let result = ItemList<Item>.schema(
            of: .object([
                .required("revision", .integer(1...Int64.max)), .required("savedAt", .instant),
                .optional("title", .string()), .required("body", .string()),
            ]))
    }
}
