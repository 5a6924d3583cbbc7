internal import Glibc

/// Which daemon a login is good for: its socket, and the user that listens there. A token is never shown to another.
struct DaemonPlace: Equatable, Sendable {
    /// An absolute path.
    let socket: String
    /// Nil when the kernel does not say.
    let uid: UInt32?

    init(socket: String, uid: UInt32?) {
        self.uid = uid
        if socket.hasPrefix("/") {
            self.socket = socket
        } else {
            var buffer = [CChar](repeating: 0, count: 4_096)
            let folder = getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? ""
            self.socket = folder + "/" + socket
        }
    }

    /// The path as a file name: slashes become dashes, anything unusual `_hh`, as systemd-escape(1) does with `\x`.
    var fileName: String {
        let digits = Array("0123456789abcdef".utf8)
        var name: [UInt8] = []
        for byte in socket.utf8.drop(while: { $0 == UInt8(ascii: "/") }) {
            switch byte {
            case UInt8(ascii: "/"): name.append(UInt8(ascii: "-"))
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."):
                name.append(byte)
            default: name += [UInt8(ascii: "_"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
            }
        }
        return String(decoding: name, as: UTF8.self)
    }
}
