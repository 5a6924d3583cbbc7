import JournalRPC

/// What `--debug` may show of a frame: its shape. Text, titles, names and tokens become their length.
enum FrameMask {
    /// Members whose strings are the protocol's own words, times or ids, never what somebody wrote.
    private static let shown: Set<String> = [
        "jsonrpc", "method", "id", "entry", "kind", "status", "state", "version", "protocolVersion", "message", "path",
        "rule", "at", "zone", "day", "since", "until", "from", "to", "order", "fields", "label", "labels", "provider",
        "model", "analysis", "createdAt", "updatedAt", "trashedAt", "analysedAt", "savedAt", "startedAt", "keySource",
        "subscription", "errorId", "delivery", "health", "type", "unit", "account", "session", "subject", "actor", "role",
        "event", "outcome", "via", "scopes", "expiresAt", "refreshExpiresAt", "freshUntil", "lastUsedAt", "lastSeenAt", "linkedAt", "initialUntil",
    ]

    /// Members that are passwords, codes or tokens: not even their length is told. A test holds it against the schemas.
    static let secrets: Set<String> = [
        "password", "current", "code", "challenge", "accessToken", "refreshToken", "secret", "uri", "recoveryCodes", "initialPassword",
    ]

    /// The frame as compact JSON with everything private masked; its length alone when it is not JSON.
    static func masked(_ frame: [UInt8]) -> String {
        guard let document = try? JSONDocument(frame, maxBytes: 32 * 1_024 * 1_024),
            let value = document.root.flatMap({ JSONValue($0) }), let bytes = try? mask(value, shown: false).encoded()
        else { return "(\(frame.count) bytes)" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func mask(_ value: JSONValue, shown isShown: Bool) -> JSONValue {
        switch value {
        case .string(let text): isShown ? value : .string("<\(text.utf8.count) bytes>")
        case .array(let items): .array(items.map { mask($0, shown: isShown) })
        case .object(let members):
            .object(members.map { .init($0.name, mask($0)) })
        default: value
        }
    }

    private static func mask(_ member: JSONValue.Member) -> JSONValue {
        // The code of an error is a negative number, and no secret.
        if secrets.contains(member.name), member.value.integerValue.map({ $0 >= 0 }) ?? true { return "<secret>" }
        return mask(member.value, shown: shown.contains(member.name))
    }
}
