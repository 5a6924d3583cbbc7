import PluginAPI

/// One record of the file of key shares: 64 bytes at a multiple of 64, so that none lies across two sectors of a disk.
///
/// A word of four letters · four zeros · the user's id (16) · the share (32) · a checksum of all that (8). A record of
/// zeros is free. The first record of the file is its header: the same form, with the file's id in the place of a user's.
enum KeyShareRecord: Equatable {
    case free
    case share(KeyShare)
    /// The file's own id.
    case header(UserID)
    /// Neither: torn, overwritten or of another program.
    case damaged

    static let length = 64
    private static let shareWord = Array("KSh1".utf8)
    private static let headerWord = Array("JKS1".utf8)
    private static let headerText = Array("journald-core key shares. Back up!".utf8.prefix(KeyShare.length))

    /// - Parameter bytes: 64 of them.
    init(_ bytes: ArraySlice<UInt8>) {
        let start = bytes.startIndex
        guard bytes.count == Self.length, !bytes.allSatisfy({ $0 == 0 }) else {
            self = bytes.count == Self.length ? .free : .damaged
            return
        }
        guard Array(bytes[(start + 56)...]) == Self.sum(bytes[start..<start + 56]),
            let id = UserID(bytes: bytes[start + 8..<start + 24])
        else {
            self = .damaged
            return
        }
        let word = Array(bytes[start..<start + 4])
        if word == Self.headerWord {
            self = .header(id)
        } else if word == Self.shareWord, let share = KeyShare(user: id, bytes: Array(bytes[start + 24..<start + 56])) {
            self = .share(share)
        } else {
            self = .damaged
        }
    }

    var bytes: [UInt8] {
        switch self {
        case .share(let share): Self.record(Self.shareWord, share.user, share.bytes)
        case .header(let id): Self.record(Self.headerWord, id, Self.headerText)
        case .free, .damaged: [UInt8](repeating: 0, count: Self.length)
        }
    }

    private static func record(_ word: [UInt8], _ id: UserID, _ content: [UInt8]) -> [UInt8] {
        let body = word + [0, 0, 0, 0] + id.bytes + content
        return body + sum(body[...])
    }

    /// FNV-1a: finds what a torn write leaves.
    private static func sum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let sum: UInt64 = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return withUnsafeBytes(of: sum.bigEndian) { Array($0) }
    }
}
