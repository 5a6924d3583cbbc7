import PluginAPI

/// The settings as the plugin works with them, checked.
struct OpenAIOptions: Sendable {
    var endpoint: Endpoint
    var model: String
    var format: AnswerFormat?
    var hasTemperature: Bool
    var limitName: String
    var price: Price
    var currency: String
    var batchTexts: Int
    var batchBytes: Int
    var textBytes: Int
    var window: Duration
    var timeout: Duration
    var attempts: Int
    var hasBulk: Bool
    var bulkPrice: Price

    init(_ settings: SettingValues, stateDirectory: String) throws(PluginConfigurationError) {
        func path(_ setting: Setting<String>) -> String? {
            let name = settings[setting]
            guard !name.isEmpty else { return nil }
            return name.utf8.first == UInt8(ascii: "/") ? name : stateDirectory + "/" + name
        }
        do {
            endpoint = try Endpoint(
                settings[SentimentOpenAI.url], socketPath: path(SentimentOpenAI.socket),
                authorityFile: path(SentimentOpenAI.authorityFile))
        } catch {
            throw PluginConfigurationError(key: SentimentOpenAI.url.spec.key, error.reason)
        }
        model = settings[SentimentOpenAI.model]
        guard Self.isName(model) else {
            throw PluginConfigurationError(
                key: SentimentOpenAI.model.spec.key, "must be 1 to 200 printable ASCII characters without spaces")
        }
        currency = settings[SentimentOpenAI.currency]
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ 0x41...0x5A ~= $0 }) else {
            throw PluginConfigurationError(
                key: SentimentOpenAI.currency.spec.key, "must be three capital letters, such as USD")
        }
        price = try Self.price(of: model, isLocal: endpoint.isLocal, settings[SentimentOpenAI.prices])
        format = AnswerFormat(rawValue: settings[SentimentOpenAI.format])
        hasTemperature = settings[SentimentOpenAI.temperature]
        limitName = settings[SentimentOpenAI.limitName]
        batchTexts = settings[SentimentOpenAI.batchTexts]
        batchBytes = settings[SentimentOpenAI.batchBytes]
        textBytes = settings[SentimentOpenAI.textBytes]
        window = .milliseconds(settings[SentimentOpenAI.window])
        timeout = .seconds(settings[SentimentOpenAI.timeout])
        attempts = settings[SentimentOpenAI.attempts]
        hasBulk = settings[SentimentOpenAI.bulk]
        bulkPrice = price.percent(Int64(settings[SentimentOpenAI.bulkPercent]))
    }

    /// A model on this machine is free unless the settings say otherwise; elsewhere a budget without a price would count nothing.
    private static func price(
        of model: String, isLocal: Bool, _ list: String
    ) throws(PluginConfigurationError) -> Price {
        let key = SentimentOpenAI.prices.spec.key
        guard let prices = Price.list(list) else {
            throw PluginConfigurationError(key: key, "must be like: gpt-4.1-mini 0.40 1.60; other-model 0.1 0.2 0.05")
        }
        if let price = prices.last(where: { $0.model.utf8.elementsEqual(model.utf8) })?.price { return price }
        guard isLocal else {
            throw PluginConfigurationError(
                key: key,
                "has no price for \(model), and a budget without one would count nothing; add “\(model) INPUT OUTPUT”, "
                    + "its prices for a million tokens, 0 0 if it is free")
        }
        return .free
    }

    private static func isName(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }
}

/// How a model is told the form of its answer. The raw value is the word in the settings.
enum AnswerFormat: String, Sendable, CaseIterable {
    /// Structured outputs: the server holds the model to a strict JSON schema.
    case schema
    /// JSON mode: any JSON object; the form stands in the instructions.
    case object
    /// The instructions alone; the answer is looked for between the outermost braces.
    case text

    /// What to try where a server does not take this one.
    var next: AnswerFormat? {
        switch self {
        case .schema: .object
        case .object: .text
        case .text: nil
        }
    }
}
