import Glibc
import JournalEngine

/// What the process does for its own safety, first thing, so that it also holds without a service manager.
enum ProcessHardening {
    static func apply() {
        // Files that the daemon makes are its own.
        umask(0o077)
        ProcessDumps.forbid()
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        // A client that goes away is an error of its write, not of the daemon.
        signal(SIGPIPE, SIG_IGN)
        // A reload that is asked for before the daemon listens for it must not end it.
        signal(SIGHUP, SIG_IGN)
    }
}
