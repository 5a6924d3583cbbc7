/// Folded words that rules look for.
enum Words {
    static let so = UInt64(0x6F73)
    static let more = UInt64(0x6572_6F6D)
    static let never = UInt64(0x72_6576_656E)
    static let havent = UInt64(0x74_276E_6576_6168)
}

/// Small words whose feeling depends on their neighbours.
enum ContextRules {
    /// The rating of a context word between the word before it and the one after it (folded, first eight bytes;
    /// 0 where a mark or nothing stands).
    static func rating(of head: UInt64, _ rating: Float, previous: UInt64, next: UInt64) -> Float {
        switch head {
        case WordKey.literal("like"): likeIsVerb(previous) ? rating : 0
        case WordKey.literal("well"): wellIsPraise(previous, next: next) ? rating : 0
        case WordKey.literal("kind"): kindIsSort(previous, next: next) ? 0 : rating
        case WordKey.literal("mean"): meanIsNasty(previous) ? rating : 0
        default: rating
        }
    }

    private static func isOne(_ key: UInt64, of words: [UInt64]) -> Bool { words.contains(key) }

    private static func likeIsVerb(_ previous: UInt64) -> Bool { isOne(previous, of: beforeVerbLike) }
    private static let beforeVerbLike: [UInt64] = [
        "i", "we", "you", "they", "would", "i'd", "don't", "dont", "didn't", "didnt", "really", "also", "did", "do", "not",
        "never", "who", "people", "always", "still", "to", "doesn't", "does", "will", "might", "you'll", "we'd", "actually",
        "guys", "kids", "women", "men", "especially",
    ].map(WordKey.literal)

    private static func wellIsPraise(_ previous: UInt64, next: UInt64) -> Bool {
        if previous == 0 || isOne(previous, of: beforeIdleWell) { return false }
        return !isOne(next, of: [WordKey.literal("as"), WordKey.literal("over"), WordKey.literal("known")])
    }
    private static let beforeIdleWell: [UInt64] = [
        "as", "oh", "the", "a", "and", "but", "this", "that", "or", "may", "might", "could", "wishing", "water", "oil",
    ].map(WordKey.literal)

    private static func kindIsSort(_ previous: UInt64, next: UInt64) -> Bool {
        next == WordKey.literal("of") || isOne(previous, of: beforeSort)
    }
    private static let beforeSort: [UInt64] = [
        "the", "this", "that", "some", "any", "what", "same", "every", "one", "another", "certain", "other", "its", "which",
    ].map(WordKey.literal)

    private static func meanIsNasty(_ previous: UInt64) -> Bool { isOne(previous, of: beforeNasty) }
    private static let beforeNasty: [UInt64] = [
        "so", "very", "is", "are", "was", "were", "being", "be", "too", "really", "a", "how", "such", "just", "he's", "she's",
        "mean", "kinda", "pretty", "and",
    ].map(WordKey.literal)

    /// "I am used to", "get used to": a habit that lasts.
    static func meansAccustomed(_ previous: UInt64) -> Bool { isOne(previous, of: beforeAccustomed) }
    private static let beforeAccustomed: [UInt64] = ["am", "i'm", "get", "got", "getting", "be", "are", "is"].map(WordKey.literal)

    /// "wish I", "wish there": not "wish you well".
    static func opensWish(_ key: UInt64) -> Bool { isOne(key, of: afterWish) }
    private static let afterWish: [UInt64] = [
        "i", "it", "we", "he", "she", "they", "there", "that", "my", "this", "life", "people", "things", "i'd", "someone",
    ].map(WordKey.literal)
}
