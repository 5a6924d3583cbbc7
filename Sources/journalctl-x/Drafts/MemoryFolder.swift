internal import Glibc

/// Whether a folder is in memory: the kernel's table of mounts (proc(5)) names its file system.
enum MemoryFolder {
    private static let kinds = ["tmpfs", "ramfs"]

    static func holds(_ path: String) -> Bool {
        var facts = stat()
        guard stat(path, &facts) == 0, let bytes = SmallFile.read("/proc/self/mountinfo", limit: 4 * 1_024 * 1_024) else {
            return false
        }
        let device = UInt64(facts.st_dev)
        let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
        let minor = (device & 0xFF) | (device >> 12 & ~0xFF)
        return holds("\(major):\(minor)", in: String(decoding: bytes, as: UTF8.self))
    }

    /// - Parameter device: `major:minor`, the third field of a line; the type follows a lone dash.
    static func holds(_ device: String, in mounts: String) -> Bool {
        mounts.split(separator: "\n").contains { line in
            let fields = line.split(separator: " ")
            guard fields.count > 3, fields[2] == device, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else {
                return false
            }
            return kinds.contains(String(fields[dash + 1]))
        }
    }
}
