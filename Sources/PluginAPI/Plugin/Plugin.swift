/// What a plugin says of its own state.
public struct PluginHealth: Hashable, Sendable {
    public enum Status: String, Sendable, CaseIterable {
        case ok, degraded, failing
    }

    public let status: Status
    /// One line for the operator; no text of a user.
    public let detail: String?

    public init(_ status: Status, detail: String? = nil) {
        self.status = status
        self.detail = detail
    }
}

/// The life of a plugin: made → started → run → stopped.
///
/// The factory that makes it checks the settings and does no I/O.
public protocol Plugin: Sendable {
    /// Opens and migrates what it needs; returns when it is usable.
    /// - Throws: `PluginStartError` with one line that tells the operator what to do.
    func start() async throws
    /// Optional background work; ends when its task is cancelled.
    func run() async throws
    /// Releases everything. May be called twice, and after a failed start.
    func stop() async
    /// Cheap enough to be asked every few seconds.
    func health() async -> PluginHealth
    /// Takes over settings marked reloadable.
    /// - Throws: `PluginConfigurationError`; then nothing has changed.
    func reload(_ settings: SettingValues) async throws
}

extension Plugin {
    public func start() async throws {}
    public func run() async throws {}
    public func stop() async {}
    public func health() async -> PluginHealth { PluginHealth(.ok) }
    public func reload(_ settings: SettingValues) async throws {}
}

/// A start that cannot succeed. The message is shown to the operator as it is.
public struct PluginStartError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    /// Whether trying again cannot help until somebody has put something right: data that is damaged or missing, a key
    /// that does not fit. The service manager then leaves the daemon failed.
    public let isLasting: Bool

    public init(_ description: String, lasting: Bool = false) {
        self.description = description
        isLasting = lasting
    }
}

/// Settings that do not fit. The message is shown to the operator as it is.
public struct PluginConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The setting at fault.
    public let key: String
    public let description: String

    public init(key: String, _ description: String) {
        self.key = key
        self.description = description
    }
}
