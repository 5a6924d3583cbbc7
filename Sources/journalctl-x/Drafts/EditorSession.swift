internal import Glibc

/// Lets the writer edit a text in their own editor.
struct EditorSession: Sendable {
    enum Outcome: Sendable, Equatable {
        /// Saved as it was, or not saved at all.
        case unchanged
        /// The new text, without line breaks at the end; may be empty.
        case changed(String)
    }

    enum Failure: Error, Equatable {
        /// No variable names an editor and none is installed.
        case noEditor
        case cannotStart(String)
        case cannotPrepare(PrivateFiles.Failure)
        /// The editor ended with a status that is not zero; what was changed is kept.
        case editorFailed(ChildProcess.Ending, draft: Draft?)
        /// The client was told to end; what was changed is kept. Exit status 128 and the signal.
        case interrupted(signal: Int32, draft: Draft?)
    }

    let environment: Environment
    let store: DraftStore
    /// The wall clock, for the names of drafts.
    let now: @Sendable () -> Timestamp

    init(environment: Environment = .process, store: DraftStore, now: @escaping @Sendable () -> Timestamp) {
        (self.environment, self.store, self.now) = (environment, store, now)
    }

    /// Opens the editor on the text and waits for it. The file is gone when this returns or throws. Call it from the
    /// main thread: while the editor runs, signals wait here instead of ending the client, so that unsaved text
    /// becomes a draft.
    func edit(_ text: String, origin: Draft.Origin? = nil) throws(Failure) -> Outcome {
        guard let command = EditorCommand.resolve(environment: environment), let program = command.first else {
            throw .noEditor
        }
        // Its mask goes back last, when the text is safe and the file gone.
        let waiter = SignalWaiter()
        defer { waiter.restore() }
        let workspace: EditWorkspace
        do {
            workspace = try EditWorkspace.create(
                text.isEmpty || text.hasSuffix("\n") ? text : text + "\n", origin: origin,
                roots: EditWorkspace.roots(environment: environment))
        } catch {
            throw .cannotPrepare(error)
        }
        defer { workspace.remove() }
        guard let child = try? ChildProcess.spawn(command + [workspace.file]) else { throw .cannotStart(program) }
        workspace.remember(editor: child.id)
        switch waiter.wait(for: child) {
        case .ended(.exited(0)): break
        case .ended(.exited(127)): throw .cannotStart(program)
        case .ended(let ending): throw .editorFailed(ending, draft: rescue(workspace, command))
        case .signalled(let signal): throw .interrupted(signal: signal, draft: rescue(workspace, command))
        }
        guard let edited = workspace.savedText, !edited.utf8.elementsEqual(EditWorkspace.trimmed(text).utf8) else {
            return .unchanged
        }
        return .changed(edited)
    }

    /// Turns what sessions left that were killed into drafts, and removes what they left.
    func adoptOrphans() {
        let command = EditorCommand.resolve(environment: environment) ?? []
        for workspace in EditWorkspace.orphans(roots: EditWorkspace.roots(environment: environment)) {
            // What cannot be kept as a draft stays where it is.
            if workspace.unsavedText(editor: command) != nil, rescue(workspace, command) == nil { continue }
            workspace.remove()
        }
    }

    private func rescue(_ workspace: EditWorkspace, _ command: [String]) -> Draft? {
        guard let text = workspace.unsavedText(editor: command) else { return nil }
        return try? store.save(text, origin: workspace.origin, now: now())
    }
}
