import Glibc
import Logging
import PluginAPI
import PluginTestKit
@testable import StorageSQLite

/// A state directory for a test; removed with its content when the last reference goes.
final class StoreFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/journald-store-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw PluginStartError("mkdtemp: \(errno)") }
        path = String(cString: made)
    }

    deinit { Self.remove(path) }

    var database: String { path + "/journal.db" }

    /// A store on this folder, not started.
    func store(_ settings: [String: SettingValue] = [:]) throws -> SQLiteStorage {
        var values: [String: SettingValue] = ["storage.sqlite.reserveBytes": .integer(65_536)]
        values.merge(settings) { $1 }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let context = PluginContext(
            settings: SettingValues(values), logger: logger, time: ManualClock(), stateDirectory: path)
        guard let store = try SQLiteStorage.factory.make(context) as? SQLiteStorage else {
            throw PluginStartError("the factory made something else")
        }
        return store
    }

    func started(_ settings: [String: SettingValue] = [:]) async throws -> SQLiteStorage {
        let store = try store(settings)
        try await store.start()
        return store
    }

    var names: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The files of this folder in another one, as a crash would leave them.
    func copy() throws -> StoreFolder {
        let copy = try StoreFolder()
        for name in names where !name.hasSuffix("-shm") && !name.hasSuffix(".lock") {
            try writeFile(copy.path + "/" + name, try readFile(path + "/" + name))
        }
        return copy
    }

    private static func remove(_ path: String) {
        chmod(path, 0o700)
        guard let folder = opendir(path) else { return }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        closedir(folder)
        for name in names where name != "." && name != ".." { unlink(path + "/" + name) }
        rmdir(path)
    }
}

func readFile(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw PluginStartError("open \(path): \(errno)") }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(file, &buffer, buffer.count)
        if count <= 0 { return bytes }
        bytes += buffer.prefix(count)
    }
}

func writeFile(_ path: String, _ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw PluginStartError("open \(path): \(errno)") }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: done), bytes.count - done) }
        guard count > 0 else { throw PluginStartError("write \(path): \(errno)") }
        done += count
    }
}

func mode(of path: String) -> UInt32 {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}
