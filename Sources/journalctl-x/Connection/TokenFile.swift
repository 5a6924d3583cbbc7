import JournalRPC

/// `JOURNALCTL_X_TOKEN_FILE`: a file with an API token, for scripts. It beats a login.
enum TokenFile {
    static let variable = "JOURNALCTL_X_TOKEN_FILE"

    /// The token in the file that the variable names; nil when it is not set.
    static func read(_ environment: Environment) throws(Failure) -> SecretString? {
        guard let path = environment.nonEmpty(variable) else { return nil }
        guard let bytes = try PrivateFiles.read(path, limit: 16_384, isGiven: true) else {
            throw Failure(
                .signInNeeded, code: "token_file", "there is no file \(path)", hint: "\(variable) names it; it holds one API token")
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard lines.count == 1, AccountLimits.token.contains(lines[0].utf8.count) else {
            throw Failure(
                .signInNeeded, code: "token_file", "\(path) does not hold one API token on one line",
                hint: "make one with: journalctl-x tokens create NAME --save \(path)")
        }
        return SecretString(String(lines[0]))
    }
}
