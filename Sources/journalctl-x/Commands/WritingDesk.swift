internal import Glibc
import JournalRPC

/// The editor and the drafts of one command.
struct WritingDesk {
    let invocation: Invocation
    let store: DraftStore
    private let session: EditorSession

    init(_ invocation: Invocation) throws(Failure) {
        guard let store = DraftStore(environment: invocation.tools) else {
            throw Failure(.internalError, code: "no_state", "there is no folder for drafts", hint: "set HOME or XDG_STATE_HOME")
        }
        self.invocation = invocation
        self.store = store
        session = EditorSession(environment: invocation.tools, store: store, now: invocation.host.now)
    }

    /// Lets the writer edit the text. What goes wrong says where the text is.
    func edit(_ text: String, origin: Draft.Origin? = nil) throws(Failure) -> EditorSession.Outcome {
        session.adoptOrphans()
        do throws(EditorSession.Failure) {
            return try session.edit(text, origin: origin)
        } catch {
            throw Self.failure(error)
        }
    }

    /// Turns what killed sessions left into drafts.
    func adoptOrphans() {
        session.adoptOrphans()
    }

    /// Runs what stores the text; if it fails the text becomes a draft, and the failure says so.
    func keepOnFailure(_ text: String, origin: Draft.Origin?, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            var failure = Program.failure(of: error)
            guard !failure.isSilent, let draft = try? store.save(text, origin: origin, now: invocation.host.now()) else { throw failure }
            failure.hint = [failure.hint, Self.kept(draft)].compactMap { $0 }.joined(separator: "\n  ")
            throw failure
        }
    }

    static func kept(_ draft: Draft) -> String {
        "your text is kept: journalctl-x drafts resume \(draft.id)"
    }

    private static func failure(_ error: EditorSession.Failure) -> Failure {
        switch error {
        case .noEditor:
            .usage("there is no editor", hint: "set VISUAL or EDITOR, or give the text as words")
        case .cannotStart(let program):
            .usage("the editor \(Sanitizer.line(program)) cannot be started", hint: "set JOURNALCTL_X_EDITOR, VISUAL or EDITOR")
        case .cannotPrepare:
            Failure(.internalError, code: "no_workspace", "there is no private folder to write in", hint: "is XDG_RUNTIME_DIR yours and writable?")
        case .editorFailed(_, let draft):
            Failure(
                .usage, code: "editor_failed", "the editor ended with an error: nothing was stored",
                hint: draft.map(kept))
        case .interrupted(_, let draft):
            Failure(.interrupted, code: "interrupted", "interrupted: nothing was stored", hint: draft.map(kept))
        }
    }
}
