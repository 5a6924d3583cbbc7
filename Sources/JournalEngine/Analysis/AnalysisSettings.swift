public import PluginAPI

/// Settings of analyses that are done later, of the workers that do them, and of what they may cost.
public enum AnalysisSettings {
    public static let immediateProvider = Setting<String>(
        "sentiment.immediate", .text, default: "lexicon",
        help: "What scores an entry at once while a model has not answered yet; none for nothing.")

    public static let workerUsers = Setting<String>(
        "workers.users", .text, default: "",
        help: "System users, by name or number and separated by commas, that may claim texts. Empty: the daemon itself asks the model.")

    public static let claimTexts = Setting<Int>(
        "workers.claimTexts", .integer(1...1_000), default: 40, help: "Texts that a worker is given at once, at most.")

    public static let leaseSeconds = Setting<Int>(
        "workers.leaseSeconds", .integer(2...86_400), default: 120,
        help: "Time that a worker has for the texts of a claim, in seconds; then others may claim them.")

    public static let bulkTexts = Setting<Int>(
        "workers.bulkTexts", .integer(1...100_000), default: 200,
        help: "From how many texts on a reanalysis is handed over in bulk, where the model's server takes that: cheaper, within a day.")

    public static let batchSeconds = Setting<Int>(
        "workers.batchSeconds", .integer(1...3_600), default: 60,
        help: "How often the model's server is asked whether texts that it has in bulk are read.")

    public static let monthlyCents = Setting<Int>(
        "workers.monthlyCents", .integer(0...1_000_000_000), default: 2_000,
        help: "What models may cost in a month, in hundredths of the provider's currency.")

    public static let monthlyCentsPerUser = Setting<Int>(
        "workers.monthlyCentsPerUser", .integer(0...1_000_000_000), default: 200,
        help: "What models may cost one person in a month unless they say otherwise; never more than all may.")

    static let specs: [SettingSpec] = [
        workerUsers.spec, claimTexts.spec, leaseSeconds.spec, bulkTexts.spec, batchSeconds.spec, monthlyCents.spec, monthlyCentsPerUser.spec,
    ]
}
