import Dispatch
import Logging
import PluginAPI

/// Keeps the columns, in steps of one transaction each: days that became old are moved there, and what is nobody's any more is
/// removed. For the daemon that is elected to (see `Upkeep`), on its thread.
struct ColumnUpkeep {
    private enum Work {
        case nothing
        /// Groups of journals that were found, and the last journal of the walk.
        case moving([[UserID]], last: UserID?, before: Int64)
        case erasing([DaySums])
    }

    private let moving: ColumnMoving
    private let logger: Logger
    private var work = Work.nothing
    private var moved = 0
    private var dueAt: DispatchTime

    init(_ moving: ColumnMoving, logger: Logger) {
        (self.moving, self.logger) = (moving, logger)
        dueAt = .now() + .seconds(moving.delay)
    }

    /// Does the next step.
    /// - Returns: whether there is more to do at once.
    /// - Throws: what a transaction throws; all of it is then tried again later.
    mutating func step(_ connection: Connection) throws -> Bool {
        do {
            try take(connection)
        } catch {
            work = .nothing
            dueAt = .now() + .seconds(min(moving.interval, 3_600))
            throw error
        }
        if case .nothing = work { return false }
        return true
    }

    private mutating func take(_ connection: Connection) throws {
        let mover = ColumnMover(moving: moving, connection: connection)
        switch work {
        case .nothing:
            guard dueAt <= .now() else { return }
            dueAt = .now() + .seconds(moving.interval)
            let day = try mover.cutoff()
            try find(mover, after: nil, before: day)
        case .moving(var groups, let last, let day):
            guard let group = groups.popLast() else { return try find(mover, after: last, before: day) }
            moved += try mover.move(group, before: day)
            work = .moving(groups, last: last, before: day)
        case .erasing(let left):
            let erasure = ColumnErasure(connection: connection)
            guard let sums = left.first else { return work = .nothing }
            try erasure.erase(sums)
            logger.info("removed from columns what is nobody's", metadata: ["table": "\(sums.columns)"])
            work = .erasing(Array(left.dropFirst()))
        }
    }

    private mutating func find(_ mover: ColumnMover, after last: UserID?, before day: Int64) throws {
        let found = try mover.groups(after: last, before: day)
        guard found.groups.isEmpty else { return work = .moving(found.groups, last: found.last, before: day) }
        if moved > 0 { logger.info("moved sums of old days to columns", metadata: ["journals": "\(moved)"]) }
        moved = 0
        work = try ColumnErasure(connection: mover.connection).isDue() ? .erasing(ColumnErasure.order) : .nothing
    }

    /// Does all that there is to do now.
    static func run(_ moving: ColumnMoving, _ connection: Connection, logger: Logger) throws {
        var moving = moving
        moving.delay = 0
        var upkeep = ColumnUpkeep(moving, logger: logger)
        while try upkeep.step(connection) {}
    }
}
