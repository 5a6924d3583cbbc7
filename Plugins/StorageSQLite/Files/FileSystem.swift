import Glibc
import PluginAPI

/// The words for an error number, the last one by default.
func lastError(_ number: Int32 = errno) -> String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
}

func fileExists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
}

/// The length of a plain file; nil when there is none.
func regularSize(_ path: String) -> Int64? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
}

/// Something is there, and it is not a plain file.
func isOtherThanFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
}

/// The first kilobyte of a file; nil when it cannot be read.
func contents(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1_024)
    let count = read(file, &buffer, buffer.count)
    return count < 0 ? nil : Array(buffer.prefix(count))
}

/// Puts a small file in place as a whole and waits until it and its name are on disk.
/// - Throws: `PluginStartError` that names the file.
func replace(_ path: String, with bytes: [UInt8]) throws {
    let draft = path + ".new"
    func refuse() -> PluginStartError { PluginStartError("cannot write \(path): \(lastError()).") }
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw refuse() }
    let isWritten = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) == $0.count }
    guard isWritten, fsync(file) == 0 else {
        let error = refuse()
        close(file)
        unlink(draft)
        throw error
    }
    close(file)
    guard rename(draft, path) == 0 else { throw refuse() }
    syncFolder(of: path)
}

/// Waits until the names in a file's folder are on disk.
func syncFolder(of path: String) {
    let folder = StateFiles(database: path).folder
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
}
