import Dispatch
import Foundation

/// A shell script that keeps a server for this process: it does what it is told line by line, and ends the server and removes
/// its folder when its input ends, which it does however this process ends.
///
/// The script reads a command a line from its input and answers each with a line that begins with `ok` or `failed`.
/// `$FOLDER` is a new folder of its own, `$OWNER` an unprivileged user when this process is root and otherwise empty, and
/// `as_owner` runs a command as that user.
final class ServerKeeper: Sendable {
    let folder: String
    private let process: Process
    private let input: FileHandle
    private let output: FileHandle
    /// One command at a time, on a thread of its own.
    private let queue: DispatchQueue

    /// - Parameters:
    ///   - name: a few letters; sockets have short paths.
    ///   - script: defines `handle`, which does the command in `$1`, and `finish`, which ends the server at once.
    init(name: String, script: String) throws {
        var template = Array("/tmp/jd-\(name)-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw ServerFailure("no temporary folder: errno \(errno)") }
        folder = String(cString: made)
        queue = DispatchQueue(label: "journald.test.\(name)")
        var ends: [Int32] = [0, 0]
        // Nobody else may inherit our end: the script would then not see this process end.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw ServerFailure("no socket pair: errno \(errno)") }
        input = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        let answers = Pipe()
        output = answers.fileHandleForReading
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        // `--wait`: without it setsid ends at once and is not reaped while the server lives, and whoever waits for any child of
        // this process (exit tests do) finds that one over and over.
        process.arguments = ["--wait", "/bin/sh", "-c", Self.prologue + script + Self.epilogue, "keeper", folder]
        process.standardInput = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    private static let prologue = """
        set -u
        trap '' INT TERM HUP
        FOLDER=$1
        OWNER=
        if [ "$(id -u)" = 0 ]; then
          OWNER=nobody
          id postgres >/dev/null 2>&1 && OWNER=postgres
          chown "$OWNER" "$FOLDER"
        fi
        cd "$FOLDER" || exit 1
        as_owner() {
          if [ -n "$OWNER" ]; then setpriv --reuid="$OWNER" --regid="$(id -g "$OWNER")" --clear-groups -- "$@"; else "$@"; fi
        }

        """
    private static let epilogue = """

        while read -r command; do
          if handle "$command" >>"$FOLDER/keeper.log" 2>&1; then echo ok; else echo "failed: $command"; fi
        done
        finish >/dev/null 2>&1
        cd / && rm -rf "$FOLDER"
        """

    /// Does one command and waits for its end.
    func tell(_ command: String) async throws {
        let answer: String = await withCheckedContinuation { continuation in
            queue.async { [input, output] in
                do {
                    try input.write(contentsOf: Data((command + "\n").utf8))
                    continuation.resume(returning: Self.line(from: output))
                } catch {
                    continuation.resume(returning: "failed: the keeper is gone")
                }
            }
        }
        guard answer == "ok" else {
            let log = (try? String(contentsOfFile: folder + "/keeper.log", encoding: .utf8)) ?? ""
            throw ServerFailure("\(answer)\n\(log.suffix(2_000))")
        }
    }

    private static func line(from handle: FileHandle) -> String {
        var bytes: [UInt8] = []
        while let byte = try? handle.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Ends the server for good and waits until its folder is gone.
    func end() async {
        await withCheckedContinuation { continuation in
            queue.async { [input, process] in
                try? input.close()
                process.waitUntilExit()
                continuation.resume()
            }
        }
    }
}

/// A server that did not do what it was told.
public struct ServerFailure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
