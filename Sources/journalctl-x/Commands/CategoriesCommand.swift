import ArgumentParser
import JournalRPC

/// The words that entries are sorted under.
struct CategoriesCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "categories", abstract: "List and change the categories.",
        subcommands: [
            CategoriesList.self, CategoriesCreate.self, CategoriesRename.self, CategoriesColour.self, CategoriesMerge.self,
            CategoriesDelete.self,
        ], defaultSubcommand: CategoriesList.self)
    static let examples = [
        Example("journalctl-x categories", "All of them, with how they feel."),
        Example("journalctl-x categories merge running --into sport", "Two become one."),
    ]
}

struct CategoriesList: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the categories with their entries and mean scores.",
        discussion: "report categories says how much each differs from the rest.", aliases: ["ls"])

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let categories = try invocation.call(Categories.List.self, NoParams())
        if format.json { return try invocation.json(categories) }
        guard !categories.items.isEmpty else { return invocation.notices.note("no categories yet: #words in an entry make them") }
        let page = invocation.page
        let most = max(categories.items.map(\.entries).max() ?? 1, 1)
        var table = Table([
            .init("category", isFlexible: true, role: .category), .init("entries", .right), .init(""), .init("words", .right, role: .dim),
            .init("mood"),
        ])
        for category in categories.items.sorted(by: { $0.entries > $1.entries }) {
            var mood = Line(page.glyphs.missing, .dim)
            if let score = category.meanScore {
                let tone = MoodTone(score: score)
                mood = Line(page.glyphs.mood(tone) + " " + page.glyphs.score(score), .mood(tone))
            }
            let bar = invocation.isPlain ? "" : Bars.horizontal(Double(category.entries) / Double(most), cells: 20, glyphs: page.glyphs)
            table.add([
                Line("#" + category.name, .category), Line(Numbers.grouped(category.entries)), Line(bar, .amount),
                Line(Numbers.grouped(category.words), .dim), mood,
            ])
        }
        try invocation.show(table)
    }
}

struct CategoriesCreate: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Make a category before it has entries.")

    @Argument(help: "Its name.") var name: String
    @Option(help: ArgumentHelp("Its colour, such as #3b82f6.", valueName: "#rrggbb")) var colour: String?
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let made = try invocation.call(Categories.Create.self, .init(name: CategoryName.clean(name), color: colour))
        try CategoryName.report(made, "created", format.json, invocation)
    }
}

struct CategoriesRename: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "rename", abstract: "Give a category another name.")
    static let examples = [Example("journalctl-x categories rename sprot sport", "A typo put right, in every entry.")]

    @Argument(help: "Its name now.", completion: .custom(completeCategories)) var name: String
    @Argument(help: "Its new name.") var newName: String
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let params = Categories.Update.Params(category: CategoryName.clean(name), name: CategoryName.clean(newName))
        try CategoryName.report(try invocation.call(Categories.Update.self, params), "renamed", format.json, invocation)
    }
}

struct CategoriesColour: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "colour", abstract: "Give a category a colour.", aliases: ["color"])
    static let examples = [Example("journalctl-x categories colour sport '#3b82f6'", "Blue, for pages that draw it.")]

    @Argument(help: "Its name.", completion: .custom(completeCategories)) var name: String
    @Argument(help: "#rrggbb.") var colour: String
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let value = colour.hasPrefix("#") ? colour : "#" + colour
        let params = Categories.Update.Params(category: CategoryName.clean(name), color: value.lowercased())
        try CategoryName.report(try invocation.call(Categories.Update.self, params), "coloured", format.json, invocation)
    }
}

struct CategoriesMerge: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Give the entries of one category to another and remove the first.")
    static let examples = [Example("journalctl-x categories merge running --into sport", "What was #running is #sport.")]

    @Argument(help: "The one that goes.", completion: .custom(completeCategories)) var name: String
    @Option(help: ArgumentHelp("The one that stays.", valueName: "name"), completion: .custom(completeCategories)) var into: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let (from, to) = (CategoryName.clean(name), CategoryName.clean(into))
        if !yes, try !invocation.prompter.confirm("Move every entry of #\(from) to #\(to) and remove #\(from)?", flag: "--yes") {
            return invocation.notices.note("nothing was changed")
        }
        let merged = try invocation.call(Categories.Merge.self, .init(category: from, into: to))
        try CategoryName.report(merged, "has the entries of both", format.json, invocation)
    }
}

struct CategoriesDelete: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Take a category off its entries and remove it; the entries stay.", aliases: ["rm"])

    @Argument(help: "Its name.", completion: .custom(completeCategories)) var name: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let category = CategoryName.clean(name)
        if !yes, try !invocation.prompter.confirm("Take #\(category) off all its entries?", flag: "--yes") {
            return invocation.notices.note("nothing was changed")
        }
        let result = try invocation.call(Categories.Delete.self, .init(category: category))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("#\(category) is gone; its entries stay")
    }
}

/// Names of categories as people type them.
enum CategoryName {
    static func clean(_ text: String) -> String {
        text.hasPrefix("#") ? String(text.dropFirst()) : text
    }

    static func report(_ category: Categories.Category, _ done: String, _ isJSON: Bool, _ invocation: Invocation) throws {
        if isJSON { return try invocation.json(category) }
        var line = Line("#" + category.name, .category)
        line.append(" \(done), \(Numbers.count(Int(clamping: category.entries), "entry", "entries"))", .dim)
        invocation.notices.note(line)
    }
}
