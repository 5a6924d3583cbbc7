internal import Glibc
import JournalRPC

/// The logins of this user: one file for each daemon, mode 0600, in a folder that nobody else can enter.
struct LoginStore: Sendable {
    /// `$XDG_STATE_HOME/journalctl-x/logins`.
    let folder: String

    private static let limit = 65_536

    init(folder: String) {
        self.folder = folder
    }

    /// nil when neither `XDG_STATE_HOME` nor `HOME` says where state belongs.
    init?(environment: Environment) {
        guard let state = DraftStore.stateFolder(environment) else { return nil }
        folder = state + "/logins"
    }

    func path(_ place: DaemonPlace) -> String { folder + "/" + place.fileName + ".json" }

    /// The login for that daemon, or nil.
    /// - Throws: when a file is there that others could have read or written, or that holds something else: using the
    ///   account of the system user instead would be using the wrong journal.
    func load(_ place: DaemonPlace) throws(Failure) -> StoredLogin? {
        let path = path(place)
        guard let bytes = try PrivateFiles.read(path, limit: Self.limit) else { return nil }
        guard let root = (try? JSONDocument(bytes))?.root, let login = try? RPCDecoder.decode(StoredLogin.self, from: root),
            login.socket.utf8.elementsEqual(place.socket.utf8)
        else { throw Self.damaged(path) }
        return login
    }

    /// Keeps a login; one that was there is replaced in one step.
    func save(_ login: StoredLogin, _ place: DaemonPlace) throws(Failure) {
        do {
            try PrivateFiles.makeFolder(folder)
            try PrivateFiles.write(try RPCEncoder.encode(login) + [0x0A], to: path(place))
        } catch let error as PrivateFiles.Failure {
            throw Self.failed("kept in \(error.path)", error.code)
        } catch {
            throw Self.damaged(path(place))
        }
    }

    /// Forgets the login; whether there was one.
    func remove(_ place: DaemonPlace) throws(Failure) -> Bool {
        let path = path(place)
        if unlink(path) == 0 { return true }
        if errno == ENOENT { return false }
        throw Self.failed("removed from \(path)", errno)
    }

    /// Runs `body` while no other process of this user does so for this daemon.
    func locked<Result>(
        _ place: DaemonPlace, pause: (Duration) -> Void, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        do throws(PrivateFiles.Failure) {
            try PrivateFiles.makeFolder(folder)
        } catch {
            throw Self.failed("kept in \(error.path)", error.code)
        }
        let path = path(place) + ".lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failed("locked with \(path)", errno) }
        // Closing the file gives the lock back, as the end of the process does.
        defer { close(descriptor) }
        var tries = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            tries += 1
            guard errno == EWOULDBLOCK || errno == EINTR, tries <= 1_000 else {
                throw Failure(
                    .temporary, code: "login_locked", "another journalctl-x is renewing the login and does not finish",
                    hint: "try again; the lock is \(path)")
            }
            pause(.milliseconds(20))
        }
        return try body()
    }

    private static func damaged(_ path: String) -> Failure {
        Failure(
            .signInNeeded, code: "login_damaged", "the login in \(path) cannot be read",
            hint: "forget it with: journalctl-x logout, then log in again")
    }

    private static func failed(_ what: String, _ code: Int32) -> Failure {
        Failure(.internalError, code: "login_file", "the login could not be \(what) (error \(code))")
    }
}
