internal import Glibc

/// The folder of one editing session: the file that the editor opens and what the editor leaves beside it. It lies in
/// memory, not on disk, where the system offers that.
struct EditWorkspace: Sendable {
    let folder: String
    var file: String { folder + "/entry.md" }
    /// The text at the beginning, to tell afterwards whether it was changed.
    private var original: String { folder + "/original" }
    private var originFile: String { folder + "/origin" }

    private init(folder: String) {
        self.folder = folder
    }

    /// Folders for sessions, best first: `$XDG_RUNTIME_DIR` where it is in memory, shared memory, `$XDG_RUNTIME_DIR` on a
    /// disk, and the state folder as the last resort.
    static func roots(
        environment: Environment, isInMemory: (String) -> Bool = { MemoryFolder.holds($0) }
    ) -> [String] {
        var roots = ["/dev/shm/journalctl-x-\(geteuid())"]
        if let runtime = environment.nonEmpty("XDG_RUNTIME_DIR"), PrivateFiles.ownsFolder(runtime) {
            roots.insert(runtime + "/journalctl-x", at: isInMemory(runtime) ? 0 : 1)
        }
        if let state = DraftStore.stateFolder(environment) { roots.append(state + "/editing") }
        return roots
    }

    /// Makes the folder (0700) and the file (0600) in the first root that can be had.
    static func create(_ text: String, origin: Draft.Origin?, roots: [String]) throws(PrivateFiles.Failure)
        -> EditWorkspace
    {
        var failure = PrivateFiles.Failure(path: "", code: ENOENT)
        for root in roots {
            do throws(PrivateFiles.Failure) {
                try PrivateFiles.makeFolder(root)
                let name = "edit-\(getpid())-" + String(UInt32.random(in: .min ... .max), radix: 16)
                let workspace = EditWorkspace(folder: root + "/" + name)
                guard mkdir(workspace.folder, 0o700) == 0 else {
                    throw PrivateFiles.Failure(path: workspace.folder, code: errno)
                }
                try workspace.fill(text, origin)
                return workspace
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private func fill(_ text: String, _ origin: Draft.Origin?) throws(PrivateFiles.Failure) {
        do throws(PrivateFiles.Failure) {
            try PrivateFiles.write(Array(text.utf8), to: file)
            try PrivateFiles.write(Array(text.utf8), to: original)
            if let origin { try PrivateFiles.write(Array("\(origin.number) \(origin.revision)".utf8), to: originFile) }
        } catch {
            remove()
            throw error
        }
    }

    /// Remembers which process edits, so that nobody takes the folder away while the editor outlives the client.
    func remember(editor: pid_t) {
        // Without the note, the folder counts as left behind once the client is gone.
        try? PrivateFiles.write(Array("\(editor)".utf8), to: folder + "/editor")
    }

    private var hasRunningEditor: Bool {
        guard let bytes = SmallFile.read(folder + "/editor", limit: 16, following: false) else { return false }
        return pid_t(String(decoding: bytes, as: UTF8.self)).map(Self.isRunning) ?? false
    }

    private static func isRunning(_ id: pid_t) -> Bool {
        id > 0 && (kill(id, 0) == 0 || errno != ESRCH)
    }

    /// Sessions whose processes are gone without having cleaned up, such as after `kill -9`.
    static func orphans(roots: [String]) -> [EditWorkspace] {
        roots.filter(PrivateFiles.ownsFolder).flatMap { root in
            PrivateFiles.names(in: root, limit: 1_000).compactMap { name -> EditWorkspace? in
                let parts = name.split(separator: "-")
                guard parts.count == 3, parts[0] == "edit", let id = pid_t(parts[1]), !isRunning(id) else { return nil }
                let workspace = EditWorkspace(folder: root + "/" + name)
                return workspace.hasRunningEditor ? nil : workspace
            }
        }
    }

    /// The entry that is being edited.
    var origin: Draft.Origin? {
        guard let bytes = SmallFile.read(originFile, limit: 64, following: false) else { return nil }
        let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int64($0) }
        return numbers.count == 2 ? Draft.Origin(number: numbers[0], revision: numbers[1]) : nil
    }

    /// What the editor saved, without line breaks at the end; nil when the file is gone.
    var savedText: String? { text(of: file) }

    /// Text that would be lost: what the editor saved or rescued, when it is not the text of the beginning.
    func unsavedText(editor: [String]) -> String? {
        let beginning = text(of: original) ?? ""
        let rescued = [
            SwapRecovery.recover(in: self, editor: editor), text(of: file + ".save"), text(of: folder + "/#entry.md#"),
            savedText,
        ]
        return rescued.compactMap { $0 }.first { !$0.isEmpty && !$0.utf8.elementsEqual(beginning.utf8) }
    }

    /// Takes everything away.
    func remove() {
        PrivateFiles.removeFolder(folder)
    }

    func text(of path: String) -> String? {
        SmallFile.read(path, limit: DraftStore.limit, following: false).map {
            Self.trimmed(String(decoding: $0, as: UTF8.self))
        }
    }

    /// The text without the line breaks at the end that editors add.
    static func trimmed(_ text: String) -> String {
        var view = text.unicodeScalars[...]
        while let last = view.last, last == "\n" || last == "\r" { view.removeLast() }
        return String(view)
    }
}
