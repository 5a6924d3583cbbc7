import PluginAPI

extension StorageContract {
    static let tokensAndAudit: [Check] = [
        Check("tokens are kept up to a limit, listed and revoked, each its owner's alone") { store in
            let (user, other) = (try await SampleAccess.added(1, to: store), try await SampleAccess.added(2, to: store))
            for number in [2, 1] {
                try expect(
                    try await store.createToken(SampleAccess.token(number), limit: 2, of: user.id, noting: nil), "a token")
            }
            let event = SampleAccess.event(1, of: user.id)
            try expect(!(try await store.createToken(SampleAccess.token(3), limit: 2, of: user.id, noting: event)), "a third")
            try await expectThrows(StorageError.alreadyExists, "the same token") {
                _ = try await store.createToken(SampleAccess.token(1), limit: 9, of: user.id, noting: event)
            }
            try expectEqual(try await store.tokens(of: user.id), [1, 2].map(SampleAccess.token), "tokens")
            let id = SampleAccess.token(2).id
            try expectEqual(try await store.token(id, of: user.id), SampleAccess.token(2), "one token")
            let stranger = try await store.token(id, of: other.id)
            try expect(stranger == nil, "another's token")
            try expect(!(try await store.revokeToken(id, of: other.id, noting: event)), "a stranger revokes")
            try expectEqual(try await store.auditEvents(.everything, outcome: nil, before: nil, limit: 9), [], "events")
            try expect(try await store.revokeToken(id, of: user.id, noting: event), "revoking")
            try expect(!(try await store.revokeToken(id, of: user.id, noting: event)), "revoking twice")
            try expectEqual(try await store.tokens(of: user.id), [SampleAccess.token(1)], "what is left")
        },
        Check("the last use of a token is the latest one") { store in
            let user = try await SampleAccess.added(1, to: store)
            let token = SampleAccess.token(1)
            _ = try await store.createToken(token, limit: 9, of: user.id, noting: nil)
            func use(_ second: Int, _ uid: UInt32) -> APITokenUse {
                APITokenUse(owner: user.id, token: token.id, at: SampleAccess.time(second), uid: uid)
            }
            let lost = APITokenUse(owner: user.id, token: SampleAccess.token(2).id, at: SampleAccess.time(1), uid: 1)
            try await store.noteTokenUses([use(5, 1), lost, use(9, .max), use(7, 2)], events: [SampleAccess.event(3, of: user.id)])
            var wanted = token
            wanted.usedAt = SampleAccess.time(9)
            wanted.usedBy = .max
            try expectEqual(try await store.token(token.id, of: user.id), wanted, "the last use")
            try expectEqual(
                try await store.auditEvents(.account(user.id), outcome: nil, before: nil, limit: 9).count, 1, "events")
        },
        Check("the audit trail is read newest first, of one account or of all") { store in
            let (user, other) = (try await SampleAccess.added(1, to: store), try await SampleAccess.added(2, to: store))
            let mine = [1, 3, 4].map { SampleAccess.event($0, of: user.id) }
            let others = [SampleAccess.event(2, of: other.id, outcome: "failure"), SampleAccess.event(5, of: nil)]
            let gone = SampleAccess.event(6, of: SampleJournal(9).user.id)
            try await store.note(mine + others + [gone])
            let all = (mine + others + [gone]).sorted { $0.id > $1.id }
            func events(_ which: AuditSelection, _ outcome: String? = nil, before: AuditID? = nil, limit: Int = 99) async throws -> [AuditEvent] {
                try await store.auditEvents(which, outcome: outcome, before: before, limit: limit)
            }
            try expectEqual(try await events(.everything), all, "all events")
            try expectEqual(try await events(.account(user.id)), mine.reversed(), "one account's")
            try expectEqual(try await events(.everything, "failure"), [others[0]], "failures")
            try expectEqual(try await events(.account(user.id), "failure"), [], "failures of one without any")
            try expectEqual(try await events(.everything, before: all[2].id, limit: 2), Array(all[3...4]), "a page")
            try expectEqual(try await events(.account(SampleJournal(8).user.id)), [], "nobody's")
        },
        Check("the audit trail is bounded for each account, and old events can be removed") { store in
            let (user, other) = (try await SampleAccess.added(1, to: store), try await SampleAccess.added(2, to: store))
            try await store.note([SampleAccess.event(0, of: other.id)])
            try await store.note((1...keptAuditEvents + 5).map { SampleAccess.event($0, of: user.id) })
            let kept = try await store.auditEvents(.account(user.id), outcome: nil, before: nil, limit: 99_999)
            try expectEqual(kept.count, keptAuditEvents, "events kept")
            try expectEqual(kept.last?.id, SampleAccess.event(6, of: nil).id, "the oldest one kept")
            try expectEqual(
                try await store.auditEvents(.account(other.id), outcome: nil, before: nil, limit: 9).count, 1, "another's events")
            try expectEqual(try await store.removeAuditEvents(before: SampleAccess.time(10), limit: 3), 3, "removed at first")
            try expectEqual(try await store.removeAuditEvents(before: SampleAccess.time(10), limit: 3), 2, "removed then")
            try expectEqual(
                try await store.auditEvents(.everything, outcome: nil, before: nil, limit: 99_999).last?.id,
                SampleAccess.event(10, of: nil).id, "the oldest one left")
        },
    ]
}
