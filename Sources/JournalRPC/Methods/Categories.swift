/// The words that entries are sorted under.
public enum Categories {
    public struct Category: Codable, Sendable {
        public var id: String
        public var name: String
        /// `#rrggbb`.
        public var color: String?
        public var entries: Int64
        public var words: Int64
        /// −1…1; absent when nothing is scored.
        public var meanScore: Double?
        public var createdAt: String

        public init(
            id: String, name: String, color: String?, entries: Int64, words: Int64, meanScore: Double?, createdAt: String
        ) {
            self.id = id
            self.name = name
            self.color = color
            self.entries = entries
            self.words = words
            self.meanScore = meanScore
            self.createdAt = createdAt
        }

        static let schema = Schema.object([
            .required("id", .uuid), .required("name", .string()), .optional("color", .color),
            .required("entries", .integer(0...Int64.max), "Outside the trash."),
            .required("words", .integer(0...Int64.max)),
            .optional("meanScore", .number(-1...1), "Absent when nothing is scored."),
            .required("createdAt", .instant),
        ])
    }

    static let categoryName = Schema.name(1...EntryLimits.categoryBytes)

    public enum List: RPCMethod {
        public typealias Params = NoParams
        public typealias Result = ItemList<Category>
        public static let name = "categories.list"
        public static let help = "All your categories with their counts and mean scores, by name."
        public static let params = NoParams.schema
        public static let result = ItemList<Category>.schema(of: Category.schema)
    }

    public enum Create: RPCMethod {
        public struct Params: Codable, Sendable {
            public var name: String
            public var color: String?

            public init(name: String, color: String? = nil) {
                self.name = name
                self.color = color
            }
        }

        public typealias Result = Category
        public static let name = "categories.create"
        public static let help = "Makes a category before it has entries."
        public static let params = Schema.object([
            .required("name", categoryName, "Its name."), .optional("color", .color, "Its colour."),
        ])
        public static let result = Category.schema
        public static let isWrite = true
    }

    public enum Update: RPCMethod {
        public struct Params: Codable, Sendable {
            public var category: String
            public var name: String?
            public var color: String?

            public init(category: String, name: String? = nil, color: String? = nil) {
                self.category = category
                self.name = name
                self.color = color
            }
        }

        public typealias Result = Category
        public static let name = "categories.update"
        public static let help = "Renames or recolours a category."
        public static let params = Schema.object([
            .required("category", categoryName, "Its name now."), .optional("name", categoryName, "Its new name."),
            .optional("color", .color, "Its new colour."),
        ])
        public static let result = Category.schema
        public static let isWrite = true
    }

    public enum Merge: RPCMethod {
        public struct Params: Codable, Sendable {
            public var category: String
            public var into: String

            public init(category: String, into: String) {
                self.category = category
                self.into = into
            }
        }

        public typealias Result = Category
        public static let name = "categories.merge"
        public static let help = "Gives the entries of one category to another and removes the first."
        public static let params = Schema.object([
            .required("category", categoryName, "The one that goes."), .required("into", categoryName, "The one that stays."),
        ])
        public static let result = Category.schema
        public static let isWrite = true
    }

    public enum Delete: RPCMethod {
        public struct Params: Codable, Sendable {
            public var category: String

            public init(category: String) { self.category = category }
        }

        public struct Result: Codable, Sendable {
            public var category: String

            public init(category: String) { self.category = category }
        }

        public static let name = "categories.delete"
        public static let help = "Takes a category off its entries and removes it; the entries stay."
        public static let params = Schema.object([.required("category", categoryName, "Its name.")])
        public static let result = Schema.object([.required("category", .uuid, "Its id.")])
        public static let isWrite = true
    }
}
