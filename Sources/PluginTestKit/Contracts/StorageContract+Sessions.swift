import PluginAPI

extension StorageContract {
    static let sessions: [Check] = [
        Check("sessions are kept, listed and ended, each its owner's alone", with: sessionsOfOne),
        Check("over the limit the session unused for longest is ended") { store in
            let user = try await SampleAccess.added(1, to: store)
            for number in [3, 1, 2] { try await store.openSession(SampleAccess.session(number), limit: 3, of: user.id, noting: nil) }
            try await store.openSession(SampleAccess.session(4), limit: 3, of: user.id, noting: nil)
            try expectEqual(
                try await store.sessions(of: user.id), [2, 3, 4].map(SampleAccess.session), "sessions within the limit")
            try await expectThrows(StorageError.alreadyExists, "the same session twice") {
                try await store.openSession(SampleAccess.session(4), limit: 3, of: user.id, noting: nil)
            }
            try await expectThrows(StorageError.notFound, "a session of nobody") {
                try await store.openSession(SampleAccess.session(4), limit: 3, of: SampleJournal(9).user.id, noting: nil)
            }
        },
        Check("a refresh token is exchanged once; its reuse ends the session", with: rotation),
        Check("of 50 that exchange one refresh token at once, one wins and the session ends") { store in
            let user = try await SampleAccess.added(1, to: store)
            try await store.openSession(SampleAccess.session(1), limit: 9, of: user.id, noting: nil)
            let outcomes = try await atOnce(Array(0..<50)) { number in
                try await store.rotate(
                    SampleAccess.rotation(1, from: 1, to: 100 + number), of: user.id,
                    noting: SampleAccess.event(number, of: user.id))
            }
            let winners = outcomes.filter { if case .rotated = $0 { true } else { false } }
            try expectEqual(winners.count, 1, "winners")
            try expectEqual(outcomes.filter { $0 == .reused }.count, 1, "the reuse that ended the session")
            try expectEqual(try await store.sessions(of: user.id), [], "sessions after reuse")
            try expectEqual(
                try await store.auditEvents(.account(user.id), outcome: nil, before: nil, limit: 99).count, 1, "events")
        },
        Check("sessions that are over are removed, so many at a time") { store in
            let (user, other) = (try await SampleAccess.added(1, to: store), try await SampleAccess.added(2, to: store))
            for number in 1...5 { try await store.openSession(SampleAccess.session(number), limit: 9, of: user.id, noting: nil) }
            try await store.openSession(SampleAccess.session(1), limit: 9, of: other.id, noting: nil)
            let now = SampleAccess.time(1_004)
            try expectEqual(try await store.removeEndedSessions(at: now, limit: 3), 3, "removed at first")
            try expectEqual(try await store.removeEndedSessions(at: now, limit: 3), 2, "removed then")
            try expectEqual(try await store.sessions(of: user.id), [SampleAccess.session(5)], "what is left")
            try expectEqual(try await store.removeEndedSessions(at: SampleAccess.time(9_000), limit: 3), 1, "removed at last")
        },
    ]

    private static func sessionsOfOne(_ store: any StoragePlugin) async throws {
        let (user, other) = (try await SampleAccess.added(1, to: store), try await SampleAccess.added(2, to: store))
        for number in [2, 3, 1] { try await store.openSession(SampleAccess.session(number), limit: 9, of: user.id, noting: nil) }
        try await store.openSession(SampleAccess.session(1), limit: 9, of: other.id, noting: nil)
        let all = [1, 2, 3].map(SampleAccess.session)
        try expectEqual(try await store.sessions(of: user.id), all, "sessions")
        try expectEqual(try await store.session(all[1].id, of: user.id), all[1], "one session")
        let stranger = try await store.session(all[1].id, of: other.id)
        try expect(stranger == nil, "another's session")
        let event = SampleAccess.event(1, of: other.id)
        try expectEqual(try await store.endSessions(.one(all[1].id), of: other.id, noting: event), 0, "a stranger's end")
        try expectEqual(
            try await store.rotate(SampleAccess.rotation(2, from: 2, to: 9), of: other.id, noting: event), .unknown,
            "a stranger's exchange")
        try expectEqual(try await store.sessions(of: user.id), all, "sessions after the stranger")
        try expectEqual(try await store.endSessions(.one(all[0].id), of: user.id, noting: nil), 1, "ending one")
        try expectEqual(try await store.endSessions(.one(all[0].id), of: user.id, noting: nil), 0, "ending it again")
        try expectEqual(try await store.endSessions(.all(but: all[2].id), of: user.id, noting: nil), 1, "ending the others")
        try expectEqual(try await store.sessions(of: user.id), [all[2]], "the one that stays")
        try expectEqual(try await store.endSessions(.all(but: nil), of: user.id, noting: nil), 1, "ending all")
        try expectEqual(try await store.sessions(of: other.id).count, 1, "another's sessions")
        try expectEqual(
            try await store.auditEvents(.everything, outcome: nil, before: nil, limit: 9), [], "events of what did not happen")
    }

    private static func rotation(_ store: any StoragePlugin) async throws {
        let user = try await SampleAccess.added(1, to: store)
        try await store.openSession(SampleAccess.session(2), limit: 9, of: user.id, noting: nil)
        try await store.openSession(SampleAccess.session(3), limit: 9, of: user.id, noting: nil)
        var wanted = SampleAccess.session(2)
        for number in 10...12 {
            let rotation = SampleAccess.rotation(2, from: number == 10 ? 2 : number - 1, to: number)
            wanted.refresh = rotation.new
            wanted.usedAt = rotation.at
            wanted.idleUntil = rotation.idleUntil
            try expectEqual(try await store.rotate(rotation, of: user.id, noting: nil), .rotated(wanted), "exchange")
        }
        try expectEqual(
            try await store.rotate(SampleAccess.rotation(2, from: 77, to: 78), of: user.id, noting: nil), .unknown,
            "a token that never was")
        try expectEqual(
            try await store.rotate(SampleAccess.rotation(3, from: 11, to: 78), of: user.id, noting: nil), .unknown,
            "another session's used token")
        try expectEqual(try await store.session(wanted.id, of: user.id), wanted, "the session after that")
        try expectEqual(
            try await store.rotate(
                SampleAccess.rotation(2, from: 2, to: 78), of: user.id, noting: SampleAccess.event(1, of: user.id)), .reused,
            "the first token again")
        try expectEqual(try await store.sessions(of: user.id), [SampleAccess.session(3)], "sessions after reuse")
        try expectEqual(
            try await store.rotate(SampleAccess.rotation(2, from: 12, to: 79), of: user.id, noting: nil), .unknown,
            "the current token of a session that is gone")
        try expectEqual(
            try await store.auditEvents(.account(user.id), outcome: nil, before: nil, limit: 9),
            [SampleAccess.event(1, of: user.id)], "events")
    }
}
