import CLibPQ
import PluginAPI

/// A connection URL, checked: off the machine's sockets nothing but verified TLS 1.3 is spoken.
struct PostgresURL: Sendable {
    /// libpq's keywords, the rules about TLS among them; no password.
    let keywords: [(name: String, value: String)]
    let isOverTCP: Bool
    /// Hosts, port and database, for messages.
    let target: String

    /// What an URL may say. Anything else could take a check back or read settings from other files.
    private static let allowed: Set<String> = [
        "host", "hostaddr", "port", "dbname", "user", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl",
        "ssl_min_protocol_version", "ssl_max_protocol_version", "channel_binding", "target_session_attrs", "keepalives",
        "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "application_name",
    ]

    /// - Parameters:
    ///   - key: the setting, for errors.
    ///   - authorities: the file of certificate authorities that are believed, unless the URL names one.
    ///   - session: what kind of server it must be, in libpq's words, unless the URL says so.
    init(
        _ text: String, key: String, authorities: String, session: String = "read-write"
    ) throws(PluginConfigurationError) {
        func fail(_ message: String) -> PluginConfigurationError { PluginConfigurationError(key: key, message) }
        guard !text.isEmpty else {
            throw fail("must name a database, such as postgresql:///journald?host=/var/run/postgresql")
        }
        guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") else {
            throw fail("must begin with postgresql://")
        }
        guard let parsed = Self.parse(text) else { throw fail("is not a URL that libpq understands") }
        var given = parsed
        if given["password"] != nil {
            throw fail(
                "must not hold a password: put it into the credential storage.postgres.password or name a file in storage.postgres.passwordFile"
            )
        }
        for name in given.keys.sorted() where !Self.allowed.contains(name) { throw fail("must not set \(name)") }
        let host = given["host"] ?? ""
        if host.isEmpty, given["hostaddr"] == nil { given["host"] = "/var/run/postgresql" }
        let hosts = (given["host"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        isOverTCP = given["hostaddr"] != nil || hosts.contains { !$0.hasPrefix("/") && !$0.hasPrefix("@") }
        if isOverTCP {
            if let refusal = Self.harden(&given, authorities: authorities) { throw fail(refusal) }
        } else {
            // Nothing leaves the machine; libpq speaks no TLS on a Unix socket.
            given["sslmode"] = "disable"
        }
        given["gssencmode"] = "disable"
        if given["target_session_attrs"] == nil { given["target_session_attrs"] = session }
        let names = hosts.joined(separator: ",")
        target = "\(names.isEmpty ? given["hostaddr"] ?? "" : names)/\(given["dbname"] ?? "")"
        keywords = given.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }

    /// - Returns: why the URL is refused, or nil.
    private static func harden(_ given: inout [String: String], authorities: String) -> String? {
        let mode = given["sslmode"] ?? "verify-full"
        guard mode == "verify-full" else {
            return mode == "disable" || mode == "allow" || mode == "prefer"
                ? "sslmode=\(mode) would send journals over the network in plain text: only sslmode=verify-full is spoken over TCP, or use a Unix socket"
                : "sslmode=\(mode) does not check whom it talks to: only sslmode=verify-full is spoken over TCP"
        }
        given["sslmode"] = mode
        let least = given["ssl_min_protocol_version"] ?? "TLSv1.3"
        guard least == "TLSv1.3", given["ssl_max_protocol_version"].map({ $0 == "TLSv1.3" }) ?? true else {
            return "only TLS 1.3 or newer is spoken over TCP"
        }
        given["ssl_min_protocol_version"] = least
        if given["sslrootcert"] == nil { given["sslrootcert"] = authorities }
        guard given["sslrootcert"] != "" else { return "sslrootcert must name a file" }
        // A peer that vanished must not hold a connection for ever.
        for (name, value) in [
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
        ] where given[name] == nil { given[name] = value }
        return nil
    }

    /// What an URL says, or nil when libpq does not understand it. Asks nobody.
    private static func parse(_ text: String) -> [String: String]? {
        guard let options = PQconninfoParse(text, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var found: [String: String] = [:]
        var option = options
        while let name = option.pointee.keyword {
            if let value = option.pointee.val { found[String(cString: name)] = String(cString: value) }
            option += 1
        }
        return found
    }
}
