import Foundation
import Testing

/// A program at a terminal of its own (pty(7)): the test reads what a person would see and types what a person would type.
final class TerminalProcess {
    private let primary: Int32
    private let process = Process()
    private var unread: [UInt8] = []
    /// All that was shown so far.
    private(set) var screen = ""

    enum Failure: Error { case noTerminal, timedOut(waitingFor: String, screen: String), ended(screen: String) }

    init(_ path: String, _ arguments: [String], environment: [String: String], columns: UInt16 = 80, rows: UInt16 = 24) throws {
        primary = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // unlockpt(3) and ptsname(3) as ioctl_tty(2) does them: the module of the C library leaves the functions out.
        let (unlock, number) = (UInt(0x4004_5431), UInt(0x8004_5430))
        var (locked, index) = (Int32(0), UInt32(0))
        guard primary >= 0, ioctl(primary, unlock, &locked) == 0, ioctl(primary, number, &index) == 0 else { throw Failure.noTerminal }
        let secondary = open("/dev/pts/\(index)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard secondary >= 0 else { throw Failure.noTerminal }
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(secondary, UInt(TIOCSWINSZ), &size)
        let handle = FileHandle(fileDescriptor: secondary, closeOnDealloc: true)
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment.merging(["TERM": "xterm-256color", "PAGER": "cat"]) { $1 }
        process.standardInput = handle
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        // The program alone holds its terminal now: when it ends, so does the output.
        try handle.close()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        close(primary)
    }

    /// Waits until the text is shown; what came before it and the text itself count as read.
    @discardableResult
    func wait(for text: String, limit: Double = 30) throws -> String {
        let wanted = Array(text.utf8)
        let deadline = Date(timeIntervalSinceNow: limit)
        while true {
            if let end = Self.end(of: wanted, in: unread) {
                let seen = String(decoding: unread[..<end], as: UTF8.self)
                unread.removeFirst(end)
                return seen
            }
            guard Date() < deadline else { throw Failure.timedOut(waitingFor: text, screen: screen) }
            guard read(milliseconds: 100) else { throw Failure.ended(screen: screen) }
        }
    }

    func type(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(primary, bytes, bytes.count)
    }

    /// Waits for the end of the program and gives its status.
    func end(limit: Double = 30) throws -> Int32 {
        let deadline = Date(timeIntervalSinceNow: limit)
        while read(milliseconds: 100) {
            guard Date() < deadline else { throw Failure.timedOut(waitingFor: "the end", screen: screen) }
        }
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// False at the end of output.
    private func read(milliseconds: Int32) -> Bool {
        var interest = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
        guard poll(&interest, 1, milliseconds) > 0 else { return true }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = Foundation.read(primary, &chunk, chunk.count)
        // A terminal that the last program has left answers EIO.
        guard count > 0 else { return false }
        unread += chunk[..<count]
        screen += String(decoding: chunk[..<count], as: UTF8.self)
        return true
    }

    private static func end(of text: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= text.count else { return nil }
        return (0...(bytes.count - text.count)).first { bytes[$0..<($0 + text.count)].elementsEqual(text) }.map { $0 + text.count }
    }
}
