import Foundation
import PluginAPI
import Synchronization

/// IANA time zones: offsets and the writer's days. The database is Foundation's; what was asked last is remembered, because an
/// offset holds for at least a quarter of an hour.
final class ZoneCalendar: Sendable {
    private struct Known {
        let zone: TimeZone
        /// The quarter of an hour (since 1970) that `offset` is for.
        var quarter: Int64
        var offset: Int
    }

    /// `Known` holds a Foundation `TimeZone`, an immutable value.
    private let zones = Mutex<[String: Known]>([:])
    /// Zones that are remembered; a client cannot make the table grow beyond it.
    private static let most = 700

    /// Whether there is such a zone.
    func isKnown(_ name: String) -> Bool {
        // One that is remembered is not asked for another instant: its offset is about to be needed for this one.
        zones.withLock { $0[name] != nil } || offset(at: Instant(microseconds: 0), in: name) != nil
    }

    /// Seconds east of UTC at an instant, or nil when there is no such zone.
    func offset(at instant: Instant, in name: String) -> Int? {
        let quarter = floorDivide(instant.seconds, 900)
        return zones.withLock { zones in
            if let known = zones[name] {
                if known.quarter == quarter { return known.offset }
                let offset = Self.offset(at: instant, in: known.zone)
                zones[name] = Known(zone: known.zone, quarter: quarter, offset: offset)
                return offset
            }
            guard Self.isWellFormed(name), let zone = TimeZone(identifier: name) else { return nil }
            let offset = Self.offset(at: instant, in: zone)
            if zones.count >= Self.most { zones.removeAll(keepingCapacity: true) }
            zones[name] = Known(zone: zone, quarter: quarter, offset: offset)
            return offset
        }
    }

    /// The writer's day and the hour of the clock.
    /// - Parameter dayEndHour: hours after midnight that still belong to the day before.
    func place(_ instant: Instant, in zone: String, dayEndHour: Int) -> (day: LocalDay, hour: Int) {
        let local = instant.seconds &+ Int64(offset(at: instant, in: zone) ?? 0)
        let hour = Int(floorDivide(local, 3_600) - floorDivide(local, 86_400) * 24)
        let day = LocalDay(clamping: floorDivide(local - Int64(dayEndHour) * 3_600, 86_400))
        return (day, hour)
    }

    /// RFC 3339 with the offset of the zone.
    func text(_ instant: Instant, in zone: String) -> String {
        InstantText.format(instant, offsetSeconds: offset(at: instant, in: zone) ?? 0)
    }

    /// The zone of this machine.
    static var systemZone: String {
        let name = TimeZone.current.identifier
        return isWellFormed(name) ? name : "UTC"
    }

    private static func offset(at instant: Instant, in zone: TimeZone) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
    }

    /// `Area/Place` and the like: keeps abbreviations and odd forms such as `GMT+0130` out.
    private static func isWellFormed(_ name: String) -> Bool {
        name.utf8.contains(UInt8(ascii: "/")) || name == "UTC" || name == "GMT"
    }
}
