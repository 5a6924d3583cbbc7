import Glibc
import Testing

@testable import journalctl_x

/// A folder of its own for each test, removed afterwards.
private final class Sandbox: Sendable {
    let path: String
    /// In memory, as a person's runtime folder is.
    let run: String
    let now: Timestamp

    init() throws {
        let name = "drafts-\(getpid())-\(UInt64.random(in: .min ... .max))"
        path = "/tmp/" + name
        run = "/dev/shm/" + name
        now = try #require(Timestamp(rfc3339: "2026-11-23T22:48:01Z"))
        try PrivateFiles.makeFolder(path)
        try PrivateFiles.makeFolder(run)
    }

    deinit {
        _ = try? ChildProcess.spawn(["rm", "-rf", path, run]).wait()
    }

    func environment(_ editor: String? = nil) -> Environment {
        var values = ["XDG_STATE_HOME": path + "/state", "XDG_RUNTIME_DIR": run, "PATH": "/usr/bin:/bin"]
        values["EDITOR"] = editor
        return Environment(values)
    }

    var store: DraftStore { DraftStore(folder: path + "/state/journalctl-x/drafts") }

    /// A session whose editor is a shell script that gets the file as `$1`.
    func session(_ script: String) throws -> EditorSession {
        let file = path + "/editor"
        try PrivateFiles.write(Array(("#!/bin/sh\n" + script + "\n").utf8), to: file)
        chmod(file, 0o700)
        let now = self.now
        return EditorSession(environment: environment(file), store: store, now: { now })
    }

    func mode(_ path: String) -> mode_t {
        var facts = stat()
        return lstat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0
    }

    var leftovers: [String] { PrivateFiles.names(in: run + "/journalctl-x") }
}

@Suite(.serialized) struct DraftTests {
    private let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    @Test func draftsAreKeptListedAndRemoved() throws {
        let store = sandbox.store
        #expect(store.list().isEmpty)
        let old = try store.save("first thoughts", now: sandbox.now)
        let later = try #require(sandbox.now.adding(seconds: 60))
        let new = try store.save("new version", origin: .init(number: 42, revision: 3), now: later)
        #expect(store.list() == [new, old])
        #expect(new.id.hasPrefix("20261123-224901-") && new.id.hasSuffix("-entry42-rev3"))
        #expect(sandbox.mode(store.folder) == 0o700)
        #expect(sandbox.mode(new.path) == 0o600)
        #expect(store.find("last") == new)
        #expect(store.find(old.id) == old)
        #expect(store.find("20261123-2248") == old)
        #expect(store.find("20261123") == nil)
        #expect(store.find("../../../../etc/passwd") == nil)
        #expect(store.remove(old))
        #expect(!store.remove(old))
        #expect(store.list() == [new])
    }

    @Test func folderOpenToOthersIsClosed() throws {
        let draft = try sandbox.store.save("x", now: sandbox.now)
        chmod(sandbox.store.folder, 0o755)
        _ = try sandbox.store.save("y", now: sandbox.now)
        #expect(sandbox.mode(sandbox.store.folder) == 0o700)
        #expect(sandbox.store.find(draft.id)?.text == "x")
    }

    @Test func linksAreNotFollowed() throws {
        try PrivateFiles.makeFolder(sandbox.path + "/elsewhere")
        try PrivateFiles.makeFolder(sandbox.path + "/state/journalctl-x")
        symlink(sandbox.path + "/elsewhere", sandbox.store.folder)
        #expect(throws: PrivateFiles.Failure.self) { try sandbox.store.save("x", now: sandbox.now) }
        #expect(PrivateFiles.names(in: sandbox.path + "/elsewhere").isEmpty)
    }

    @Test(arguments: [
        "", "20261123-224801-a1b2.md", "20261323-224801-a1b2", "20261123-254801-a1b2", "20261123-224801-A1B2",
        "20261123-224801-a1b2-entry4", "20261123-224801-a1b2-entry0-rev1", "20261123-224801-a1b2-entryx-rev1",
    ])
    func otherNamesAreNoDrafts(_ id: String) {
        #expect(Draft.parse(id: id) == nil)
    }

    @Test func stateFolderFollowsTheStandard() {
        #expect(DraftStore.stateFolder(Environment(["XDG_STATE_HOME": "/s", "HOME": "/h"])) == "/s/journalctl-x")
        #expect(
            DraftStore.stateFolder(Environment(["XDG_STATE_HOME": "s", "HOME": "/h"])) == "/h/.local/state/journalctl-x"
        )
        #expect(DraftStore.stateFolder(Environment([:])) == nil)
    }

    @Test func editorIsChosenInOrder() {
        func command(_ values: [String: String]) -> [String]? {
            EditorCommand.resolve(environment: Environment(values))
        }
        #expect(command(["EDITOR": "c", "VISUAL": "b", "JOURNALCTL_X_EDITOR": "a -w 'x y'"]) == ["a", "-w", "x y"])
        #expect(command(["EDITOR": "c", "VISUAL": ""]) == ["c"])
        #expect(command(["EDITOR": "'open"]) == nil)
        #expect(command(["PATH": "/nonexistent"]) == nil)
    }

    @Test func editedTextComesBackAndTheFileGoes() throws {
        let session = try sandbox.session(
            #"stat -c %a "$1" "$(dirname "$1")" > "\#(sandbox.path)/modes"; echo more >> "$1""#)
        #expect(try session.edit("text", origin: nil) == .changed("text\nmore"))
        #expect(SmallFile.read(sandbox.path + "/modes", limit: 64) == Array("600\n700\n".utf8))
        #expect(sandbox.leftovers.isEmpty)
        #expect(sandbox.store.list().isEmpty)
    }

    @Test func savingWithoutChangesIsUnchanged() throws {
        #expect(try sandbox.session("touch \"$1\"").edit("text\n") == .unchanged)
        #expect(try sandbox.session("rm \"$1\"").edit("text") == .unchanged)
        #expect(try sandbox.session("printf text > \"$1\"").edit("text\n\n") == .unchanged)
        #expect(try sandbox.session(": > \"$1\"").edit("text") == .changed(""))
        #expect(try sandbox.session("true").edit("") == .unchanged)
    }

    @Test func failedEditorLeavesADraft() throws {
        let session = try sandbox.session("echo rescued > \"$1\"; exit 3")
        let failure = try #require(throws: EditorSession.Failure.self) {
            try session.edit("text", origin: .init(number: 7, revision: 2))
        }
        let draft = try #require(sandbox.store.list().first)
        #expect(failure == .editorFailed(.exited(3), draft: draft))
        #expect(draft.text == "rescued" && draft.origin == .init(number: 7, revision: 2))
        #expect(throws: EditorSession.Failure.editorFailed(.exited(3), draft: nil)) {
            try sandbox.session("exit 3").edit("text")
        }
        #expect(sandbox.leftovers.isEmpty)
    }

    @Test func textRescuedByTheEditorIsFound() throws {
        let session = try sandbox.session("echo autosaved > \"$1.save\"; kill -HUP $$")
        #expect(throws: EditorSession.Failure.self) { try session.edit("text") }
        #expect(sandbox.store.list().map(\.text) == ["autosaved"])
    }

    @Test func missingEditorIsSaid() throws {
        let now = sandbox.now
        let none = EditorSession(
            environment: sandbox.environment("/nonexistent/editor"), store: sandbox.store, now: { now })
        #expect(throws: EditorSession.Failure.cannotStart("/nonexistent/editor")) { try none.edit("x") }
        #expect(sandbox.leftovers.isEmpty)
    }

    @Test func memoryComesBeforeDisk() {
        let environment = sandbox.environment()
        let shared = "/dev/shm/journalctl-x-\(geteuid())"
        let inMemory = EditWorkspace.roots(environment: environment) { _ in true }
        #expect(inMemory.prefix(2) == [sandbox.run + "/journalctl-x", shared])
        let onDisk = EditWorkspace.roots(environment: environment) { _ in false }
        #expect(onDisk.prefix(2) == [shared, sandbox.run + "/journalctl-x"])
    }

    @Test func whatAKilledSessionLeftIsAdopted() throws {
        let session = try sandbox.session("true")
        let roots = EditWorkspace.roots(environment: sandbox.environment())
        let mine = try EditWorkspace.create("being written", origin: nil, roots: roots)
        // A process that has ended and been waited for: its id is free.
        let child = try ChildProcess.spawn(["true"])
        _ = child.wait()
        let folder = sandbox.run + "/journalctl-x/edit-\(child.id)-1"
        try PrivateFiles.makeFolder(folder)
        try PrivateFiles.write(Array("old\n".utf8), to: folder + "/original")
        try PrivateFiles.write(Array("9 4".utf8), to: folder + "/origin")
        try PrivateFiles.write(Array("old and new\n".utf8), to: folder + "/entry.md")
        session.adoptOrphans()
        #expect(sandbox.store.list().map(\.text) == ["old and new"])
        #expect(sandbox.store.list().first?.origin == .init(number: 9, revision: 4))
        #expect(sandbox.leftovers.count == 1)
        #expect(mine.savedText == "being written")
        mine.remove()
    }

    /// The client itself is told to end while the editor runs.
    @Test(arguments: [SIGTERM, SIGHUP])
    func signalKeepsTheText(_ signal: Int32) throws {
        // The editor writes and would wait for ever. The signal goes to this thread only: the others of a test run do not hold it back.
        let ready = sandbox.path + "/ready"
        let session = try sandbox.session("echo unsaved > \"$1\"; : > \(ready); exec sleep 600")
        let target = pthread_self()
        BackgroundThread.start {
            while access(ready, F_OK) != 0 { usleep(5_000) }
            pthread_kill(target, signal)
        }
        let failure = try #require(throws: EditorSession.Failure.self) { try session.edit("text") }
        let draft = try #require(sandbox.store.list().first)
        #expect(failure == .interrupted(signal: signal, draft: draft))
        #expect(draft.text == "unsaved")
        #expect(sandbox.leftovers.isEmpty)
    }
}
