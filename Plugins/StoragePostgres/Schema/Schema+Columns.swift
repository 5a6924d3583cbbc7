/// Which of a journal's sums of days may be in columns. See docs/decisions/0026.
///
/// `columns_before` is a day: sums of days before it may be in columns, and then a row that writers write is what is added to them.
/// `columns_generation` says which rows in columns are this journal's: those of another number were left by an earlier journal
/// of the same user, and count for nobody. 0 is a journal that has none. Only a Citus layout sets them.
extension Schema {
    static let columns = [
        """
        ALTER TABLE journals ADD COLUMN columns_before integer NOT NULL DEFAULT \(nothingSummed),
            ADD COLUMN columns_generation bigint NOT NULL DEFAULT 0
        """
    ]

    /// How a journal says that nothing of it is in columns, whatever is there.
    static let nothingInColumns = "columns_before = \(nothingSummed), columns_generation = 0"
}
