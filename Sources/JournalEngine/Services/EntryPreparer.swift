import JournalRPC
import PluginAPI

/// An entry made ready for the store: cleaned, placed in time, scored, sealed and hashed.
struct PreparedEntry: Sendable {
    var content: EntryContent
    var categories: [CategoryNames.Known]
    var sentiment: StoredSentiment?
    var analysis: AnalysisState
    /// The analysis that shall follow.
    var job: NewJob?
    var terms: [TermHash]
    /// What the reply shows, so that nothing is opened again.
    var title: String?
    var body: String
    var sent: SentimentResult?
}

/// The open content of an entry before it is prepared.
struct OpenContent: Sendable {
    var body: String
    var title: String?
    /// Names that were cleaned; hashtags of the body come on top.
    var categories: [String]
    var mood: Int?
    var starred: Bool
    var at: Instant
    var zone: String
}

/// Turns what a writer sent into what a store keeps. Paths of its errors are JSON pointers into one draft.
struct EntryPreparer: Sendable {
    let resolver: CategoryResolver
    let sentiment: SentimentService
    let remote: RemoteAnalysis
    let zones: ZoneCalendar
    let time: any TimeSource

    /// The instants that an entry may have: 1900 to 2199.
    static let instants = Instant(microseconds: -2_208_988_800_000_000)...Instant(microseconds: 7_258_118_399_999_999)

    /// Checks and cleans a draft.
    func open(_ draft: EntryDraft, _ preferences: UserPreferences, now: Instant) throws(ServiceError) -> OpenContent {
        OpenContent(
            body: try body(draft.body),
            title: try draft.title.map { text throws(ServiceError) in try title(text) },
            categories: try names((draft.categories ?? []) + (draft.isPrivate == true ? [PrivateMark.category] : [])),
            mood: draft.mood, starred: draft.starred ?? false,
            at: try draft.at.map { text throws(ServiceError) in try instant(text) } ?? now,
            zone: try zone(draft.zone ?? preferences.zone))
    }

    func body(_ text: String) throws(ServiceError) -> String {
        let clean = TextSanitizer.body(text)
        guard clean.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw .invalid(path: "/body", rule: "minLength", message: "must hold some text")
        }
        return clean
    }

    func title(_ text: String) throws(ServiceError) -> String {
        guard let clean = TextSanitizer.name(text) else {
            throw .invalid(path: "/title", rule: "format", message: "must be one line of visible text")
        }
        return clean
    }

    func names(_ names: [String]) throws(ServiceError) -> [String] {
        var clean: [String] = []
        for (index, name) in names.enumerated() {
            guard let name = TextSanitizer.name(name) else {
                throw .invalid(
                    path: "/categories/\(index)", rule: "format", message: "must be one line of visible text")
            }
            clean.append(name.first == "#" && name.utf8.count > 1 ? String(name.dropFirst()) : name)
        }
        return clean
    }

    func zone(_ name: String) throws(ServiceError) -> String {
        guard zones.isKnown(name) else {
            throw .invalid(path: "/zone", rule: "zone", message: "is no known time zone; use an IANA name such as Europe/Madrid")
        }
        return name
    }

    func instant(_ text: String) throws(ServiceError) -> Instant {
        guard let instant = InstantText.parse(text), Self.instants.contains(instant) else {
            throw .invalid(path: "/at", rule: "instant", message: "must be an RFC 3339 instant of the years 1900 to 2199")
        }
        return instant
    }

    /// Scores, seals and hashes.
    func prepare(_ open: OpenContent, as id: EntryID, _ account: OpenAccount) async throws(ServiceError) -> PreparedEntry {
        let keys = account.keys
        var names = open.categories
        if names.count < EntryLimits.categories {
            names += Hashtags.names(in: open.body, limit: EntryLimits.categories - names.count)
        }
        if names.isEmpty { names = [CategoryNames.none] }
        let categories = try resolver.drafts(names, account, now: time.now())
        let mood = try await sentiment.stored(open.body, entry: id, keys: keys)
        let job = try await remote.job(body: open.body, categories: names, account)
        let body = Array(open.body.utf8)
        let title = open.title.map { Array($0.utf8) }
        let sealedBody = try sealing { () throws(SealError) in try Sealing.seal(body, at: .entryBody(id), keys: keys) }
        let sealedTitle = try sealing { () throws(SealError) in
            try title.map { bytes throws(SealError) in try Sealing.seal(bytes, at: .entryTitle(id), keys: keys) }
        }
        let found = SearchTerms.find(title: title ?? [], body: body, keys: keys)
        let place = zones.place(open.at, in: open.zone, dayEndHour: account.preferences.dayEndHour)
        let content = EntryContent(
            at: open.at, zone: open.zone, day: place.day, hour: place.hour, title: sealedTitle, body: sealedBody,
            mood: open.mood.flatMap(Mood.init), starred: open.starred,
            words: found.words)
        return PreparedEntry(
            content: content, categories: categories, sentiment: mood.stored,
            analysis: job == nil ? mood.state : .pending, job: job, terms: found.hashes, title: open.title,
            body: open.body, sent: mood.sent)
    }
}
