import FileStatus
import Glibc
public import Logging
import Synchronization

/// The daemon's log: the systemd journal when standard error is connected to it, else readable lines there.
///
/// Logging never waits. Made once, before the first logger.
public final class DaemonLog: Sendable {
    private let queue: LogQueue
    private let level: Atomic<Int>

    /// Chooses the output from `$JOURNAL_STREAM`.
    public convenience init(environment: [String: String]) {
        let console = ConsoleOutput(descriptor: STDERR_FILENO)
        let isJournal = Self.isJournal(STDERR_FILENO, stream: environment["JOURNAL_STREAM"])
        self.init(output: isJournal ? JournalOutput(fallback: console) : console)
    }

    init(output: any LogOutput) {
        queue = LogQueue(output)
        level = Atomic(Logger.Level.info.rank)
    }

    /// The least severe level that is logged, by every logger made from this log. Takes effect at once.
    public var minimumLevel: Logger.Level {
        get {
            let rank = level.load(ordering: .relaxed)
            return Logger.Level.allCases.first { $0.rank == rank } ?? .info
        }
        set { level.store(newValue.rank, ordering: .relaxed) }
    }

    /// What `LoggingSystem.bootstrap` asks for.
    public func makeHandler(label: String) -> any LogHandler { JournalLogHandler(label: label, log: self) }

    /// Waits until everything logged so far is out: before the process ends.
    public func flush() { queue.flush() }

    fileprivate func append(_ record: LogRecord) { queue.append(record) }

    /// Whether a descriptor is the stream to the journal that `$JOURNAL_STREAM` (device:inode) names. The variable
    /// alone proves nothing: it is inherited by a child whose output goes elsewhere.
    static func isJournal(_ descriptor: Int32, stream: String?) -> Bool {
        let parts = (stream ?? "").split(separator: ":")
        guard parts.count == 2, let device = UInt64(parts[0]), let inode = UInt64(parts[1]) else { return false }
        let status = FileStatus(of: descriptor)
        return status?.device == device && status?.inode == inode
    }
}

/// Hands the messages of one logger to the daemon's log.
struct JournalLogHandler: LogHandler {
    let label: String
    let log: DaemonLog
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    /// Set by a caller that wants another level than everybody.
    private var ownLevel: Logger.Level?

    init(label: String, log: DaemonLog) {
        self.label = label
        self.log = log
    }

    var logLevel: Logger.Level {
        get { ownLevel ?? log.minimumLevel }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        log.append(LogRecord(event, label: label, metadata: all))
    }
}

extension Logger.Level {
    /// 0 for trace … 6 for critical.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 2 }

    /// The priority of syslog(3).
    var syslogPriority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
