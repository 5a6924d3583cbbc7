import Glibc
import PluginAPI

/// How far the write-ahead log was on disk when the last answer left.
///
/// SQLite takes a log that was cut or damaged for one that ended there, and what it held would be lost without a word.
/// The mark says how many frames there must be at least. It is written after the fsync of each commit and not synced
/// itself: after a power cut it may be older than the log, never ahead of it.
struct LogMark: Hashable, Sendable {
    /// The salts of the log's header; the first one grows by one each time SQLite begins the log anew.
    var firstSalt: UInt32
    var secondSalt: UInt32
    /// Frames up to and with the last commit. 0: the log was emptied, or may have been.
    var frames: UInt32
    /// SQLite's running checksum of the last of them.
    var firstSum: UInt32
    var secondSum: UInt32

    /// Everything the log held is in the database.
    static let empty = LogMark(firstSalt: 0, secondSalt: 0, frames: 0, firstSum: 0, secondSum: 0)

    /// Bytes of a mark: a word of eight letters, five integers, and a checksum of them.
    static let length = 36
    private static let word: UInt64 = 0x6A77_616C_6D61_726B

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.length)
        withUnsafeBytes(of: Self.word.bigEndian) { bytes += $0 }
        for field in [firstSalt, secondSalt, frames, firstSum, secondSum] {
            withUnsafeBytes(of: field.bigEndian) { bytes += $0 }
        }
        withUnsafeBytes(of: Self.sum(bytes).bigEndian) { bytes += $0 }
        return bytes
    }

    /// - Returns: nil for bytes that are no whole mark.
    init?(bytes: [UInt8]) {
        let (body, field) = (Array(bytes.prefix(28)), Self.field)
        guard bytes.count >= Self.length, (UInt64(field(bytes, 0)) << 32 | UInt64(field(bytes, 4))) == Self.word else {
            return nil
        }
        let sum = UInt64(field(bytes, 28)) << 32 | UInt64(field(bytes, 32))
        guard sum == Self.sum(body) else { return nil }
        self.init(
            firstSalt: field(bytes, 8), secondSalt: field(bytes, 12), frames: field(bytes, 16),
            firstSum: field(bytes, 20), secondSum: field(bytes, 24))
    }

    init(firstSalt: UInt32, secondSalt: UInt32, frames: UInt32, firstSum: UInt32, secondSum: UInt32) {
        (self.firstSalt, self.secondSalt, self.frames) = (firstSalt, secondSalt, frames)
        (self.firstSum, self.secondSum) = (firstSum, secondSum)
    }

    /// Whether a log with these salts can be the one of the mark after SQLite began it anew: then all that the mark
    /// speaks of had been copied into the database before.
    func precedes(firstSalt: UInt32) -> Bool {
        let steps = firstSalt &- self.firstSalt
        return steps > 0 && steps < 1 << 24
    }

    private static func field(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// FNV-1a: finds what a torn write leaves.
    private static func sum(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// The file that holds the mark.
final class LogMarkFile {
    private let file: Int32
    private(set) var mark: LogMark

    /// Opens or makes the file, puts the mark in it and waits until both are on disk.
    /// - Throws: `PluginStartError`.
    init(path: String, _ mark: LogMark) throws {
        file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        self.mark = mark
        guard file >= 0 else { throw PluginStartError("cannot open \(path): \(lastError()).") }
        guard write(mark), fsync(file) == 0 else { throw PluginStartError("cannot write \(path): \(lastError()).") }
        syncFolder(of: path)
    }

    deinit { if file >= 0 { close(file) } }

    /// Replaces the mark, without waiting for the disk.
    /// - Returns: whether it could be written. If not, the older one is as safe.
    @discardableResult
    func write(_ mark: LogMark) -> Bool {
        let bytes = mark.bytes
        guard bytes.withUnsafeBytes({ pwrite(file, $0.baseAddress, $0.count, 0) }) == bytes.count else { return false }
        self.mark = mark
        return true
    }

    /// Waits until the mark is on disk.
    func sync() { fdatasync(file) }

    /// The mark of the last run; nil when there is none that is whole.
    static func read(_ path: String) -> LogMark? { contents(of: path).flatMap(LogMark.init(bytes:)) }
}
