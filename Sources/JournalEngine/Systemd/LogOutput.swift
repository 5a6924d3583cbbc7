import CSystemd
import Dispatch
import Glibc
import Logging
import Synchronization

/// Where log records go. Called on one thread, which it may block.
protocol LogOutput: Sendable {
    func write(_ record: LogRecord)
}

/// Takes log records from any thread without waiting: a journal or terminal that is slow must not hold the
/// daemon. Over its bound, records are counted and dropped, and the count is logged.
final class LogQueue: Sendable {
    private static let maxWaiting = 4_096

    private let output: any LogOutput
    private let queue = DispatchQueue(label: "journald.log")
    private let waiting = Atomic<Int>(0)
    private let lost = Atomic<Int>(0)

    init(_ output: any LogOutput) { self.output = output }

    func append(_ record: LogRecord) {
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.maxWaiting else {
            waiting.wrappingSubtract(1, ordering: .relaxed)
            lost.wrappingAdd(1, ordering: .relaxed)
            return
        }
        queue.async { [self] in
            output.write(record)
            waiting.wrappingSubtract(1, ordering: .relaxed)
            let dropped = lost.exchange(0, ordering: .relaxed)
            if dropped > 0 { output.write(LogRecord(lost: dropped)) }
        }
    }

    /// Waits until everything said so far is out.
    func flush() { queue.sync {} }
}

/// Readable lines on a descriptor, normally standard error.
struct ConsoleOutput: LogOutput {
    let descriptor: Int32

    func write(_ record: LogRecord) {
        let line = "\(Self.timestamp()) \(record.level.rawValue) \(record.text)\n"
        var bytes = Array(line.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR {
                return  // Nobody can be told that the log itself is gone.
            }
        }
    }

    /// UTC with milliseconds.
    private static func timestamp() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var parts = tm()
        gmtime_r(&time.tv_sec, &parts)
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(width - digits.count, 0)) + digits
        }
        let month = padded(Int(parts.tm_mon) + 1, 2)
        let day = "\(padded(Int(parts.tm_year) + 1900, 4))-\(month)-\(padded(Int(parts.tm_mday), 2))"
        let clock = "\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))"
        return "\(day)T\(clock).\(padded(time.tv_nsec / 1_000_000, 3))Z"
    }
}

/// The journal's native protocol, in which no byte of a field can end it.
struct JournalOutput: LogOutput {
    /// Never `journald`: that name is systemd's own.
    static let identifier = "journald-core"

    /// Used when the journal does not take a record.
    let fallback: any LogOutput

    func write(_ record: LogRecord) {
        if !Self.send(Self.fields(of: record)) { fallback.write(record) }
    }

    static func fields(of record: LogRecord) -> [(name: String, value: String)] {
        var fields = [
            ("MESSAGE", record.text),
            ("PRIORITY", String(record.level.syslogPriority)),
            ("SYSLOG_IDENTIFIER", identifier),
            ("CODE_FILE", record.file),
            ("CODE_LINE", String(record.line)),
            ("CODE_FUNC", record.function),
            ("JOURNALD_LOGGER", record.label),
        ]
        for (key, value) in record.fields { fields.append((JournalField.name(for: key), value)) }
        return fields
    }

    /// - Returns: whether the journal took it.
    private static func send(_ fields: [(name: String, value: String)]) -> Bool {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for (name, value) in fields {
            bytes += name.utf8
            bytes.append(UInt8(ascii: "="))
            bytes += value.utf8
            ends.append(bytes.count)
        }
        return bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return false }
            var start = 0
            let vectors = ends.map { end in
                defer { start = end }
                return iovec(iov_base: base + start, iov_len: end - start)
            }
            return sd_journal_sendv(vectors, Int32(vectors.count)) >= 0
        }
    }
}

/// Names of fields in the journal.
enum JournalField {
    /// `requestId` → `JOURNALD_REQUEST_ID`; what the journal does not allow becomes `_`. At most 64 characters.
    static func name(for key: String) -> String {
        var name = Array("JOURNALD_".utf8)
        var wasLower = false
        for byte in key.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                name.append(byte & ~0x20)
                wasLower = true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if wasLower { name.append(UInt8(ascii: "_")) }
                name.append(byte)
                wasLower = false
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                name.append(byte)
            default:
                name.append(UInt8(ascii: "_"))
                wasLower = false
            }
        }
        return String(decoding: name.prefix(64), as: UTF8.self)
    }
}
