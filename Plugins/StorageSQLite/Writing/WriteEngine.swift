import GRDBSQLite
import Logging
import PluginAPI

/// Runs batches of calls as transactions, and the chores between them. Lives on the writer's queue.
final class WriteEngine {
    /// Pages of write-ahead log after which it is copied into the database, if the reserve is large enough.
    private static let largestLog: Int64 = 16_384
    /// The same when nothing else is to be done.
    private static let quietCheckpointPages: Int32 = 1_000
    /// The same on a full disk.
    private static let shortCheckpointPages: Int32 = 256
    /// Entries indexed between two looks at whether a call waits.
    private static let indexStep: Int64 = 64
    /// Steps that share a transaction: the index is built of one part for each, and parts are merged later.
    private static let indexSteps = 16

    private var writer: Writer?
    private let log: WriteAheadLog
    private let space: SpaceKeeper
    private let watch: FileWatch
    private let unindexedLimit: Int64
    private let checkpointPages: Int32
    private let board: WriteBoard
    private let logger: Logger
    private var report = WriteReport()
    private var hasDeparted = true
    private var mustEmptyLog = false
    private var choresFailed = false
    private var hasComplained = false
    /// It was said that the files are gone.
    private var hasMissed = false

    init(
        writer: Writer, log: WriteAheadLog, space: SpaceKeeper, watch: FileWatch, unindexedLimit: Int64,
        board: WriteBoard, logger: Logger
    ) {
        self.writer = writer
        self.log = log
        self.space = space
        self.watch = watch
        self.unindexedLimit = unindexedLimit
        // On a full disk the log must fit into what the reserve leaves: only then can it be copied and cut.
        let bounded = space.reservePages > 0 ? min(space.reservePages, Self.largestLog) : Self.largestLog
        checkpointPages = Int32(max(bounded, Int64(Self.quietCheckpointPages)))
        self.board = board
        self.logger = logger
        post(writer)
    }

    var isClosed: Bool { writer == nil }

    /// Empties the log into the database and gives the statements back.
    func close() {
        guard let writer else { return }
        log.empty(within: 2_000)
        log.close()
        writer.finalize()
        self.writer = nil
    }

    /// Gives back the memory of cached pages.
    func rest() { writer?.releaseMemory() }

    /// Runs the calls in one transaction, and tells each of them what became of it.
    func execute(_ jobs: [WriteJob]) {
        guard let writer else {
            for job in jobs { job.fail(.unavailable(reason: "the store is closed")) }
            return
        }
        if let missing = watch.missing { return refuse(jobs, missing) }
        hasMissed = false
        var jobs = jobs
        if space.isShort, !space.recover() {
            for job in jobs where job.kind == .growing { job.fail(.full) }
            jobs.removeAll { $0.kind == .growing }
        }
        guard !jobs.isEmpty else { return }
        do {
            try transact(jobs, writer)
        } catch {
            writer.rollBack()
            if jobs.count > 1 {
                for job in jobs { execute([job]) }
            } else if let job = jobs.first {
                retry(job, after: StorageError(from: error), writer)
            }
        }
        afterwards(writer)
    }

    /// Nothing may be stored where nobody would find it.
    private func refuse(_ jobs: [WriteJob], _ missing: String) {
        if !hasMissed {
            logger.critical(
                "a file of the database was deleted or moved away: put it back, then start journald-core anew",
                metadata: ["file": "\(missing)"])
        }
        hasMissed = true
        for job in jobs { job.fail(.unavailable(reason: "\(missing) was deleted or moved away")) }
    }

    private func transact(_ jobs: [WriteJob], _ writer: Writer) throws {
        var endings: [@Sendable () -> Void] = []
        endings.reserveCapacity(jobs.count)
        let destroys = jobs.contains { $0.kind == .destroying }
        // Freed pages are overwritten only where a key is destroyed: elsewhere that would cost writes for ciphertext.
        if destroys { try writer.setSecureDelete(true) }
        defer { if destroys { try? writer.setSecureDelete(false) } }
        try writer.begin()
        for job in jobs {
            do {
                endings.append(try job.perform(writer))
            } catch let error as StorageError where !error.isDamage {
                endings.append { job.fail(error) }
            }
        }
        try writer.commit()
        log.markCommit()
        report.transactions += 1
        report.lastFailure = nil
        choresFailed = false
        if destroys {
            hasDeparted = true
            mustEmptyLog = !log.empty(within: 1_000)
        }
        // Looked at once more: they may have gone between the first look and the commit.
        if let missing = watch.missing { return refuse(jobs, missing) }
        for ending in endings { ending() }
    }

    /// A call that failed alone. On a full disk the reserve is given up, so that the log can be copied and cut; then
    /// there is room for one that frees some, and for any other if the reserve could be made again.
    private func retry(_ job: WriteJob, after error: StorageError, _ writer: Writer) {
        guard error == .full, space.release() else { return give(error, to: job) }
        log.empty(within: 1_000)
        guard job.kind != .growing || space.recover() else { return give(error, to: job) }
        do {
            try transact([job], writer)
        } catch {
            writer.rollBack()
            give(StorageError(from: error), to: job)
        }
    }

    private func give(_ error: StorageError, to job: WriteJob) {
        report.lastFailure = error
        logger.error("a write failed", metadata: ["error": "\(error)"])
        job.fail(error)
    }

    private func afterwards(_ writer: Writer) {
        // Callers wait meanwhile: that keeps the tail, which every search scans, within its bound.
        while writer.pending > unindexedLimit, index(writer, while: { true }) { copyLog() }
        copyLog()
        post(writer)
    }

    private func copyLog() {
        if space.isShort {
            // What is left of the reserve must not go into the log.
            if log.pages > Self.shortCheckpointPages { log.empty(within: 100) }
        } else if log.pages > checkpointPages {
            log.copy()
        }
    }

    /// Makes the reserve again if there is room by now.
    func lookForSpace() {
        guard let writer, space.isShort else { return }
        _ = space.recover()
        post(writer)
    }

    private func post(_ writer: Writer) {
        report.pending = writer.pending
        report.isShortOfSpace = space.isShort
        report.mayGrow = space.mayGrow
        board.post(report)
    }
}

// Chores: whatever can wait until nobody does.
extension WriteEngine {
    var hasChores: Bool {
        guard let writer, !choresFailed else { return false }
        return writer.pending > 0 || hasDeparted || mustEmptyLog || log.pages > Self.quietCheckpointPages
    }

    /// Does one bounded piece of work, and ends it early when it is no longer quiet.
    /// - Returns: whether it made progress.
    func doOneChore(while isQuiet: () -> Bool) -> Bool {
        guard let writer else { return false }
        defer { post(writer) }
        copyLog()
        if mustEmptyLog {
            mustEmptyLog = !log.empty(within: 100)
            return !mustEmptyLog
        }
        if hasDeparted { return removeDeparted(writer) }
        if writer.pending > 0 { return index(writer, while: isQuiet) }
        if log.pages > Self.quietCheckpointPages { return log.copy() }
        return false
    }

    private func index(_ writer: Writer, while isQuiet: () -> Bool) -> Bool {
        chore("the search index could not be brought up to date", writer) {
            var done = 0
            for _ in 0..<Self.indexSteps {
                let step = try writer.indexPending(limit: Self.indexStep)
                done += step
                if step < Self.indexStep || !isQuiet() { break }
            }
            return done > 0
        }
    }

    private func removeDeparted(_ writer: Writer) -> Bool {
        chore("what deleted users left could not be removed", writer) {
            hasDeparted = try writer.removeDeparted(limit: Writer.removalStep)
            return true
        }
    }

    private func chore(_ complaint: Logger.Message, _ writer: Writer, _ work: () throws -> Bool) -> Bool {
        do {
            try writer.begin()
            let isDone = try work()
            try writer.commit()
            log.markCommit()
            hasComplained = false
            return isDone
        } catch {
            writer.rollBack()
            // Until the next successful write, and said once: on a full disk it fails for as long as the disk is full.
            choresFailed = true
            if !hasComplained { logger.error(complaint, metadata: ["error": "\(StorageError(from: error))"]) }
            hasComplained = true
            return false
        }
    }
}

extension StorageError {
    /// Found damage: what the call has already written must not stay.
    var isDamage: Bool {
        if case .corrupt = self { return true }
        return false
    }
}
