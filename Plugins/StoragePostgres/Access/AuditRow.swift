import PluginAPI

/// The audit trail's rows.
enum AuditRow {
    /// Whose events those of no account are.
    static let nobody = UserID(high: 0, low: 0)

    private static let columns = "id, at, account, actor, uid, kind, outcome, method, subject"

    private static let insertSQL = """
        INSERT INTO audit (user_id, \(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (user_id, id) DO UPDATE SET at = excluded.at, account = excluded.account, actor = excluded.actor,
            uid = excluded.uid, kind = excluded.kind, outcome = excluded.outcome, method = excluded.method,
            subject = excluded.subject
        """
    private static let boundSQL = """
        DELETE FROM audit WHERE user_id = $1 AND id <=
            (SELECT id FROM audit WHERE user_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1)
        """

    /// Adds an event and removes the oldest ones of its account over the bound. One of an account that is gone is nobody's.
    static func note(_ event: AuditEvent?, _ transaction: Transaction) throws {
        guard let event else { return }
        var owner = nobody
        if let account = event.account {
            // The account cannot be removed before this event is there to be removed with it.
            let isThere = try transaction.run(.of(account, "SELECT 1 FROM users WHERE id = $1 FOR KEY SHARE")).first != nil
            if isThere { owner = account }
        }
        let insert = Query(insertSQL) {
            $0.add(owner)
            $0.add(event.id)
            $0.add(event.at)
            $0.add(event.account)
            $0.add(event.actor)
            $0.add(event.uid.map(Int64.init))
            $0.add(event.kind)
            $0.add(event.outcome)
            $0.add(event.method)
            $0.add(event.subject)
        }
        let bound = Query(boundSQL) {
            $0.add(owner)
            $0.add(Int64(keptAuditEvents))
        }
        _ = try transaction.run([insert, bound])
    }

    static func select(_ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int) -> Query {
        var conditions: [String] = []
        var parameters = Parameters()
        if case .account(let user) = which {
            parameters.add(user)
            conditions.append("user_id = $\(parameters.count)")
        }
        if let outcome {
            parameters.add(outcome)
            conditions.append("outcome = $\(parameters.count)")
        }
        if let before {
            parameters.add(before)
            conditions.append("id < $\(parameters.count)")
        }
        parameters.add(Int64(max(0, limit)))
        let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let sql = "SELECT \(columns) FROM audit \(clause) ORDER BY id DESC LIMIT $\(parameters.count)"
        let bound = parameters
        return Query(sql) { $0 = bound }
    }

    static func event(_ row: Row) throws -> AuditEvent {
        AuditEvent(
            id: try row.id(0), at: row.instant(1), account: try row.optionalID(2), actor: try row.optionalID(3),
            uid: row.optionalInt(4).flatMap(UInt32.init(exactly:)), kind: row.text(5), outcome: row.text(6),
            method: row.optionalText(7), subject: row.optionalText(8))
    }
}
