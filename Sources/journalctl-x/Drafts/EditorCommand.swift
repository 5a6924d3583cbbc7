internal import Glibc

/// Which editor to start.
enum EditorCommand {
    /// The program and its arguments from `JOURNALCTL_X_EDITOR`, `VISUAL`, `EDITOR`, else the first of `editor`,
    /// `nano`, `vi` that is installed. nil when there is none, or the variable cannot be split into words.
    static func resolve(environment: Environment) -> [String]? {
        for name in ["JOURNALCTL_X_EDITOR", "VISUAL", "EDITOR"] {
            guard let value = environment.nonEmpty(name) else { continue }
            guard let words = ShellWords.split(value), !words.isEmpty else { return nil }
            return words
        }
        return ["editor", "nano", "vi"].first { isInstalled($0, environment: environment) }.map { [$0] }
    }

    private static func isInstalled(_ program: String, environment: Environment) -> Bool {
        let path = environment.nonEmpty("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").contains { access($0 + "/" + program, X_OK) == 0 }
    }
}
