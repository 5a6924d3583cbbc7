/// Which options take a value, over all commands: an option means the same kind of thing everywhere. A test holds it against the commands.
enum OptionTable {
    /// Long names of the options that take a value.
    static let withValue: Set<String> = [
        "--socket", "--timeout", "--color", "--tz",
        "--since", "--until", "--category", "--all-categories", "--mood", "--score", "--label",
        "--not-category", "--not-label", "--not-mood", "--not-score",
        "--lines", "--output", "--fields", "--grep", "--cursor", "--after-cursor", "--cursor-file", "--count",
        "--at", "--title", "--zone", "--idempotency-key", "--confirm", "--day", "--last", "--from", "--to", "--bucket",
        "--locale", "--day-end-hour", "--week-start", "--provider", "--into", "--name", "--colour", "--drop-category", "--grace",
        "--recent", "--clear", "--directory", "--password-file", "--scope", "--days", "--save", "--login", "--uid", "--role",
        "--user",
        "--remote-analysis", "--mask-remote", "--monthly-budget", "--of",
    ]

    /// Short names and what they stand for.
    static let short: [Character: String] = [
        "S": "--since", "U": "--until", "n": "--lines", "r": "--reverse", "f": "--follow", "t": "--category",
        "o": "--output", "g": "--grep", "q": "--quiet", "v": "--verbose", "h": "--help", "d": "--details", "m": "--mood",
        "y": "--yes",
    ]

    /// The options after which `--not` may stand before them.
    static let negatable: [String: String] = [
        "--category": "--not-category", "--label": "--not-label", "--mood": "--not-mood", "--score": "--not-score",
        "--starred": "--not-starred",
    ]

    /// What may follow a `+`: the filters.
    static let filters: Set<String> = [
        "--since", "--until", "--category", "--all-categories", "--mood", "--score", "--label", "--starred",
        "--not-category", "--not-label", "--not-mood", "--not-score", "--not-starred",
    ]
}
