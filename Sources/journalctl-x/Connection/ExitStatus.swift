/// The exit statuses of the client. Scripts rely on them: they never change their meaning.
enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Done. An empty list is success too.
    case success = 0
    /// A search ran and found nothing, or following ended without a match (as grep).
    case noMatch = 1
    /// The command line is wrong, or an answer is needed that nobody was there to give.
    case usage = 2
    case notFound = 3
    /// Sign-in or a second factor is needed (as gh).
    case signInNeeded = 4
    case permissionDenied = 5
    /// The entry was changed by somebody else meanwhile.
    case conflict = 6
    /// What was asked for is not there yet (as gh).
    case pending = 8
    /// The daemon cannot be reached (EX_UNAVAILABLE of sysexits).
    case unreachable = 69
    /// The daemon or the client failed inside (EX_SOFTWARE of sysexits).
    case internalError = 70
    /// It may work later (EX_TEMPFAIL of sysexits).
    case temporary = 75
    /// Ctrl-C.
    case interrupted = 130
}
