/// What keeps an entry from ever being sent to a model outside: the category `private`, by `--private`, by `#private` in the
/// text, or given like any other.
enum PrivateMark {
    static let category = "private"
    private static let folded = CategoryNames.fold(category)

    /// Whether a category of this name is the mark.
    static func isMark(_ name: String) -> Bool { CategoryNames.fold(name) == folded }

    /// Whether an entry is marked. The text counts by itself: an entry that has as many categories as it may still gets no
    /// category for a further hashtag.
    static func isOn(body: String, categories: [String]) -> Bool {
        categories.contains(where: isMark) || Hashtags.names(in: body, limit: .max).contains(where: isMark)
    }
}
