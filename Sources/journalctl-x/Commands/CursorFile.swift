internal import Glibc

/// Where a list ended, kept for the next one.
enum CursorFile {
    /// nil when there is no such file yet.
    static func read(_ path: String) throws(Failure) -> EntryCursor? {
        guard access(path, F_OK) == 0 else { return nil }
        guard let bytes = SmallFile.read(path, limit: 4_096) else { throw .usage("the cursor file \(Sanitizer.line(path)) cannot be read") }
        if bytes.isEmpty { return nil }
        return try EntryCursor.parse(String(decoding: bytes, as: UTF8.self), option: "--cursor-file")
    }

    /// Replaces the file at once, so that an interruption leaves the old place or the new one.
    static func write(_ cursor: EntryCursor, to path: String) throws(Failure) {
        let fresh = path + ".\(getpid()).tmp"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .usage("the cursor file \(Sanitizer.line(path)) cannot be written") }
        let isWritten = (try? StreamWriter.write(cursor.text + "\n", to: descriptor)) != nil
        close(descriptor)
        guard isWritten, rename(fresh, path) == 0 else {
            unlink(fresh)
            throw .usage("the cursor file \(Sanitizer.line(path)) cannot be written")
        }
    }
}
