public import PluginAPI

/// The definition of a store that can be moved from and to: what one gives, another takes, and nobody sees a difference.
public enum TransferContract {
    /// A check of one kind of store, beside a source of any kind.
    public struct Check: Sendable, CustomStringConvertible {
        public let description: String
        /// - Parameters:
        ///   - source: makes a started, empty store that rows come from.
        ///   - target: makes a store of the kind under test that was not started; the same name gives the same store again.
        public let run:
            @Sendable (
                _ source: @Sendable () async throws -> any TransferringStorage,
                _ target: @Sendable (_ name: String) async throws -> any TransferringStorage
            ) async throws -> Void
    }

    public static let checks: [Check] = [whole, resumed, refusals, damage]

    /// Moves everything, `pageSize` rows at a time.
    public static func move(
        from source: any TransferringStorage, to target: any TransferringStorage, pageSize: Int = 7
    ) async throws {
        let progress = try await target.receivingProgress()
        for section in TransferSection.allCases {
            var key = progress[section]?.position
            while true {
                let rows = try await source.transferRows(of: section, after: key, limit: pageSize)
                guard let last = rows.last else { break }
                try await target.receive(rows, of: section)
                key = section.key(of: last)
            }
        }
    }

    /// Every row of a store in order.
    static func rows(of store: any TransferringStorage, pageSize: Int = 1_000) async throws -> [TransferSection: [TransferRow]] {
        var all: [TransferSection: [TransferRow]] = [:]
        for section in TransferSection.allCases {
            var found: [TransferRow] = []
            while true {
                let page = try await store.transferRows(of: section, after: found.last.map(section.key), limit: pageSize)
                if page.isEmpty { break }
                found += page
            }
            let count = try await store.transferCount(of: section)
            try expectEqual(count, Int64(found.count), "the count of \(section)")
            for row in found {
                try expectEqual(row.values.count, section.key.count + section.columns.count, "values of a row of \(section)")
            }
            all[section] = found
        }
        return all
    }

    private static let whole = Check(description: "a store of everything moves whole, and goes on") { makeSource, makeTarget in
        let source = try await makeSource()
        let journal = try await FullJournal.fill(source)
        let target = try await makeTarget("whole")
        try await target.start(receiving: [1])
        try await move(from: source, to: target)
        try await target.finishReceiving()
        let (given, taken) = (try await rows(of: source), try await rows(of: target, pageSize: 3))
        for section in TransferSection.allCases {
            try expect(!(given[section] ?? []).isEmpty, "the source has a row of \(section)")
            try expectEqual(taken[section] ?? [], given[section] ?? [], "\(section)")
        }
        try await journal.expectSame(source, target)
        await target.stop()
        let again = try await makeTarget("whole")
        try await again.start()
        try await journal.expectSame(source, again)
        try await journal.goOn(source, again)
        try await journal.expectSame(source, again)
    }

    private static let resumed = Check(description: "a transfer that was cut goes on where it was") { makeSource, makeTarget in
        let source = try await makeSource()
        let journal = try await FullJournal.fill(source)
        for pages in [0, 1, 5, 17] {
            let name = "cut-\(pages)"
            var target = try await makeTarget(name)
            try await target.start(receiving: [7, 7])
            var left = pages
            cut: for section in TransferSection.allCases {
                var key: [TransferValue]?
                while true {
                    let rows = try await source.transferRows(of: section, after: key, limit: 2)
                    guard let last = rows.last else { break }
                    if left == 0 { break cut }
                    left -= 1
                    try await target.receive(rows, of: section)
                    key = section.key(of: last)
                }
            }
            await target.stop()
            target = try await makeTarget(name)
            try await target.start(receiving: [7, 7])
            try await move(from: source, to: target)
            try await target.finishReceiving()
            try expectEqual(try await rows(of: target), try await rows(of: source), "rows after a cut behind \(pages) pages")
            try await journal.expectSame(source, target)
            await target.stop()
        }
    }

    private static let refusals = Check(description: "half of a journal serves nobody, and a journal in use is not moved to") {
        makeSource, makeTarget in
        let source = try await makeSource()
        _ = try await FullJournal.fill(source)
        let target = try await makeTarget("half")
        try await target.start(receiving: [1])
        let users = try await source.transferRows(of: .users, after: nil, limit: 1)
        try await target.receive(users, of: .users)
        await target.stop()
        try await expectRefusal("serving half of a journal") { try await makeTarget("half").start() }
        try await expectRefusal("another transfer") { try await makeTarget("half").start(receiving: [2]) }
        try await expectRefusal("moving from a store that is not there") { try await makeTarget("nowhere").startGiving() }
        let used = try await makeTarget("used")
        try await used.start()
        try await used.add(SampleJournal(5))
        await used.stop()
        try await expectRefusal("moving to a journal in use") { try await makeTarget("used").start(receiving: [1]) }
    }

    private static func expectRefusal(_ what: String, _ body: () async throws -> Void) async throws(ContractViolation) {
        do {
            try await body()
        } catch let error as PluginStartError {
            return try expect(error.isLasting, "\(what): trying again does not help")
        } catch {
            throw ContractViolation("\(what): threw \(error)")
        }
        throw ContractViolation("\(what): was not refused")
    }

    private static let damage = Check(description: "a page with a row that does not fit changes nothing") { makeSource, makeTarget in
        let source = try await makeSource()
        _ = try await FullJournal.fill(source)
        let target = try await makeTarget("damage")
        try await target.start(receiving: [1])
        for section in TransferSection.allCases {
            let rows = try await source.transferRows(of: section, after: nil, limit: 1_000)
            let first = rows.first ?? TransferRow([])
            let bad = [TransferRow([]), TransferRow(Array(first.values.dropLast()))]
            // A share may come twice: it is not part of any transaction.
            for bad in bad + (section == .keyShares ? [] : [first]) {
                let before = try await target.transferCount(of: section)
                do {
                    try await target.receive(rows + [bad], of: section)
                    throw ContractViolation("\(section): took \(bad)")
                } catch let error as StorageError {
                    guard case .corrupt = error else { throw ContractViolation("\(section): threw \(error)") }
                }
                try expectEqual(try await target.transferCount(of: section), before, "rows of \(section) after a refusal")
            }
            try await target.receive(rows, of: section)
        }
        try await target.finishReceiving()
        try expectEqual(try await Self.rows(of: target), try await Self.rows(of: source), "rows in the end")
    }
}
