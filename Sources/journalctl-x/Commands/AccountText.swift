import JournalRPC

/// How times and events of accounts are written.
enum AccountText {
    /// `2026-10-30 18:17`.
    static func time(_ text: String, _ invocation: Invocation) -> String {
        Timestamp(rfc3339: text).map { TimeFormat.dateTime($0, invocation.zone) } ?? text
    }

    /// The day of it alone.
    static func day(_ text: String, _ invocation: Invocation) -> String {
        String(time(text, invocation).prefix(10))
    }

    /// What an event of the audit trail is called.
    static func event(_ word: String) -> String {
        switch ActivityKind(rawValue: word) {
        case .login: "login"
        case .secondFactor: "second factor"
        case .reauthentication: "password shown again"
        case .recoveryCodeUsed: "recovery code used"
        case .refreshReuse: "used token shown again: session ended"
        case .logout: "logout"
        case .sessionRevoked: "session ended"
        case .passwordChanged: "password changed"
        case .passwordReset: "password replaced by an admin"
        case .totpEnabled: "second factor turned on"
        case .totpDisabled: "second factor turned off"
        case .recoveryCodesRenewed: "recovery codes renewed"
        case .tokenCreated: "API token made"
        case .tokenRevoked: "API token revoked"
        case .tokenUsedFromNewPeer: "API token used by another system user"
        case .uidLinkOffered: "link code made for a system user"
        case .uidLinked: "system user linked"
        case .uidUnlinked: "system user unlinked"
        case .userCreated: "account made"
        case .userDisabled: "account disabled"
        case .userEnabled: "account enabled"
        case .userDeleted: "account deleted"
        case .roleChanged: "role changed"
        case .keysRotated: "master key rotated"
        case nil: word
        }
    }
}
