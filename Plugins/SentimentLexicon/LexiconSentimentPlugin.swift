import Logging
public import PluginAPI
import Synchronization

/// The sentiment provider that needs no network: a lexicon and rules, for English.
public enum SentimentLexicon {
    /// How the plugin is listed.
    public static let factory = PluginFactory<any SentimentPlugin>(
        id: "lexicon", version: "1.0.0", summary: "English lexicon and rules, on this machine",
        settings: [file.spec, mode.spec],
        make: { (context) throws(PluginConfigurationError) in LexiconSentimentPlugin(context) })

    /// The user's own words.
    static let file = Setting<String>(
        "sentiment.lexicon.file", .path, default: "",
        help: "A lexicon of your own in VADER's format (token, tab, rating from -4 to 4); none by default.",
        reloadable: true)
    static let mode = Setting<String>(
        "sentiment.lexicon.mode", .choice(["add", "replace"]), default: "add",
        help: "Lay the words of the file over the built-in ratings, or use only the file's.", reloadable: true)
}

/// Scores texts within the request. Safe to use from any number of tasks; a reload changes the lexicon between two
/// analyses, never during one.
final class LexiconSentimentPlugin: SentimentPlugin {
    private let analyzer: Mutex<LexiconAnalyzer>
    private let settings: SettingValues
    private let stateDirectory: String
    private let logger: Logger

    init(_ context: PluginContext) {
        analyzer = Mutex(LexiconAnalyzer())
        settings = context.settings
        stateDirectory = context.stateDirectory
        logger = context.logger
    }

    var delivery: SentimentDelivery { .immediate }
    var model: String { analyzer.withLock { $0.lexicon } }

    func start() async throws {
        do {
            try load(settings)
        } catch {
            throw PluginStartError("\(error.key): \(error.description)")
        }
    }

    func reload(_ settings: SettingValues) async throws {
        try load(settings)
        logger.info("lexicon loaded", metadata: ["lexicon": "\(model)"])
    }

    /// Reads the user's file, if one is set, and puts the new table in place of the old one; on an error nothing changes.
    private func load(_ settings: SettingValues) throws(PluginConfigurationError) {
        let name = settings[SentimentLexicon.file]
        guard !name.isEmpty else {
            analyzer.withLock { $0 = LexiconAnalyzer() }
            return
        }
        let path = name.utf8.first == UInt8(ascii: "/") ? name : stateDirectory + "/" + name
        let replacing = settings[SentimentLexicon.mode] == "replace"
        let loaded: LexiconAnalyzer
        do {
            let bytes = try LexiconFile.read(path, limit: UserLexicon.maximumBytes)
            loaded = LexiconAnalyzer(user: try UserLexicon(bytes), replacing: replacing, content: bytes)
        } catch {
            throw PluginConfigurationError(key: SentimentLexicon.file.spec.key, "\(path): \(error)")
        }
        analyzer.withLock { $0 = loaded }
    }

    func analyze(_ requests: [SentimentRequest]) async throws(SentimentError) -> [Sentiment] {
        let analyzer = analyzer.withLock { $0 }
        return requests.map { sentiment(of: $0, by: analyzer) }
    }

    private func sentiment(of request: SentimentRequest, by analyzer: LexiconAnalyzer) -> Sentiment {
        let analysis = analyzer.analyze(request.text)
        // Other languages are not read; an untagged text is judged by its words.
        let isForeign = request.language.map { !Self.isEnglish($0) } ?? false
        if isForeign || analysis.label == .unknown {
            return Sentiment(
                score: 0, label: .unknown, positive: 0, neutral: 0, negative: 0, confidence: 0,
                sentences: analysis.sentences.map { SentenceScore(start: $0.start, end: $0.end, score: 0) }, terms: [],
                model: analysis.lexicon)
        }
        return Sentiment(
            score: analysis.score, label: Self.label(analysis.label), positive: analysis.positive,
            neutral: analysis.neutral, negative: analysis.negative, confidence: analysis.confidence,
            sentences: analysis.sentences.map { SentenceScore(start: $0.start, end: $0.end, score: $0.score) },
            terms: Self.terms(analysis.terms, in: request.text), model: analysis.lexicon)
    }

    /// True for `en` and what is derived from it, in any case.
    private static func isEnglish(_ tag: String) -> Bool {
        let letters = tag.utf8.prefix(3).map { TextFolding.lower($0) }
        guard letters.count >= 2, letters[0] == UInt8(ascii: "e"), letters[1] == UInt8(ascii: "n") else { return false }
        return letters.count == 2 || !TextFolding.isLetter(letters[2])
    }

    /// The terms as they are written in the text, cut to a length fit for showing.
    private static func terms(_ terms: LexiconAnalysis.Terms, in text: String) -> [TermWeight] {
        let bytes = text.utf8
        var out: [TermWeight] = []
        for term in terms {
            let start = bytes.index(bytes.startIndex, offsetBy: term.start)
            let end = bytes.index(start, offsetBy: min(term.end - term.start, 100))
            out.append(TermWeight(text: String(decoding: bytes[start..<end], as: UTF8.self), weight: term.weight))
        }
        return out
    }

    private static func label(_ label: LexiconAnalysis.Label) -> SentimentLabel {
        switch label {
        case .positive: .positive
        case .neutral: .neutral
        case .negative: .negative
        case .mixed: .mixed
        case .unknown: .unknown
        }
    }
}
