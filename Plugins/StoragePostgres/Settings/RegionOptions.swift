import PluginAPI

/// Which regions there are, checked.
struct RegionOptions: Sendable {
    static let urlsSetting = Setting(
        "storage.postgres.regions", .text, default: "",
        help: "Clusters that keep the journals of their users, as name=URL with spaces between; accounts stay in the database.")
    static let regionSetting = Setting(
        "storage.postgres.region", .text, default: RegionOptions.home,
        help: "The region of new users; home is the database itself.")

    static let specs = [urlsSetting.spec, regionSetting.spec]
    /// What the cluster of the accounts is called as a region.
    static let home = "home"
    /// Regions at most.
    private static let limit = 16

    let connections: [String: ConnectionOptions]
    let newcomers: String

    /// - Parameter connect: makes the options of one URL, by the rules of the first cluster's.
    init(
        _ settings: SettingValues, connect: (PostgresURL) -> ConnectionOptions, authorities: String
    ) throws(PluginConfigurationError) {
        let key = Self.urlsSetting.spec.key
        func fail(_ message: String) -> PluginConfigurationError { PluginConfigurationError(key: key, message) }
        var made: [String: ConnectionOptions] = [:]
        for part in settings[Self.urlsSetting].split(whereSeparator: \.isWhitespace) {
            guard let sign = part.firstIndex(of: "=") else { throw fail("must be like eu=postgresql://… us=postgresql://…") }
            let name = String(part[..<sign])
            let isName = !name.isEmpty && name.utf8.count <= 32
                && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
            guard isName else { throw fail("has a region whose name is not made of a-z, 0-9 and -") }
            guard name != Self.home else { throw fail("must not name home: it is the database itself") }
            let url = try PostgresURL(String(part[part.index(after: sign)...]), key: key, authorities: authorities)
            guard made.updateValue(connect(url), forKey: name) == nil else { throw fail("names \(name) twice") }
        }
        guard made.count <= Self.limit else { throw fail("names more than \(Self.limit) regions") }
        connections = made
        newcomers = settings[Self.regionSetting]
        guard newcomers == Self.home || made[newcomers] != nil else {
            throw PluginConfigurationError(key: Self.regionSetting.spec.key, "must be home or one of storage.postgres.regions")
        }
    }
}
