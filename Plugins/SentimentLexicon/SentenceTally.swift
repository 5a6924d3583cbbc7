import CSentimentLexicon

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
///
/// Words are counted from 16 on, and hits from 1: a word or hit of 0 is none, so that a text and a sentence begin with zeros, which
/// are written sixteen bytes at a time. Fields that are cleared together stand together.
struct SentenceTally {
    // The sentence that is being read. `hits` is the caller's scratch memory, of which those from 1 to `hitCount` are filled;
    // the first takes what would be done to none.
    private let hits: UnsafeMutablePointer<Hit>
    private var hitCount = 0
    private var wordIndex = firstIndex
    /// `wordIndex` as it would have been before the sentence, had every word of its phrases been counted.
    private var indexBefore = firstIndex
    private(set) var sentenceStart = 0
    /// The hit of a word that denies and has a rating ("no"): withdrawn if it denies a feeling word.
    private var negatorHit = 0
    private var negatedUntil = 0
    private var boostAt = (a: 0, b: 0, c: 0)
    private var previous: UInt64 = 0
    /// The last word whose rating may be changed by what was said before it, or a later one.
    private var touchedUntil = 0
    private var exclamations = 0
    private var questions = 0
    private var wishAt = 0
    private var boosterHit = 0
    private var wishHit = 0
    private var negatorIndex = 0
    /// One more than the entry.
    private var lastEmoji = 0
    private var emojiRun = 0
    private var boosts = (a: Float(0), b: Float(0), c: Float(0))
    private var negatorIsNever = false
    private var inPast = false
    private var inWish = false
    private var afterContrast: Float = 1

    // The text.
    var totals: TextTotals

    /// Hits that a sentence keeps for a later "but"; it has more only if it is no sentence.
    /// They fit into the kilobyte that a temporary allocation may take from the stack.
    static let hitCapacity = 46
    private static let firstIndex = 16

    @inline(__always)
    init(_ memory: ScratchMemory) {
        hits = memory.hits
        hits.initialize(to: Hit(id: 0, weight: 0, start: 0, end: 0))
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
        negatorHit = 0
        negatedUntil = 0
        boostAt = (0, 0, 0)
        previous = 0
        inPast = false
        touchedUntil = inWish ? .max : 0
    }

    /// True from the fourth of the same emoji in a row on: more of them say no more.
    mutating func repeatsEmoji(_ id: Int) -> Bool {
        emojiRun = lastEmoji == id &+ 1 ? emojiRun &+ 1 : 1
        lastEmoji = id &+ 1
        return emojiRun > Rules.emojiRepeats
    }

    @inline(__always)
    mutating func apply(_ term: FoundTerm) {
        if wishAt == wordIndex &- 1 { openWish(term.head) }
        // Its parts, as the term as a whole would have to be in memory for it.
        let rating =
            term.roles.contains(.context)
            ? ContextRules.rating(of: term.head, term.rating, previous: previous, next: term.next) : term.rating
        if rating != 0 { record(term.id, rating, term.start, term.end, term.roles) }
        if !term.roles.isDisjoint(with: .acting) { act(term.roles, term.boost, term.head, hasHit: rating != 0) }
        previous = term.head
    }

    /// A word with a rating or none, and no role. Not if `awaitsWish` was true before it was begun.
    @inline(__always)
    mutating func applyRated(_ index: Int, _ entry: UnsafePointer<LexiconEntry>, _ head: UInt64, _ start: Int, _ end: Int) {
        let rating = entry.pointee.rating
        if rating != 0 { record(Int32(truncatingIfNeeded: index), rating, start, end, entry.pointee.roles) }
        previous = head
    }

    @inline(__always)
    private mutating func record(_ id: Int32, _ rating: Float, _ start: Int, _ end: Int, _ roles: WordRole) {
        let weight = touchedUntil < wordIndex ? rating : touched(rating, roles)
        if hitCount == Self.hitCapacity { settleHits() }
        hitCount &+= 1
        // Not above its capacity, as settling empties it.
        // As a `Hit` lies in memory, and written at once: when it is added up soon after, it is read at once, and would have to wait
        // for each of four parts.
        UnsafeMutableRawPointer(hits + hitCount).storeBytes(
            of: SIMD4(
                UInt32(bitPattern: id), (weight * afterContrast).bitPattern, UInt32(truncatingIfNeeded: start),
                UInt32(truncatingIfNeeded: end)),
            as: SIMD4<UInt32>.self)
    }

    /// The rating after what was said before it.
    @inline(never)
    private mutating func touched(_ rating: Float, _ roles: WordRole) -> Float {
        var weight = rating
        if boostAt.a >= wordIndex &- Rules.boostWindow { weight += boost(for: weight) }
        if negatedUntil >= wordIndex, !isNeverComparison(roles) {
            weight *= Rules.negation
            withdraw(negatorHit)
            negatorHit = 0
        }
        if inWish, weight > 0 { weight *= Rules.wished }
        if inPast, weight > 0 { weight *= Rules.bygone }
        return weight
    }

    private mutating func boost(for weight: Float) -> Float {
        // A booster with a feeling of its own ("terribly good") only boosts.
        if boostAt.a == wordIndex &- 1 { withdraw(boosterHit) }
        var sum = boosts.a * Rules.fading(wordIndex &- boostAt.a)
        sum += boosts.b * Rules.fading(wordIndex &- boostAt.b)
        sum += boosts.c * Rules.fading(wordIndex &- boostAt.c)
        return weight > 0 ? sum : -sum
    }

    /// Wants a hit of those that are filled, or 0.
    private mutating func withdraw(_ hit: Int) { hits[hit].weight = 0 }

    /// "Never been happier", "never so good": the best yet, no denial.
    private mutating func isNeverComparison(_ roles: WordRole) -> Bool {
        guard negatorIsNever else { return false }
        if previous == Words.so || previous == Words.more { return true }
        return roles.contains(.comparative) && wordIndex &- negatorIndex <= 3
    }

    private mutating func act(_ roles: WordRole, _ boost: Float, _ head: UInt64, hasHit: Bool) {
        let ownHit = hasHit ? hitCount : 0
        if roles.contains(.negator) {
            negatedUntil = wordIndex &+ Rules.negationWindow
            negatorIsNever = head == Words.never || head == Words.havent
            negatorHit = ownHit
            negatorIndex = wordIndex
            touchedUntil = max(touchedUntil, negatedUntil)
        } else if roles.contains(.raising), negatedUntil >= wordIndex {
            negatedUntil = wordIndex &+ Rules.negationWindow
            touchedUntil = max(touchedUntil, negatedUntil)
        }
        if roles.contains(.booster) {
            boosts = (boost, boosts.a, boosts.b)
            boostAt = (wordIndex, boostAt.a, boostAt.b)
            boosterHit = ownHit
            touchedUntil = max(touchedUntil, wordIndex &+ Rules.boostWindow)
        }
        if roles.contains(.contrast) { turn() }
        if roles.contains(.wish) {
            wishAt = wordIndex
            wishHit = ownHit
        }
        if roles.contains(.past), !ContextRules.meansAccustomed(previous) {
            inPast = true
            touchedUntil = .max
            totals.bygones &+= 1
        }
        if roles.contains(.irony) { totals.ironies &+= 1 }
        if roles.contains(.foreign) { totals.foreignWords &+= 1 }
    }

    private mutating func turn() {
        var index = 1
        while index <= hitCount {
            hits[index].weight *= Rules.beforeContrast
            index &+= 1
        }
        afterContrast = Rules.afterContrast
        negatedUntil = 0
        inWish = false
        inPast = false
    }

    /// "I wish I was …": a wish with one of these words after it tells what is not so.
    private mutating func openWish(_ key: UInt64) {
        wishAt = 0
        guard ContextRules.opensWish(key) else { return }
        inWish = true
        touchedUntil = .max
        totals.wishes &+= 1
        hits[wishHit].weight = Rules.wishItself
    }

    /// Adds the hits of the sentence so far to the text; a later "but" no longer reaches them.
    private mutating func settleHits() {
        // There is room for as many after the last, and those that fill up the last four have no effect.
        (hits + hitCount + 1).initialize(repeating: Hit(id: 0, weight: 0, start: 0, end: 0), count: TextTotals.fewHits)
        var index = 0
        while index < hitCount {
            totals.addFew(hits + 1 + index, min(TextTotals.fewHits, hitCount &- index))
            index &+= TextTotals.fewHits
        }
        hitCount = 0
        boosterHit = 0
        negatorHit = 0
        wishHit = 0
    }

    /// Whether anything was read since the last sentence was closed.
    var isInSentence: Bool { wordIndex != indexBefore }

    /// Closes the sentence; `end` is the byte after it, `next` the first of the one that follows.
    mutating func endSentence(at end: Int, next: Int) {
        if isInSentence { _ = addSentence(endingAt: end) }
        sentenceStart = next
        indexBefore = wordIndex
        exclamations = 0
        questions = 0
        wishAt = 0
        boosterHit = 0
        afterContrast = 1
        inWish = false
        endClause()
    }

    /// Adds the sentence that was read to the text. For the last of a text, which nothing follows, that is enough.
    /// - Returns: as `TextTotals.endSentence`.
    @inline(__always)
    mutating func addSentence(endingAt end: Int) -> Rules.Score {
        if hitCount > 0 { settleHits() }
        return totals.endSentence(
            start: sentenceStart, end: end, words: wordIndex &- indexBefore,
            emphasis: Rules.emphasis(exclamations: exclamations, questions: questions))
    }
}
