public import PluginAPI

/// Every setting that there is, in the order of the default file, and how a key is found.
public struct SettingsSchema: Sendable {
    public let specs: [SettingSpec]
    private let byKey: [String: Int]
    private let byVariable: [String: Int]

    /// What every environment variable of the daemon begins with.
    public static let variablePrefix = "JOURNALD_"

    /// - Parameter specs: a key that comes twice counts once, the first time.
    public init(_ specs: [SettingSpec]) {
        var kept: [SettingSpec] = []
        var byKey: [String: Int] = [:]
        var byVariable: [String: Int] = [:]
        for spec in Self.grouped(specs, depth: 0) where byKey[spec.key] == nil {
            byKey[spec.key] = kept.count
            byVariable[Self.variable(for: spec.key)] = kept.count
            kept.append(spec)
        }
        self.specs = kept
        self.byKey = byKey
        self.byVariable = byVariable
    }

    /// The same settings with those of a group next to each other, as a file needs them: first those of the group
    /// itself, then its groups.
    private static func grouped(_ specs: [SettingSpec], depth: Int) -> [SettingSpec] {
        var own: [SettingSpec] = []
        var order: [Substring] = []
        var groups: [Substring: [SettingSpec]] = [:]
        for spec in specs {
            let parts = spec.key.split(separator: ".")
            guard parts.count > depth + 1 else {
                own.append(spec)
                continue
            }
            if groups[parts[depth]] == nil { order.append(parts[depth]) }
            groups[parts[depth], default: []].append(spec)
        }
        return own + order.flatMap { grouped(groups[$0] ?? [], depth: depth + 1) }
    }

    /// The engine's settings and those of every plugin in the catalog; the providers are choices among its plugins.
    public init(_ catalog: PluginCatalog) {
        let providers: [String: [String]] = [
            CoreSettings.storageProvider.spec.key: catalog.storage.map(\.id),
            CoreSettings.sentimentProvider.spec.key: catalog.sentiment.map(\.id),
            CoreSettings.cacheProvider.spec.key: catalog.cache.map(\.id) + [CoreSettings.noProvider],
        ]
        let core = CoreSettings.specs.map { spec in
            providers[spec.key].map { spec.choosing(among: $0) } ?? spec
        }
        self.init(core + catalog.specs)
    }

    /// The setting with this key.
    public subscript(key: String) -> SettingSpec? { byKey[key].map { specs[$0] } }

    /// The setting that this environment variable sets.
    func spec(forVariable name: String) -> SettingSpec? { byVariable[name].map { specs[$0] } }

    /// `limits.requestsPerSecond` → `JOURNALD_LIMITS_REQUESTSPERSECOND`.
    public static func variable(for key: String) -> String {
        variablePrefix + String(key.map { $0 == "." ? "_" : $0 }).uppercased()
    }

    /// Whether settings begin with `key.`.
    func isGroup(_ key: String) -> Bool { specs.contains { $0.key.hasPrefix(key + ".") } }

    /// The setting, or group of settings, that was probably meant.
    func suggestion(for key: String) -> String? {
        var names = specs.map(\.key)
        for spec in specs {
            let parts = spec.key.split(separator: ".")
            for length in 1..<max(parts.count, 1) { names.append(parts.prefix(length).joined(separator: ".")) }
        }
        return Spelling.nearest(to: key, among: names)
    }

    func suggestion(forVariable name: String) -> String? {
        Spelling.nearest(to: name, among: specs.map { Self.variable(for: $0.key) })
    }
}

extension SettingSpec {
    /// The same setting, which now takes only these words.
    func choosing(among words: [String]) -> SettingSpec {
        let fallback: SettingValue? =
            if case .text(let word) = self.fallback, words.contains(word) { self.fallback } else {
                words.first.map { .text($0) }
            }
        return SettingSpec(
            key: key, kind: .choice(words), fallback: fallback, help: help, isSecret: isSecret,
            isReloadable: isReloadable)
    }
}
