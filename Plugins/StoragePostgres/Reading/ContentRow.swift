import PluginAPI

/// The long part of an entry: its text and its search terms. The terms of all rows are one array, cut by place.
struct ContentRow {
    let name: Owned<EntryID>
    let title: SealedBytes?
    let body: SealedBytes
    let terms: [TermHash]

    private static let rows = """
        unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::bigint[], $6::bigint[])
            AS n (user_id, id, title, body, first_term, last_term)
        """

    static func insert(_ rows: [ContentRow]) -> Query {
        let sql = """
            INSERT INTO contents (user_id, id, title, body, terms)
            SELECT n.user_id, n.id, n.title, n.body, ($7::bigint[])[n.first_term:n.last_term] FROM \(Self.rows)
            """
        return Query(sql) { add(rows, to: &$0) }
    }

    static func update(_ rows: [ContentRow]) -> Query {
        let sql = """
            UPDATE contents c SET title = n.title, body = n.body, terms = ($7::bigint[])[n.first_term:n.last_term]
            FROM \(Self.rows) WHERE c.user_id = n.user_id AND c.id = n.id
            """
        return Query(sql) { add(rows, to: &$0) }
    }

    private static func add(_ rows: [ContentRow], to parameters: inout Parameters) {
        parameters.addArray(rows.lazy.map(\.name.owner))
        parameters.addArray(rows.lazy.map(\.name.id))
        parameters.addArray(rows.lazy.map { $0.title?.bytes })
        parameters.addArray(rows.lazy.map(\.body.bytes))
        let slices = Slices(rows.lazy.map(\.terms.count))
        parameters.addArray(slices.first)
        parameters.addArray(slices.last)
        parameters.addArray(termsOf: rows.lazy.map(\.terms))
    }
}

extension TermHash {
    /// How it is written in a row: the same 64 bits, with a sign.
    var number: Int64 { Int64(bitPattern: value) }
}
