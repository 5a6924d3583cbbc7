import Glibc
import PluginAPI

/// The file of key shares: fixed records, overwritten in place. Not a table of the database, because a copy of the database
/// must be of no use once a share is destroyed; and not replaced as a whole, because the old file's blocks would
/// keep their bytes.
///
/// Memory holds where each user's record is, not the shares. Every call waits for the disk: for `KeyShareKeeper` alone.
final class KeyShareFile {
    let path: String
    /// What the database and this file know each other by.
    private(set) var id = UserID(high: 0, low: 0)
    /// Records that cannot be read; nobody writes over them.
    private(set) var damaged = 0
    private var file: Int32
    private var places: [UserID: Int] = [:]
    /// Free records, the one to be used next last.
    private var free: [Int] = []
    /// Records in the file, the header among them.
    private var count = 0
    /// Whether a write failed: what is in the file has to be looked at again.
    private var isUncertain = false

    /// Opens the file and reads it through.
    /// - Throws: `PluginStartError` when it is no file of key shares or another process uses it.
    static func open(_ path: String) throws -> KeyShareFile {
        let shares = KeyShareFile(path)
        let file = shares.file
        guard file >= 0 else { throw PluginStartError("cannot open \(path): \(lastError()).") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            throw PluginStartError("another journald-core already uses \(path).")
        }
        guard fchmod(file, 0o600) == 0 else { throw PluginStartError("cannot set the mode of \(path): \(lastError()).") }
        guard case .header(let id) = KeyShareRecord(try read(file, at: 0, path)[...]) else {
            throw PluginStartError("\(path) is damaged or no file of key shares: put it back from a backup.", lasting: true)
        }
        shares.id = id
        try shares.scan()
        return shares
    }

    private init(_ path: String) {
        self.path = path
        file = Glibc.open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    }

    deinit { release() }

    /// Lets another process have the file; every later call fails.
    func release() {
        if file >= 0 { close(file) }
        file = -1
    }

    /// Makes a file without shares, as a whole, and waits until it and its name are on disk.
    /// - Throws: `PluginStartError`.
    static func make(_ path: String) throws {
        var random = SystemRandomNumberGenerator()
        try replace(path, with: KeyShareRecord.header(UserID(high: random.next(), low: random.next())).bytes)
    }

    // MARK: Calls

    /// - Throws: `StorageError`.
    func add(_ shares: [KeyShare]) throws -> [KeyShare] {
        try prepare()
        var new: [UserID: Int] = [:]
        do {
            for share in shares where places[share.user] == nil && new[share.user] == nil {
                let place = free.popLast() ?? count
                new[share.user] = place
                count = max(count, place + 1)
                try write(.share(share), at: place)
            }
            try sync()
        } catch {
            // Shares whose users never came to be must not stay; what can be done about that now is done.
            for place in new.values { try? write(.free, at: place) }
            isUncertain = true
            throw error
        }
        places.merge(new) { first, _ in first }
        let kept = try find(shares.map(\.user))
        return try shares.map { share in
            guard let share = kept[share.user] else { throw StorageError.corrupt(reason: "\(path) lost a key share") }
            return share
        }
    }

    /// - Throws: `StorageError`.
    func find(_ users: [UserID]) throws -> [UserID: KeyShare] {
        if isUncertain { try prepare() }
        var found: [UserID: KeyShare] = [:]
        for user in users {
            guard let place = places[user] else { continue }
            // One that was damaged since is as good as none: its user hears so.
            if case .share(let share) = KeyShareRecord(try bytes(at: place)[...]), share.user == user { found[user] = share }
        }
        return found
    }

    /// - Throws: `StorageError`; some may be destroyed then, and the same call can be made again.
    func destroy(_ users: [UserID]) throws {
        try prepare()
        let gone = users.filter { places[$0] != nil }
        guard !gone.isEmpty else { return }
        do {
            for user in gone { if let place = places[user] { try write(.free, at: place) } }
            try sync()
        } catch {
            isUncertain = true
            throw error
        }
        for user in gone { if let place = places.removeValue(forKey: user) { free.append(place) } }
    }

    // MARK: The file

    /// - Throws: `StorageError` when the path no longer leads to the file that is open: what is written there is lost.
    private func prepare() throws {
        guard !isMoved else { throw StorageError.failed(reason: "\(path) was deleted or moved away") }
        guard isUncertain else { return }
        do {
            try scan()
        } catch {
            throw StorageError.failed(reason: "\(error)")
        }
        try sync()
        isUncertain = false
    }

    var isMoved: Bool {
        var (opened, named) = (stat(), stat())
        return fstat(file, &opened) != 0 || lstat(path, &named) != 0
            || opened.st_dev != named.st_dev || opened.st_ino != named.st_ino
    }

    /// Finds out which record is whose. Of two for one user the first counts.
    private func scan() throws {
        (places, free, damaged) = ([:], [], 0)
        var place = 0
        while true {
            let bytes = try Self.read(file, at: place, path, records: 1_024)
            for start in stride(from: 0, to: bytes.count - KeyShareRecord.length + 1, by: KeyShareRecord.length) {
                switch KeyShareRecord(bytes[start..<start + KeyShareRecord.length]) {
                case .share(let share): if places[share.user] == nil { places[share.user] = place }
                case .free: free.append(place)
                case .damaged: damaged += 1
                case .header: if place != 0 { damaged += 1 }
                }
                place += 1
            }
            guard bytes.count == 1_024 * KeyShareRecord.length else { break }
        }
        // A record that was cut short at the end is written over.
        count = place
        free.reverse()
    }

    private func write(_ record: KeyShareRecord, at place: Int) throws {
        let bytes = record.bytes
        let written = bytes.withUnsafeBytes {
            pwrite(file, $0.baseAddress, $0.count, off_t(place) * off_t(KeyShareRecord.length))
        }
        guard written == bytes.count else { throw written < 0 ? failure() : StorageError.full }
    }

    private func sync() throws {
        guard fdatasync(file) == 0 else { throw failure() }
    }

    private func bytes(at place: Int) throws -> [UInt8] {
        do {
            return try Self.read(file, at: place, path)
        } catch {
            throw StorageError.failed(reason: "\(error)")
        }
    }

    private func failure() -> StorageError {
        switch errno {
        case ENOSPC, EDQUOT, EROFS, EIO: .full
        default: .failed(reason: "cannot write \(path): \(lastError())")
        }
    }

    /// Fewer bytes than asked for at the end of the file.
    private static func read(_ file: Int32, at place: Int, _ path: String, records: Int = 1) throws -> [UInt8] {
        var failure: Int32 = 0
        let length = records * KeyShareRecord.length
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while count < length {
                let offset = off_t(place) * off_t(KeyShareRecord.length) + off_t(count)
                let got = pread(file, buffer.baseAddress?.advanced(by: count), length - count, offset)
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
