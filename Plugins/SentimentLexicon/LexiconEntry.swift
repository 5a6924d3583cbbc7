import CSentimentLexicon

/// What a word or phrase does to the text around it, beside the feeling that it carries itself.
struct WordRole: OptionSet, Sendable {
    let rawValue: UInt16

    /// Turns the feeling words that follow in its clause.
    static let negator = WordRole(rawValue: 1 << 0)
    /// Strengthens (or, with a negative boost, weakens) the feeling word that follows.
    static let booster = WordRole(rawValue: 1 << 1)
    /// "but": what follows weighs more than what stood before it in the sentence.
    static let contrast = WordRole(rawValue: 1 << 2)
    /// "wish": what follows is wanted, not so.
    static let wish = WordRole(rawValue: 1 << 3)
    /// "think", "been": carries a negation on to what comes later ("I do not think that I am happy").
    static let raising = WordRole(rawValue: 1 << 4)
    /// "yeah right": a mark of irony; lowers the confidence only.
    static let irony = WordRole(rawValue: 1 << 5)
    /// "used to": what follows is over.
    static let past = WordRole(rawValue: 1 << 6)
    /// A frequent word of another language that is no English word.
    static let foreign = WordRole(rawValue: 1 << 7)
    /// Its feeling depends on the words beside it: like, well, pretty, kind, mean, no.
    static let context = WordRole(rawValue: 1 << 8)
    /// First word of one or more phrases.
    static let phraseHead = WordRole(rawValue: 1 << 9)
    /// Has a rating of its own, also a rating of zero given on purpose.
    static let rated = WordRole(rawValue: 1 << 10)
    /// Ends in "er", as "happier" does; set by the builder.
    static let comparative = WordRole(rawValue: 1 << 11)
    /// Begins a phrase whose next two bytes can be written in more than one way: the filter cannot tell that no phrase of it
    /// goes on as the text does. Set by the builder.
    static let anyFollower = WordRole(rawValue: 1 << 12)

    /// What acts on other words.
    static let acting: WordRole = [.negator, .booster, .contrast, .wish, .raising, .irony, .past, .foreign]

    /// What makes more of a word than its rating.
    static let special = acting.union([.context, .phraseHead])

    /// The same for a word of which it is known that no phrase of its pair begins with it.
    static let involved = acting.union([.context, .anyFollower])
}

extension LexiconEntry {
    /// What the word does to the text around it.
    var roles: WordRole { WordRole(rawValue: roleBits) }

    /// True if the phrase is one of this word's, and told by its pair.
    func leads(_ phrase: UnsafePointer<LexiconPhrase>, in view: LexiconView) -> Bool {
        let extra = view.extras[Int(extra)]
        let place = (phrase - view.phrases) &- Int(extra.phraseStart)
        return place >= 0 && place < Int(extra.phraseCount) && !roles.contains(.anyFollower)
    }
}

extension LexiconPhrase {
    /// What the phrase does to the text around it.
    var roles: WordRole { WordRole(rawValue: roleBits) }
}
