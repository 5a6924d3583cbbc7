import PluginAPI

extension StorageContract {
    static let factors: [Check] = [
        Check("a second factor counts once its seed is confirmed", with: enrolment),
        Check("a time step is used once, and none before it") { store in
            let user = try await SampleAccess.added(1, to: store)
            try expect(!(try await store.apply(.useTOTPStep(5), of: user.id, noting: nil)), "a step without a factor")
            try await store.enrol(user.id, step: 10, codes: [])
            let tries: [(Int64, Bool)] = [(10, false), (9, false), (11, true), (11, false), (10, false), (13, true), (12, false)]
            for (step, wanted) in tries {
                try expectEqual(
                    try await store.apply(.useTOTPStep(step), of: user.id, noting: nil), wanted, "step \(step)")
            }
            try expectEqual(try await store.credentials(of: user.id)?.totp?.lastStep, 13, "the last step")
        },
        Check("of 200 that use one step at once, one wins") { store in
            let user = try await SampleAccess.added(1, to: store)
            try await store.enrol(user.id, step: 10, codes: [])
            let event = SampleAccess.event(1, of: user.id)
            let results = try await atOnce(Array(0..<200)) { _ in
                try await store.apply(.useTOTPStep(11), of: user.id, noting: event)
            }
            try expectEqual(results.filter { $0 }.count, 1, "winners")
        },
        Check("of 200 that use one recovery code at once, one wins; another user's code is none") { store in
            let (user, other) = (try await SampleAccess.added(1, to: store), try await SampleAccess.added(2, to: store))
            let codes = (0..<10).map { SampleAccess.hash(500 + $0) }
            try await store.enrol(user.id, step: 10, codes: codes)
            try await store.enrol(other.id, step: 10, codes: [SampleAccess.hash(600)])
            try expectEqual(try await store.credentials(of: user.id)?.recoveryCodes, 10, "codes")
            let results = try await atOnce(Array(0..<200)) { _ in
                try await store.apply(.useRecoveryCode(codes[3]), of: user.id, noting: nil)
            }
            try expectEqual(results.filter { $0 }.count, 1, "winners")
            try expectEqual(try await store.credentials(of: user.id)?.recoveryCodes, 9, "codes left")
            try expect(
                !(try await store.apply(.useRecoveryCode(SampleAccess.hash(600)), of: user.id, noting: nil)), "another's code")
        },
        Check("new recovery codes replace the old ones, and need a second factor") { store in
            let user = try await SampleAccess.added(1, to: store)
            let (old, new) = (SampleAccess.hash(1), SampleAccess.hash(2))
            try expect(!(try await store.apply(.recoveryCodes([old]), of: user.id, noting: nil)), "without a factor")
            try await store.enrol(user.id, step: 10, codes: [old])
            try expect(try await store.apply(.recoveryCodes([new]), of: user.id, noting: nil), "renewing")
            try expect(!(try await store.apply(.useRecoveryCode(old), of: user.id, noting: nil)), "an old code")
            try expect(try await store.apply(.useRecoveryCode(new), of: user.id, noting: nil), "a new code")
            _ = try await store.apply(.recoveryCodes([new]), of: user.id, noting: nil)
            _ = try await store.apply(.removeTOTP, of: user.id, noting: nil)
            try expect(!(try await store.apply(.useRecoveryCode(new), of: user.id, noting: nil)), "a code after removal")
            try expect(!(try await store.apply(.useTOTPStep(99), of: user.id, noting: nil)), "a step after removal")
        },
    ]

    private static func enrolment(_ store: any StoragePlugin) async throws {
        let user = try await SampleAccess.added(1, to: store)
        for number in 1...2 { try await store.openSession(SampleAccess.session(number), limit: 9, of: user.id, noting: nil) }
        let kept = SampleAccess.session(1).id
        let (old, seed) = (SealedBytes([1]), SealedBytes([2, 2]))
        _ = try await store.apply(.beginTOTP(old), of: user.id, noting: nil)
        _ = try await store.apply(.beginTOTP(seed), of: user.id, noting: nil)
        try expectEqual(
            try await store.credentials(of: user.id), StoredCredentials(pendingSeed: seed), "a seed to be confirmed")
        @Sendable func confirm(_ seed: SealedBytes) async throws -> Bool {
            try await store.apply(
                .confirmTOTP(seed, step: 7, recoveryCodes: [SampleAccess.hash(1)], keeping: kept), of: user.id,
                noting: SampleAccess.event(1, of: user.id))
        }
        try expect(!(try await confirm(old)), "confirming a seed that was replaced")
        try expectEqual(try await store.sessions(of: user.id).count, 2, "sessions after a confirmation that failed")
        let results = try await atOnce(Array(0..<20)) { _ in try await confirm(seed) }
        try expectEqual(results.filter { $0 }.count, 1, "of many confirmations one counts")
        try expectEqual(
            try await store.credentials(of: user.id),
            StoredCredentials(totp: StoredTOTP(seed: seed, lastStep: 7), recoveryCodes: 1), "the factor in use")
        try expectEqual(try await store.sessions(of: user.id).map(\.id), [kept], "sessions after the confirmation")
        try expectEqual(
            try await store.auditEvents(.account(user.id), outcome: nil, before: nil, limit: 9).count, 1, "events")
    }
}
