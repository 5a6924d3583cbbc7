import ArgumentParser
internal import Glibc
import JournalRPC

/// Makes the daemon read its settings again.
struct ReloadCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Make your own daemon read its settings again.",
        discussion: "Sends it SIGHUP. A daemon of the system is reloaded by its operator: systemctl reload journald-core. "
            + "Settings that are wrong change nothing; the daemon's log says why.")
    static let examples = [Example("journalctl-x reload", "After a change to its configuration.")]

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let status = try invocation.call(System.Status.self, NoParams())
        guard status.pid > 1, Self.isDaemon(status.pid) else {
            throw Failure(
                .permissionDenied, code: "not_yours", "the daemon (process \(status.pid)) is not a process of yours",
                hint: "its operator can say: systemctl reload journald-core")
        }
        guard kill(status.pid, SIGHUP) == 0 else {
            throw Failure(
                .permissionDenied, code: "not_yours", "the daemon (process \(status.pid)) cannot be told: \(String(cString: strerror(errno)))",
                hint: "say: systemctl reload journald-core")
        }
        invocation.notices.note("asked process \(status.pid) to reload; its log says what changed")
    }

    /// Whether the process belongs to this user and is the daemon, so that a number from another PID name space hits nobody else.
    private static func isDaemon(_ pid: Int32) -> Bool {
        var facts = stat()
        guard stat("/proc/\(pid)", &facts) == 0, facts.st_uid == getuid() || getuid() == 0 else { return false }
        guard let name = SmallFile.read("/proc/\(pid)/comm", limit: 64) else { return false }
        return name.starts(with: "journald-core".utf8)
    }
}
