public import PluginAPI

/// The sentiment provider that asks a model over OpenAI's API: at OpenAI, or at any server that speaks it.
public enum SentimentOpenAI {
    /// How the plugin is listed.
    public static let factory = PluginFactory<any SentimentPlugin>(
        id: "openai", version: "1.0.0",
        summary: "A model behind OpenAI's API: OpenAI, Ollama, vLLM, llama.cpp, LiteLLM",
        settings: specs,
        make: { (context) throws(PluginConfigurationError) in
            OpenAISentimentPlugin(
                options: try OpenAIOptions(context.settings, stateDirectory: context.stateDirectory), context: context)
        })

    private static let specs = [
        url.spec, model.spec, key.spec, keyFile.spec, socket.spec, authorityFile.spec, format.spec, temperature.spec,
        limitName.spec, prices.spec, currency.spec, batchTexts.spec, batchBytes.spec, textBytes.spec, window.spec,
        timeout.spec, attempts.spec, bulk.spec, bulkPercent.spec,
    ]

    static let url = Setting<String>(
        "sentiment.openai.url", .text, default: "https://api.openai.com/v1",
        help: "The API's address; https, or http where the server is on this machine.")
    static let model = Setting<String>(
        "sentiment.openai.model", .text, default: "gpt-4.1-mini", help: "The model's name as the server knows it.")
    static let key = Setting<String>(
        "sentiment.openai.key", .text, default: "", help: "The API key.", secret: true, reloadable: true)
    static let keyFile = Setting<String>(
        "sentiment.openai.keyFile", .path, default: "",
        help: "A file of mode 0600 with the API key, instead of sentiment.openai.key.", reloadable: true)
    static let socket = Setting<String>(
        "sentiment.openai.socket", .path, default: "",
        help: "A Unix socket that the server listens on, instead of the address's host.")
    static let authorityFile = Setting<String>(
        "sentiment.openai.authorityFile", .path, default: "",
        help: "Certificate authorities in PEM to trust instead of the system's.")
    static let format = Setting<String>(
        "sentiment.openai.format", .choice(["auto", "schema", "object", "text"]), default: "auto",
        help:
            "How the answer's form is asked for: strict schema, JSON mode, in words, or the first that the server takes."
    )
    static let temperature = Setting<Bool>(
        "sentiment.openai.temperature", .boolean, default: true,
        help: "Ask with temperature 0; off for models that refuse it.")
    static let limitName = Setting<String>(
        "sentiment.openai.limitName", .choice(["max_completion_tokens", "max_tokens"]),
        default: "max_completion_tokens",
        help: "What the server calls the bound on an answer's length.")
    static let prices = Setting<String>(
        "sentiment.openai.prices", .text, default: "",
        help: "Prices for a million tokens, as your provider lists them today: MODEL INPUT OUTPUT [CACHED-INPUT]; ...")
    static let currency = Setting<String>(
        "sentiment.openai.currency", .text, default: "USD", help: "The currency of the prices, by its ISO 4217 code.")
    static let batchTexts = Setting<Int>(
        "sentiment.openai.batchTexts", .integer(1...100), default: 40, help: "The most texts in one request.")
    static let batchBytes = Setting<Int>(
        "sentiment.openai.batchBytes", .integer(1_024...1_000_000), default: 48_000,
        help: "The most bytes of text in one request; a longer text goes alone.")
    static let textBytes = Setting<Int>(
        "sentiment.openai.textBytes", .integer(256...262_144), default: 16_384,
        help: "How many bytes of a text are read, from its beginning.")
    static let window = Setting<Int>(
        "sentiment.openai.windowMilliseconds", .integer(0...5_000), default: 200,
        help: "How long a request waits for more texts.")
    static let timeout = Setting<Int>(
        "sentiment.openai.timeoutSeconds", .integer(1...600), default: 60, help: "How long one request may take.")
    static let attempts = Setting<Int>(
        "sentiment.openai.attempts", .integer(1...10), default: 4, help: "How often a request is tried.")
    static let bulk = Setting<Bool>(
        "sentiment.openai.bulk", .boolean, default: false,
        help: "The server has OpenAI's Batch API; use it for many texts.")
    static let bulkPercent = Setting<Int>(
        "sentiment.openai.bulkPercent", .integer(0...100), default: 50,
        help: "What the Batch API costs, in percent of the prices.")
}
