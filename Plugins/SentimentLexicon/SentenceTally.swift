/// A word, phrase, emoticon or emoji that the lexicon knows, found in a text.
struct FoundTerm {
    /// The same for every use of the same entry.
    var id: Int32
    /// First eight bytes of the folded word, 1 for a longer one.
    var head: UInt64
    var start: Int
    var end: Int
    var rating: Float
    var boost: Float
    var roles: WordRole
    /// First eight folded letters of the word after it; only for words that need it.
    var next: UInt64 = 0
}

/// A feeling found in a text with its weight after the rules.
struct Hit {
    var id: Int32
    var weight: Float
    /// Bytes from the start of the text; it is an analyser of journals, not of files beyond 4 GiB.
    var start: UInt32
    var end: UInt32
}

/// Applies the rules inside one sentence after the other and keeps the sums of the text.
struct SentenceTally: ~Copyable {
    // The sentence that is being read. `hits` is the caller's scratch memory, of which `hitCount` are filled.
    private let hits: UnsafeMutablePointer<Hit>
    private var hitCount = 0
    private(set) var sentenceStart = 0
    private var exclamations = 0
    private var questions = 0
    private var wordIndex = 0
    /// `wordIndex` as it would have been before the sentence, had every word of its phrases been counted.
    private var indexBefore = 0
    private var negatedUntil = -1
    private var negatorIsNever = false
    /// The hit of a word that denies and has a rating ("no"): withdrawn if it denies a feeling word.
    private var negatorHit = -1
    private var negatorIndex = -10
    private var boosts = (a: Float(0), b: Float(0), c: Float(0))
    private var boostAt = (a: -10, b: -10, c: -10)
    private var boosterHit = -1
    private var afterContrast: Float = 1
    private var wishAt = -10
    private var wishHit = -1
    private var inWish = false
    private var inPast = false
    private var previous: UInt64 = 0
    private var lastEmoji = -1
    private var emojiRun = 0

    // The text.
    var totals: TextTotals

    /// Hits that a sentence keeps for a later "but"; it has more only if it is no sentence.
    /// With the terms of the text it fits into the kilobyte that a temporary allocation may take from the stack.
    static let hitCapacity = 46

    @inline(__always)
    init(_ memory: ScratchMemory) {
        hits = memory.hits
        totals = TextTotals(memory)
    }

    mutating func beginText(at start: Int) { sentenceStart = start }

    @inline(__always)
    mutating func beginWord() {
        wordIndex &+= 1
    }

    mutating func countFurtherWords(_ count: Int) {
        indexBefore &-= count
    }

    /// A word that the lexicon does not know.
    @inline(__always)
    mutating func passPlainWord(_ key: UInt64) {
        if wishAt == wordIndex &- 1 { openWish(key) }
        previous = key
    }

    /// The same, and counts it. Not while `awaitsWish`.
    @inline(__always)
    mutating func passWord(_ key: UInt64) {
        wordIndex &+= 1
        previous = key
    }

    /// True right after "wish": the next word decides what is wished.
    @inline(__always)
    var awaitsWish: Bool { wishAt == wordIndex }

    mutating func addMarks(exclamations: Int, questions: Int) {
        self.exclamations &+= exclamations
        self.questions &+= questions
    }

    /// Negation, wishes and the past do not reach over the end of a clause.
    @inline(__always)
    mutating func endClause() {
        negatedUntil = -1
        negatorHit = -1
        boostAt = (-10, -10, -10)
        inPast = false
        previous = 0
    }

    /// True from the fourth of the same emoji in a row on: more of them say no more.
    mutating func repeatsEmoji(_ id: Int) -> Bool {
        emojiRun = lastEmoji == id ? emojiRun &+ 1 : 1
        lastEmoji = id
        return emojiRun > Rules.emojiRepeats
    }

    @inline(__always)
    mutating func apply(_ term: FoundTerm) {
        if wishAt == wordIndex &- 1 { openWish(term.head) }
        let rating = term.roles.contains(.context) ? ContextRules.rating(term, previous: previous) : term.rating
        if rating != 0 { record(term, rating) }
        if !term.roles.isDisjoint(with: .acting) { act(term, hasHit: rating != 0) }
        previous = term.head
    }

    /// A word with a rating and no role, nor a context.
    @inline(__always)
    mutating func applyRated(_ term: FoundTerm) {
        if wishAt == wordIndex &- 1 { openWish(term.head) }
        if term.rating != 0 { record(term, term.rating) }
        previous = term.head
    }

    @inline(__always)
    private mutating func record(_ term: FoundTerm, _ rating: Float) {
        var weight = rating
        if boostAt.a >= wordIndex &- 3 { weight += boost(for: weight) }
        if negatedUntil >= wordIndex, !isNeverComparison(term) {
            weight *= Rules.negation
            withdraw(negatorHit)
            negatorHit = -1
        }
        if inWish, weight > 0 { weight *= Rules.wished }
        if inPast, weight > 0 { weight *= Rules.bygone }
        if hitCount == Self.hitCapacity { settleHits() }
        // Below its capacity, as settling empties it.
        (hits + hitCount).initialize(
            to: Hit(
                id: term.id, weight: weight * afterContrast, start: UInt32(truncatingIfNeeded: term.start),
                end: UInt32(truncatingIfNeeded: term.end)))
        hitCount &+= 1
    }

    private mutating func boost(for weight: Float) -> Float {
        // A booster with a feeling of its own ("terribly good") only boosts.
        if boostAt.a == wordIndex &- 1 { withdraw(boosterHit) }
        var sum = boosts.a * Rules.fading(wordIndex &- boostAt.a)
        sum += boosts.b * Rules.fading(wordIndex &- boostAt.b)
        sum += boosts.c * Rules.fading(wordIndex &- boostAt.c)
        return weight > 0 ? sum : -sum
    }

    private mutating func withdraw(_ hit: Int) {
        if hit >= 0, hit < hitCount { hits[hit].weight = 0 }
    }

    /// "Never been happier", "never so good": the best yet, no denial.
    private mutating func isNeverComparison(_ term: FoundTerm) -> Bool {
        guard negatorIsNever else { return false }
        if previous == Words.so || previous == Words.more { return true }
        return term.roles.contains(.comparative) && wordIndex &- negatorIndex <= 3
    }

    private mutating func act(_ term: FoundTerm, hasHit: Bool) {
        let roles = term.roles
        let ownHit = hasHit ? hitCount &- 1 : -1
        if roles.contains(.negator) {
            negatedUntil = wordIndex &+ Rules.negationWindow
            negatorIsNever = term.head == Words.never || term.head == Words.havent
            negatorHit = ownHit
            negatorIndex = wordIndex
        } else if roles.contains(.raising), negatedUntil >= wordIndex {
            negatedUntil = wordIndex &+ Rules.negationWindow
        }
        if roles.contains(.booster) {
            boosts = (term.boost, boosts.a, boosts.b)
            boostAt = (wordIndex, boostAt.a, boostAt.b)
            boosterHit = ownHit
        }
        if roles.contains(.contrast) { turn() }
        if roles.contains(.wish) {
            wishAt = wordIndex
            wishHit = ownHit
        }
        if roles.contains(.past), !ContextRules.meansAccustomed(previous) {
            inPast = true
            totals.bygones &+= 1
        }
        if roles.contains(.irony) { totals.ironies &+= 1 }
        if roles.contains(.foreign) { totals.foreignWords &+= 1 }
    }

    private mutating func turn() {
        for index in 0..<hitCount { hits[index].weight *= Rules.beforeContrast }
        afterContrast = Rules.afterContrast
        negatedUntil = -1
        inWish = false
        inPast = false
    }

    /// "I wish I was …": a wish with one of these words after it tells what is not so.
    private mutating func openWish(_ key: UInt64) {
        wishAt = -10
        guard ContextRules.opensWish(key) else { return }
        inWish = true
        totals.wishes &+= 1
        if wishHit >= 0, wishHit < hitCount { hits[wishHit].weight = Rules.wishItself }
    }

    /// Adds the hits of the sentence so far to the text; a later "but" no longer reaches them.
    private mutating func settleHits() {
        totals.add(hits, hitCount)
        hitCount = 0
        boosterHit = -1
        negatorHit = -1
        wishHit = -1
    }

    /// Closes the sentence; `end` is the byte after it, `next` the first of the one that follows.
    mutating func endSentence(at end: Int, next: Int) {
        if wordIndex != indexBefore {
            if hitCount > 0 { settleHits() }
            totals.endSentence(
                start: sentenceStart, end: end, words: wordIndex &- indexBefore,
                emphasis: Rules.emphasis(exclamations: exclamations, questions: questions))
        }
        sentenceStart = next
        indexBefore = wordIndex
        exclamations = 0
        questions = 0
        afterContrast = 1
        wishAt = -10
        inWish = false
        boosterHit = -1
        endClause()
    }
}
