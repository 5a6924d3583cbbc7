import Glibc
import PluginAPI

/// Reads a write-ahead log as SQLite's recovery does (https://www.sqlite.org/fileformat2.html#walformat), before SQLite
/// opens it and takes its valid beginning for the whole.
struct LogScan {
    /// What became of the frames that a mark speaks of.
    enum Finding: Equatable, Sendable {
        /// They are there, or were copied into the database before the log was begun anew.
        case whole
        /// The log ends or is damaged after so many valid frames.
        case lacking(validFrames: UInt32)
    }

    static let headerLength = 32
    static let frameHeaderLength = 24

    /// - Throws: `PluginStartError` when the file cannot be read.
    static func check(_ path: String, against mark: LogMark) throws -> Finding {
        guard mark.frames > 0 else { return .whole }
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return .lacking(validFrames: 0) }
        defer { close(file) }
        guard let header = LogHeader(try read(file, headerLength, at: 0, path)) else { return .lacking(validFrames: 0) }
        guard (header.firstSalt, header.secondSalt) == (mark.firstSalt, mark.secondSalt) else {
            return mark.precedes(firstSalt: header.firstSalt) ? .whole : .lacking(validFrames: 0)
        }
        var sum = header.sum
        let length = frameHeaderLength + header.pageSize
        for number in 0..<mark.frames {
            let frame = try read(file, length, at: Int64(headerLength) + Int64(number) * Int64(length), path)
            guard let next = header.sum(of: frame, after: sum) else { return .lacking(validFrames: number) }
            sum = next
        }
        return (sum.first, sum.second) == (mark.firstSum, mark.secondSum)
            ? .whole : .lacking(validFrames: mark.frames - 1)
    }

    /// Fewer bytes than asked for at the end of the file.
    private static func read(_ file: Int32, _ length: Int, at offset: Int64, _ path: String) throws -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while count < length {
                let got = pread(file, buffer.baseAddress?.advanced(by: count), length - count, off_t(offset) + count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                count += got
            }
        }
        guard failure == 0 else { throw PluginStartError("cannot read \(path): \(lastError(failure)).") }
        return bytes
    }
}

/// SQLite's checksum of everything up to some place in the log.
struct LogSum: Hashable {
    var first: UInt32 = 0
    var second: UInt32 = 0

    /// - Parameter bytes: a multiple of eight.
    mutating func add(_ bytes: UnsafeRawBufferPointer, bigEndian: Bool) {
        for place in stride(from: 0, to: bytes.count & ~7, by: 8) {
            let left = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
            let right = bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
            first &+= (bigEndian ? left.bigEndian : left.littleEndian) &+ second
            second &+= (bigEndian ? right.bigEndian : right.littleEndian) &+ first
        }
    }
}

/// The header of a log whose own checksum is right.
struct LogHeader {
    let pageSize: Int
    let firstSalt: UInt32
    let secondSalt: UInt32
    let sum: LogSum
    private let isBigEndian: Bool

    init?(_ bytes: [UInt8]) {
        guard bytes.count == LogScan.headerLength else { return nil }
        let fields = bytes.withUnsafeBytes { bytes in
            (0..<8).map { UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)) }
        }
        guard fields[0] & ~1 == 0x377F_0682, fields[1] == 3_007_000, fields[2].nonzeroBitCount == 1,
            (512...65_536).contains(fields[2])
        else { return nil }
        isBigEndian = fields[0] & 1 == 1
        var sum = LogSum()
        bytes.withUnsafeBytes { sum.add(UnsafeRawBufferPointer(rebasing: $0[0..<24]), bigEndian: fields[0] & 1 == 1) }
        guard sum == LogSum(first: fields[6], second: fields[7]) else { return nil }
        pageSize = Int(fields[2])
        (firstSalt, secondSalt) = (fields[4], fields[5])
        self.sum = sum
    }

    /// The running sum after a frame, or nil for one that is cut, of an earlier log, or damaged.
    func sum(of frame: [UInt8], after sum: LogSum) -> LogSum? {
        guard frame.count == LogScan.frameHeaderLength + pageSize else { return nil }
        return frame.withUnsafeBytes { bytes in
            let header = LogFrameHeader(UnsafeRawBufferPointer(rebasing: bytes[0..<LogScan.frameHeaderLength]))
            guard header.firstSalt == firstSalt, header.secondSalt == secondSalt else { return nil }
            var sum = sum
            sum.add(UnsafeRawBufferPointer(rebasing: bytes[0..<8]), bigEndian: isBigEndian)
            sum.add(UnsafeRawBufferPointer(rebasing: bytes[LogScan.frameHeaderLength...]), bigEndian: isBigEndian)
            return sum == header.sum ? sum : nil
        }
    }
}

/// What stands before each page in the log.
struct LogFrameHeader {
    let firstSalt: UInt32
    let secondSalt: UInt32
    let sum: LogSum

    /// - Parameter bytes: `LogScan.frameHeaderLength` of them.
    init(_ bytes: UnsafeRawBufferPointer) {
        func field(_ place: Int) -> UInt32 {
            UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self))
        }
        (firstSalt, secondSalt) = (field(2), field(3))
        sum = LogSum(first: field(4), second: field(5))
    }
}
