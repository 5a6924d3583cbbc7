public import PluginAPI

/// The engine's own settings, each declared once. A plugin declares its own in its factory.
public enum CoreSettings {
    // MARK: Places

    /// Empty: chosen by the place the daemon runs in (see docs/operating.md).
    public static let stateDirectory = Setting<String>(
        "state.directory", .path, default: "",
        help: "Folder of the data, absolute. Empty: $STATE_DIRECTORY, else $XDG_STATE_HOME/journald-core.")

    /// Empty: chosen by the rule that the client uses too.
    public static let socket = Setting<String>(
        "server.socket", .path, default: "",
        help: "Path of the socket, absolute. Empty: the one handed over by systemd, else in the runtime folder.")

    // MARK: Server

    public static let socketMode = Setting<String>(
        "server.socketMode", .choice(["0600", "0660", "0666"]), default: "0600",
        help: "Mode of a socket that the daemon makes itself; a socket unit sets its own.")

    public static let maxMessageBytes = Setting<Int>(
        "server.maxMessageBytes", .integer(65_536...16_777_216), default: 1_048_576,
        help: "Longest message taken, in bytes.")

    public static let maxConnections = Setting<Int>(
        "server.maxConnections", .integer(1...65_536), default: 1_024, help: "Connections in all.")

    public static let maxConnectionsPerUser = Setting<Int>(
        "server.maxConnectionsPerUser", .integer(1...65_536), default: 128, help: "Connections of one uid.")

    public static let maxRequestsInFlight = Setting<Int>(
        "server.maxRequestsInFlight", .integer(1...100_000), default: 1_000,
        help: "Unanswered requests of one connection; then reading from it pauses.")

    public static let maxUnreadBytes = Setting<Int>(
        "server.maxUnreadBytes", .integer(1_048_576...268_435_456), default: 4_194_304,
        help: "Answers that a client has not read, in bytes; over it the connection is closed.")

    public static let partialFrameSeconds = Setting<Int>(
        "server.partialFrameSeconds", .integer(1...600), default: 10,
        help: "Time a client has to finish a message that it began, in seconds.")

    public static let requestSeconds = Setting<Int>(
        "server.requestSeconds", .integer(1...3_600), default: 30,
        help: "Time a request may take before it is given up, in seconds; what it asked for may still happen.")

    public static let drainSeconds = Setting<Int>(
        "server.drainSeconds", .integer(1...600), default: 8,
        help: "Time for requests in flight when the daemon stops, in seconds; keep it under TimeoutStopSec.")

    // MARK: Limits and accounts

    /// 0 turns the limit off.
    public static let requestsPerSecond = Setting<Int>(
        "limits.requestsPerSecond", .integer(0...1_000_000), default: 10,
        help: "Calls of one method by one person in a second. 0: no limit.", reloadable: true)

    public static let accountsPeer = Setting<String>(
        "accounts.peer", .choice(["create", "known", "off"]), default: "create",
        help: "Who may use the socket by uid: create makes an account on first contact, known needs one, off: nobody.")

    public static let sessionIdleDays = Setting<Int>(
        "accounts.sessionIdleDays", .integer(1...90), default: 14, help: "Days after which an unused login is over.")

    public static let sessionDays = Setting<Int>(
        "accounts.sessionDays", .integer(1...366), default: 90, help: "Days after which every login is over.")

    public static let passwordMemory = Setting<Int>(
        "accounts.passwordMemoryKiB", .integer(19_456...1_048_576), default: 19_456,
        help: "Memory of one password hash (argon2id), in KiB. Passwords are hashed anew at their next use.")

    public static let passwordPasses = Setting<Int>(
        "accounts.passwordPasses", .integer(2...16), default: 2, help: "Passes of one password hash over its memory.")

    public static let auditDays = Setting<Int>(
        "accounts.auditDays", .integer(1...3_650), default: 365,
        help: "Days for which the audit trail is kept; of one account never more than the last 2,000 events.")

    // MARK: Providers

    /// What `cache.provider` is when there shall be none.
    public static let noProvider = "none"

    public static let storageProvider = Setting<String>(
        "storage.provider", .text, default: "sqlite", help: "Where journals are kept.")

    public static let cacheProvider = Setting<String>(
        "cache.provider", .text, default: "memory", help: "What keeps reports that were just computed.")

    public static let sentimentProvider = Setting<String>(
        "sentiment.provider", .text, default: "lexicon", help: "What reads the mood of a text.")

    // MARK: Logs

    public static let logLevel = Setting<String>(
        "log.level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
        default: "info", help: "Least severe messages that are logged.", reloadable: true)

    /// All of them in the order of the default file.
    public static let specs: [SettingSpec] = [
        stateDirectory.spec,
        socket.spec, socketMode.spec, maxMessageBytes.spec, maxConnections.spec, maxConnectionsPerUser.spec,
        maxRequestsInFlight.spec, maxUnreadBytes.spec, partialFrameSeconds.spec, requestSeconds.spec, drainSeconds.spec,
        requestsPerSecond.spec,
        accountsPeer.spec, sessionIdleDays.spec, sessionDays.spec, passwordMemory.spec, passwordPasses.spec,
        auditDays.spec,
        storageProvider.spec, cacheProvider.spec, sentimentProvider.spec, AnalysisSettings.immediateProvider.spec,
    ] + AnalysisSettings.specs + [logLevel.spec]
}
