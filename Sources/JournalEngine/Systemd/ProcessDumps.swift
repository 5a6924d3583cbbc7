import CSystemd

/// Whether other processes of the same user may look into this one.
public enum ProcessDumps {
    /// No debugger of the same user, and no core dump of the kernel's (PR_SET_DUMPABLE, prctl(2)): keys and plain text are
    /// in memory. A failure is left alone: the resource limit on core files still holds.
    public static func forbid() {
        _ = journald_forbid_dumps()
    }
}
