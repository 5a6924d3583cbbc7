import PluginAPI

/// A page of accounts, as the rows of the tables that an account is made of.
struct UserCopy {
    private(set) var users = CopyRows(
        "users",
        [
            .init("id", .uuid), .init("login", .text), .init("role", .text), .init("is_disabled", .bool), .init("zone", .text),
            .init("locale", .text), .init("day_end_hour", .int4), .init("week_start", .int4), .init("created_at", .int8),
            .init("wrapped_key", .bytes),
        ])
    private(set) var journals = CopyRows("journals", [.init("user_id", .uuid), .init("last_number", .int8)])
    private(set) var uids = CopyRows(
        "uids", [.init("uid", .int8), .init("user_id", .uuid), .init("at", .int8), .init("is_own", .bool)])
    private(set) var sightings = CopyRows("sightings", [.init("user_id", .uuid), .init("at", .int8)])

    mutating func add(_ row: TransferRow) throws {
        var reader = TransferReader(row)
        let id = CopyRows.Value(try reader.id() as UserID)
        let uid = try reader.optionalInteger()
        let login = try reader.optionalText()
        let (role, isDisabled): (UserRole, Bool) = (try reader.word(), try reader.flag())
        let (zone, locale) = (try reader.text(), try reader.text())
        let (dayEndHour, weekStart) = (try reader.integer(), try reader.integer())
        let createdAt = try reader.integer()
        let key = try reader.bytes()
        let (number, seen) = (try reader.integer(), try reader.optionalInteger())
        try users.add([
            id, .init(login), .text(role.rawValue), .flag(isDisabled), .text(zone), .text(locale), .number(dayEndHour),
            .number(weekStart), .number(createdAt), .bytes(key),
        ])
        try journals.add([id, .number(number)])
        if let uid { try uids.add([.number(uid), id, .number(createdAt), .flag(true)]) }
        if let seen { try sightings.add([id, .number(seen)]) }
    }
}

/// A page of entries, as rows of both tables that an entry is in.
struct EntryCopy {
    private(set) var entries = CopyRows(
        "entries",
        [
            .init("user_id", .uuid), .init("id", .uuid), .init("number", .int8), .init("at", .int8), .init("zone", .text),
            .init("day", .int4), .init("hour", .int2), .init("mood", .int2), .init("starred", .bool), .init("words", .int8),
            .init("revision", .int4), .init("created_at", .int8), .init("updated_at", .int8), .init("trashed_at", .int8),
            .init("categories", .uuids), .init("analysis", .int2), .init("label", .int2), .init("score", .int4),
            .init("positive", .int4), .init("neutral", .int4), .init("negative", .int4), .init("confidence", .int4),
            .init("analysed_at", .int8), .init("provider", .text), .init("model", .text), .init("detail", .bytes),
        ])
    private(set) var contents = CopyRows(
        "contents",
        [
            .init("user_id", .uuid), .init("id", .uuid), .init("title", .bytes), .init("body", .bytes), .init("terms", .numbers),
        ])

    mutating func add(_ item: TransferEntry) throws {
        let (owner, entry, content) = (CopyRows.Value(item.owner), item.entry, item.entry.content)
        let id = CopyRows.Value(entry.id)
        try entries.add(
            [
                owner, id, .number(entry.number), .number(content.at.microseconds), .text(content.zone),
                .number(Int64(content.day.number)), .number(Int64(content.hour)), .init(content.mood.map { Int64($0.value) }),
                .flag(content.starred), .number(Int64(content.words)), .number(Int64(entry.revision)),
                .number(entry.createdAt.microseconds), .number(entry.updatedAt.microseconds), .init(entry.trashedAt),
                .init(entry.categories), .number(entry.analysis.number),
            ] + Self.values(entry.sentiment))
        try contents.add([
            owner, id, .init(content.title?.bytes), .bytes(content.body.bytes), .numbers(item.terms.map(\.number)),
        ])
    }

    private static func values(_ score: StoredSentiment?) -> [CopyRows.Value] {
        [
            .init(score.map { Int64($0.label.index) }), .init(score?.score), .init(score?.positive), .init(score?.neutral),
            .init(score?.negative), .init(score?.confidence), .init(score?.analysedAt), .init(score?.provider),
            .init(score?.model), .init(score?.detail.bytes),
        ]
    }
}

extension JobRow {
    /// The columns of a job and what `values` has for them.
    static let copied: [CopyRows.Column] = [
        .init("user_id", .uuid), .init("id", .uuid), .init("kind", .int2), .init("state", .int2), .init("provider", .text),
        .init("entry", .uuid), .init("revision", .int4), .init("parent", .uuid), .init("created_at", .int8),
        .init("updated_at", .int8), .init("due_at", .int8), .init("tries", .int4), .init("returns", .int4),
        .init("lease", .uuid), .init("lease_until", .int8), .init("reason", .text), .init("since", .int8),
        .init("before", .int8), .init("first_day", .int4), .init("last_day", .int4), .init("position", .bytes),
        .init("is_expanded", .bool), .init("aside", .int8), .init("place", .int8), .init("total", .int8), .init("done", .int8),
        .init("failed", .int8), .init("skipped", .int8),
    ]

    static func values(_ owned: OwnedJob) -> [CopyRows.Value] {
        let (job, span, progress) = (owned.job, owned.job.span, owned.job.progress)
        return [
            .init(owned.owner), .init(job.id), .number(job.kind.number), .number(job.state.number), .text(job.provider),
            .init(job.entry), .number(Int64(job.revision)), .init(job.parent), .init(job.createdAt), .init(job.updatedAt),
            .init(job.dueAt), .number(Int64(job.tries)), .number(Int64(job.returns)), .init(job.lease), .init(job.leaseUntil),
            .init(job.reason), .init(span?.since), .init(span?.before), .init(span?.firstDay.map { Int64($0.number) }),
            .init(span?.lastDay.map { Int64($0.number) }), .init(job.position?.bytes), .flag(job.isExpanded),
            .number(job.aside), .init(job.place.map { Int64($0) }), .number(progress.total), .number(progress.done),
            .number(progress.failed), .number(progress.skipped),
        ]
    }
}
