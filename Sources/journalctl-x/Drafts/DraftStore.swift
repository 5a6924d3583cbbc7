internal import Glibc

/// The drafts of this user: a folder of plain files that only they can read.
struct DraftStore: Sendable {
    /// `$XDG_STATE_HOME/journalctl-x/drafts`.
    let folder: String

    /// The longest text that is read back.
    static let limit = 8 << 20

    init(folder: String) {
        self.folder = folder
    }

    /// nil when neither `XDG_STATE_HOME` nor `HOME` says where state belongs.
    init?(environment: Environment) {
        guard let state = Self.stateFolder(environment) else { return nil }
        folder = state + "/drafts"
    }

    /// `$XDG_STATE_HOME/journalctl-x`, by default `~/.local/state/journalctl-x`. Relative paths do not count (XDG
    /// Base Directory 0.8).
    static func stateFolder(_ environment: Environment) -> String? {
        if let state = environment.nonEmpty("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/journalctl-x" }
        guard let home = environment.nonEmpty("HOME"), home.hasPrefix("/") else { return nil }
        return home + "/.local/state/journalctl-x"
    }

    /// Keeps the text. It is on disk when this returns.
    func save(_ text: String, origin: Draft.Origin? = nil, now: Timestamp) throws(PrivateFiles.Failure) -> Draft {
        try PrivateFiles.makeFolder(folder)
        var id: String
        repeat {
            id = Draft.makeID(savedAt: now, origin: origin, random: .random(in: .min ... .max))
        } while access(path(of: id), F_OK) == 0
        try PrivateFiles.write(Array(text.utf8), to: path(of: id))
        return Draft(id: id, savedAt: now, origin: origin, path: path(of: id), text: text)
    }

    /// All drafts, the newest first.
    func list() -> [Draft] {
        PrivateFiles.names(in: folder).compactMap { name in
            name.hasSuffix(".md") ? load(id: String(name.dropLast(3))) : nil
        }
        .sorted { ($1.savedAt, $1.id) < ($0.savedAt, $0.id) }
    }

    /// The draft of that id, or of the only id that begins or ends so; `last` is the newest.
    func find(_ name: String) -> Draft? {
        if Draft.parse(id: name) != nil { return load(id: name) }
        let drafts = list()
        if name == "last" { return drafts.first }
        guard name.utf8.count >= 2 else { return nil }
        let matches = drafts.filter { draft in
            draft.id.hasPrefix(name) || draft.id.split(separator: "-").dropFirst(2).first.map { $0 == name } == true
        }
        return matches.count == 1 ? matches.first : nil
    }

    /// Removes a draft; whether there was one.
    func remove(_ draft: Draft) -> Bool {
        unlink(draft.path) == 0
    }

    private func path(of id: String) -> String { folder + "/" + id + ".md" }

    private func load(id: String) -> Draft? {
        guard let facts = Draft.parse(id: id),
            let bytes = SmallFile.read(path(of: id), limit: Self.limit, following: false)
        else { return nil }
        return Draft(
            id: id, savedAt: facts.savedAt, origin: facts.origin, path: path(of: id),
            text: String(decoding: bytes, as: UTF8.self))
    }
}
