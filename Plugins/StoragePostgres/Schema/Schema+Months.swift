/// Sums of whole months, for reports over many. See docs/decisions/0025.
///
/// `journals.summed_before` is the first day of a month: all days before it are in sums of months as well, which every writer
/// keeps exact from then on. Days from it on are in sums of days alone, so that writing today's entry costs nothing more.
/// `month` is the number of the month's first day.
extension Schema {
    static let months: [String] = {
        let columns = tallyColumns.map { "\($0) bigint NOT NULL" }.joined(separator: ", ")
        return [
            "ALTER TABLE journals ADD COLUMN summed_before integer NOT NULL DEFAULT \(nothingSummed)",
            """
            CREATE TABLE hour_months (
                user_id uuid NOT NULL, month integer NOT NULL, hour smallint NOT NULL, entries bigint NOT NULL,
                scored bigint NOT NULL, score_sum bigint NOT NULL, PRIMARY KEY (user_id, month, hour)) WITH (fillfactor = 70)
            """,
            """
            CREATE TABLE category_months (
                user_id uuid NOT NULL, month integer NOT NULL, category uuid NOT NULL, \(columns),
                PRIMARY KEY (user_id, month, category)) WITH (fillfactor = 70)
            """,
        ]
    }()

    /// `LocalDay.distantPast`, before which there is no day.
    static let nothingSummed = -719_162
    /// Tables whose rows can be made anew from sums of days.
    static let monthTables = ["hour_months", "category_months"]
    /// Tables whose rows can be made anew from others, and how a journal says that it has none of them.
    static let derivedTables = termTables + monthTables
    static let nothingDerived = "indexed = 0, summed_before = \(nothingSummed), \(nothingInColumns)"
}
