/// How a query goes from one row to another of the same entry.
///
/// Always by the whole key, an entry at a time. A plain join leaves the way to the planner, and while the server has no figures
/// of a table, or has them of a table that was as good as empty, it takes each of the user's rows for the only one: it then
/// reads all of them for each other, and a journal of 300 entries takes seconds. A limit of one row rules that out.
enum EntryJoin {
    /// From `entries e` to its contents `c`.
    /// - Parameter owner: the user, as SQL. Where the query is for one user, their parameter: on several nodes it says which to ask.
    static func contents(of owner: String = "e.user_id") -> String {
        """
        CROSS JOIN LATERAL (SELECT k.title, k.body, k.terms FROM contents k WHERE k.user_id = \(owner) AND k.id = e.id LIMIT 1) c
        """
    }

    /// From a number to the user's entry `e`. It is asked for as a range, in order: only the index of numbers gives it in
    /// order, whereas for an equal number any index of the user's entries may seem as good.
    static func entry(_ owner: String, number: String) -> String {
        """
        CROSS JOIN LATERAL (SELECT k.* FROM entries k WHERE k.user_id = \(owner) AND k.number BETWEEN \(number) AND \(number) \
        ORDER BY k.number LIMIT 1) e
        """
    }
}
