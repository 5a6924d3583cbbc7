import PluginAPI

/// Writing categories.
enum CategoryRow {
    static func insert(_ rows: [(owner: UserID, draft: CategoryDraft)]) -> Query {
        let sql = """
            INSERT INTO categories (user_id, id, name_hash, sealed_name, colour, created_at)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::text[], $6::bigint[])
            """
        return Query(sql) {
            $0.addArray(rows.map(\.owner))
            $0.addArray(rows.map(\.draft.id))
            $0.addArray(rows.map(\.draft.nameHash.bytes))
            $0.addArray(rows.map(\.draft.sealedName.bytes))
            $0.addArray(rows.map(\.draft.colour))
            $0.addArray(rows.map(\.draft.createdAt.microseconds))
        }
    }
}

/// Scores of entries by providers whose score is not the current one.
enum OtherScoreRow {
    static let columns = "provider, label, score, positive, neutral, negative, confidence, analysed_at, model, detail"

    static func score(_ row: Row) -> StoredSentiment {
        StoredSentiment(
            score: Score(clamping: row.int(2)), label: SentimentLabel(index: row.int(1)),
            positive: Score(clamping: row.int(3)), neutral: Score(clamping: row.int(4)),
            negative: Score(clamping: row.int(5)), confidence: Score(clamping: row.int(6)),
            detail: SealedBytes(row.bytes(9)), provider: row.text(0), model: row.text(8), analysedAt: row.instant(7))
    }

    static func keep(_ rows: [(name: Owned<EntryID>, score: StoredSentiment)]) -> Query {
        let sql = """
            INSERT INTO other_scores (user_id, entry, \(columns))
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                $8::bigint[], $9::bigint[], $10::bigint[], $11::text[], $12::bytea[])
            ON CONFLICT (user_id, entry, provider) DO UPDATE SET label = excluded.label, score = excluded.score,
                positive = excluded.positive, neutral = excluded.neutral, negative = excluded.negative,
                confidence = excluded.confidence, analysed_at = excluded.analysed_at, model = excluded.model,
                detail = excluded.detail
            """
        return Query(sql) {
            $0.addArray(rows.map(\.name.owner))
            $0.addArray(rows.map(\.name.id))
            $0.addArray(rows.map(\.score.provider))
            $0.addArray(rows.map { Int64($0.score.label.index) })
            for field: KeyPath<StoredSentiment, Score> in [\.score, \.positive, \.neutral, \.negative, \.confidence] {
                $0.addArray(rows.map { Int64($0.score[keyPath: field].tenThousandths) })
            }
            $0.addArray(rows.map(\.score.analysedAt.microseconds))
            $0.addArray(rows.map(\.score.model))
            $0.addArray(rows.map(\.score.detail.bytes))
        }
    }
}
