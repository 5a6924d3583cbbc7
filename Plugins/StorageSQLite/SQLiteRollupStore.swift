public import PluginAPI

extension SQLiteStorage {
    public func dayRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [DayRollup] {
        try await read { try $0.dayRollups(in: span, of: owner) }
    }

    public func total(in span: DaySpan, of owner: UserID) async throws(StorageError) -> Tally {
        try await read { try $0.total(in: span, of: owner) }
    }

    public func hourRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [HourRollup] {
        try await read { try $0.hourRollups(in: span, of: owner) }
    }

    public func categoryRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [CategoryRollup] {
        try await read { try $0.categoryRollups(in: span, of: owner) }
    }

    public func categoryDays(
        of category: CategoryID, in span: DaySpan, owner: UserID
    ) async throws(StorageError) -> [CategoryDayRollup] {
        try await read { try $0.categoryDays(of: category, in: span, owner: owner) }
    }

    public func activeDays(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [LocalDay] {
        try await read { try $0.activeDays(in: span, of: owner) }
    }
}
