import Crypto
public import PluginAPI

/// Moves everything that one store holds to another, and makes sure that it arrived.
///
/// A move that was cut goes on where it was when it is begun again with the same transfer. The source is only read, and must not
/// be in use; the target serves nobody until the move has been checked.
public struct StoreMover: Sendable {
    /// How far a move or its check is.
    public struct Progress: Hashable, Sendable {
        public enum Step: Hashable, Sendable {
            case moving, checking
        }

        public let step: Step
        public let section: TransferSection
        /// Rows of all sections so far, and in all.
        public let done: Int64
        public let total: Int64
    }

    /// What was moved and found equal.
    public struct Outcome: Hashable, Sendable {
        public var users: Int64 = 0
        public var entries: Int64 = 0
        public var rows: Int64 = 0
        /// Texts that were opened with the key of the journal, read from the new store.
        public var opened: Int = 0
    }

    private let source: any TransferringStorage
    private let target: any TransferringStorage
    private let report: @Sendable (Progress) -> Void
    /// Rows of a page, and the bytes above which the next page is smaller.
    private static let largestPage = 1_000
    private static let pageBytes = 4 << 20

    /// - Parameters:
    ///   - source: started.
    ///   - target: started to receive.
    ///   - report: called after each page.
    public init(
        from source: any TransferringStorage, to target: any TransferringStorage,
        report: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        self.source = source
        self.target = target
        self.report = report
    }

    /// What a move from a place is called: the same for the same place, so that it can be gone on with.
    public static func transfer(from place: [String]) -> [UInt8] {
        Array(SHA256.hash(data: TransferValue.encode(place.map { .text($0) })).prefix(16))
    }

    /// Moves what is not there yet.
    /// - Throws: `StorageError`; what was moved so far stays, and the next call goes on.
    public func move() async throws {
        let progress = try await target.receivingProgress()
        let total = try await rows(of: source)
        var done = progress.values.reduce(0) { $0 + $1.rows }
        for section in TransferSection.allCases {
            var page = try await Pages(source, section, after: progress[section]?.position).next()
            while let (rows, behind) = page {
                // The old store reads on while the new one writes.
                async let next = behind.next()
                try await target.receive(rows, of: section)
                done += Int64(rows.count)
                report(Progress(step: .moving, section: section, done: done, total: max(total, done)))
                page = try await next
            }
        }
    }

    /// Reads both stores from end to end and compares every byte.
    /// - Throws: `StoreMoveError` that names the first section that differs.
    public func check() async throws -> Outcome {
        var outcome = Outcome()
        let total = try await rows(of: source)
        for section in TransferSection.allCases {
            let before = outcome.rows
            async let reading = digest(of: source, section) { [report] in
                report(Progress(step: .checking, section: section, done: before + $0, total: max(total, before + $0)))
            }
            let taken = try await digest(of: target, section) { _ in }
            let given = try await reading
            guard given == taken else {
                throw StoreMoveError(
                    "\(section.rawValue): the old store has \(given.rows) rows, the new one \(taken.rows)"
                        + (given.rows == taken.rows ? " with other content" : "")
                        + ". Was the old store used meanwhile? Empty the new one and move again.")
            }
            outcome.rows += given.rows
            if section == .users { outcome.users = given.rows }
            if section == .entries { outcome.entries = given.rows }
        }
        return outcome
    }

    private func rows(of store: any TransferringStorage) async throws -> Int64 {
        var total: Int64 = 0
        for section in TransferSection.allCases { total += try await store.transferCount(of: section) }
        return total
    }

    private struct Digest: Equatable {
        var rows: Int64 = 0
        var hash: [UInt8] = []
    }

    private func digest(
        of store: any TransferringStorage, _ section: TransferSection, _ report: @Sendable (Int64) -> Void
    ) async throws -> Digest {
        var hash = SHA256()
        var digest = Digest()
        var pages = Pages(store, section, after: nil)
        while let (rows, behind) = try await pages.next() {
            pages = behind
            for row in rows {
                var bytes: [UInt8] = []
                row.encode(into: &bytes)
                hash.update(data: bytes)
            }
            digest.rows += Int64(rows.count)
            report(digest.rows)
        }
        digest.hash = Array(hash.finalize())
        return digest
    }

    /// The pages of a section, smaller where rows are long.
    private struct Pages: Sendable {
        let store: any TransferringStorage
        let section: TransferSection
        var key: [TransferValue]?
        var limit = 100

        init(_ store: any TransferringStorage, _ section: TransferSection, after key: [TransferValue]?) {
            self.store = store
            self.section = section
            self.key = key
        }

        /// The next page and what is behind it; nil at the end.
        func next() async throws -> (rows: [TransferRow], behind: Pages)? {
            let rows = try await store.transferRows(of: section, after: key, limit: limit)
            guard let last = rows.last else { return nil }
            var behind = self
            behind.key = section.key(of: last)
            let bytes = rows.reduce(0) { $0 + $1.size }
            let fitting = StoreMover.pageBytes / max(1, bytes / rows.count)
            behind.limit = min(max(1, fitting), StoreMover.largestPage)
            return (rows, behind)
        }
    }
}

extension TransferRow {
    /// Bytes, about.
    fileprivate var size: Int {
        values.reduce(0) { sum, value in
            switch value {
            case .null, .integer: sum + 8
            case .text(let text): sum + text.utf8.count
            case .bytes(let bytes): sum + bytes.count
            }
        }
    }
}

/// Why a move cannot be trusted; one line for the operator.
public struct StoreMoveError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
