import Glibc
import PluginAPI
import Synchronization

/// The files beside the database: the lock, the reserve, the mark of how long the log must be, and the note that says a
/// database belongs here.
struct StateFiles: Sendable {
    /// What the note says of the last run.
    enum LastRun: Equatable, Sendable {
        /// There is no note: no database was ever made here.
        case none
        case clean
        /// It did not end, or did not end well.
        case unclean
    }

    let database: String

    var log: String { database + "-wal" }
    var lock: String { database + ".lock" }
    var reserve: String { database + ".reserve" }
    var note: String { database + ".state" }
    var mark: String { database + ".mark" }

    /// The folder of the database.
    var folder: String {
        guard let slash = database.lastIndex(of: "/") else { return "." }
        return slash == database.startIndex ? "/" : String(database[..<slash])
    }

    // MARK: The note

    var lastRun: LastRun {
        guard let text = contents(of: note) else { return fileExists(note) ? .unclean : .none }
        return text.starts(with: "clean".utf8) ? .clean : .unclean
    }

    /// Writes the note and waits until it is on disk.
    func note(_ run: LastRun) throws {
        let text = """
            \(run == .clean ? "clean" : "running")
            This note belongs to \(database). While it is there, journald-core does not start without that file.

            """
        try replace(note, with: Array(text.utf8))
    }

    // MARK: Checks before the database is opened

    /// - Parameters:
    ///   - shares: the file of key shares.
    ///   - traces: other files that say that a journal was kept here.
    /// - Throws: `PluginStartError` when a database should be here and is not, or cannot be trusted to be whole.
    func checkPresence(shares: String, traces: [String]) throws {
        let size = regularSize(database)
        let left = ([note, shares] + traces).filter(fileExists)
        if size ?? 0 == 0, !left.isEmpty {
            throw PluginStartError(
                "\(database) is missing, though a journal was kept here. Put it back from a backup; "
                    + "or, to begin anew with an empty journal, move away \(left.joined(separator: " and ")).", lasting: true)
        }
        if size ?? 0 == 0, regularSize(log) ?? 0 > 0 {
            throw PluginStartError(
                "\(database) is missing, but its log \(log) is here. Put it back from a backup; "
                    + "or, to begin anew with an empty journal, remove the log.", lasting: true)
        }
        if size ?? 0 > 0, lastRun == .unclean { try checkLog() }
    }

    /// After an unclean end the log must hold what was acknowledged last.
    private func checkLog() throws {
        let lastMark = LogMarkFile.read(mark)
        // What was emptied into the database may be gone.
        if lastMark == .empty { return }
        guard fileExists(log) else { throw lostLog("is missing") }
        // Cut within its header, it holds nothing: SQLite would take it for an empty one.
        guard regularSize(log) ?? 0 >= LogScan.headerLength else { throw lostLog("was cut off") }
        guard let lastMark else { return }
        if case .lacking(let frames) = try LogScan.check(log, against: lastMark) {
            throw lostLog("is cut off or damaged after \(frames) of \(lastMark.frames) pages")
        }
    }

    /// What the mark says before the first commit. After a crash the log goes on, or begins anew after it was copied.
    func firstMark(after lastRun: LastRun) -> LogMark {
        lastRun == .unclean ? LogMarkFile.read(mark) ?? .empty : .empty
    }

    private func lostLog(_ finding: String) -> PluginStartError {
        PluginStartError(
            "\(log) \(finding), though the last run did not end cleanly: entries written last were in it. "
                + "Put it back; or, to go on with what is left, remove \(note).", lasting: true)
    }

    /// Makes the folder (mode 0700) where it is missing.
    /// - Throws: `PluginStartError`.
    func makeFolder() throws {
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw PluginStartError("cannot make the folder \(folder): \(lastError()).")
        }
    }

    /// Makes an empty database file (mode 0600) where it is missing, and refuses symbolic links and anything else
    /// that is no plain file.
    /// - Throws: `PluginStartError`.
    func prepare() throws {
        for path in [database, log, database + "-shm"] where isOtherThanFile(path) {
            throw PluginStartError("\(path) is not a plain file (a symbolic link?): journald-core does not follow it.")
        }
        let file = open(database, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw PluginStartError("cannot open \(database) for writing: \(lastError()).") }
        defer { close(file) }
        guard fchmod(file, 0o600) == 0 else {
            throw PluginStartError("cannot set the mode of \(database): \(lastError()).")
        }
    }

    /// Whether others than the owner may enter the folder.
    var folderIsOpen: Bool {
        var status = stat()
        return stat(folder, &status) == 0 && status.st_mode & 0o077 != 0
    }

    /// Bytes of the database and its log.
    var bytes: Int64 { (regularSize(database) ?? 0) + (regularSize(log) ?? 0) }
}

/// Holds a lock on a state until it is released.
final class StateLock: Sendable {
    private let file: Mutex<Int32>

    /// - Throws: `PluginStartError` when another process holds it.
    init(path: String, state: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw PluginStartError("cannot open \(path): \(lastError()).") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(file)
            throw PluginStartError(
                reason == EWOULDBLOCK
                    ? "another journald-core already uses \(state)." : "cannot lock \(path): \(lastError(reason)).")
        }
        self.file = Mutex(file)
    }

    deinit { release() }

    /// Lets another process have the state. May be called twice.
    func release() {
        file.withLock { file in
            if file >= 0 { close(file) }
            file = -1
        }
    }
}
