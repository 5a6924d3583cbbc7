import PluginAPI

extension MemoryJournal {
    /// The operating-system users that it answers to, by number.
    var uids: [LinkedUID] {
        var all = access.uids.map { LinkedUID(uid: $0.key, at: $0.value) }
        if let own = user.uid { all.append(LinkedUID(uid: own, at: user.createdAt)) }
        return all.sorted { $0.uid < $1.uid }
    }

    func answers(to uid: UInt32) -> Bool { user.uid == uid || access.uids[uid] != nil }

    /// Whether it never held anything, so that it may be given up.
    var isUntouched: Bool {
        lastNumber == 0 && categories.isEmpty && access.credentials == StoredCredentials() && access.tokens.isEmpty
            && access.sessions.isEmpty && user.login == nil
    }
}

extension [UserID: MemoryJournal] {
    /// Applies a change of an account, which may depend on the other accounts.
    mutating func apply(_ change: CredentialChange, of owner: UserID) -> Result<Bool, StorageError> {
        guard var journal = self[owner] else { return .failure(.notFound) }
        let others = values.filter { $0.user.id != owner }
        func isLastAdmin() -> Bool {
            journal.user.role == .admin && !journal.user.isDisabled
                && !others.contains { $0.user.role == .admin && !$0.user.isDisabled }
        }
        switch change {
        case .login(let login):
            if login != nil, others.contains(where: { $0.user.login == login }) { return .failure(.alreadyExists) }
            journal.user.login = login
        case .linkUID(let uid, let at, let old):
            guard !journal.answers(to: uid) else { return .success(false) }
            if let holder = others.first(where: { $0.answers(to: uid) }) {
                guard holder.user.id == old, holder.isUntouched else { return .failure(.alreadyExists) }
                self[holder.user.id] = nil
            }
            journal.access.uids[uid] = at
        case .unlinkUID(let uid):
            guard journal.answers(to: uid) else { return .success(false) }
            if journal.user.uid == uid { journal.user.uid = nil }
            journal.access.uids[uid] = nil
        case .role(let role):
            if role != .admin, isLastAdmin() { return .success(false) }
            journal.user.role = role
        case .disabled(let isDisabled):
            if isDisabled, isLastAdmin() { return .success(false) }
            journal.user.isDisabled = isDisabled
        default: break
        }
        guard journal.access.apply(change) else { return .success(false) }
        self[owner] = journal
        return .success(true)
    }
}
