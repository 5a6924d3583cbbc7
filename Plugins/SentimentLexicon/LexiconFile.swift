#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Reads a small regular file whole. Never waits: a pipe or device is refused.
enum LexiconFile {
    /// Why a file was not read, in words for the operator.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter limit: bytes allowed.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Failure(description: reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(description: reason(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(description: "is no regular file") }
        guard status.st_size <= limit else { throw Failure(description: "is larger than \(limit) bytes") }
        var bytes = [UInt8](repeating: 0, count: min(limit, Int(status.st_size)))
        var filled = 0
        while filled < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Self.fill(buffer, from: filled, descriptor)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw Failure(description: reason(errno)) }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from start: Int, _ descriptor: Int32) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
        return Glibc.read(descriptor, base + start, buffer.count - start)
        #else
        return Musl.read(descriptor, base + start, buffer.count - start)
        #endif
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT: "does not exist"
        case EACCES: "may not be read"
        default: "cannot be read (error \(code))"
        }
    }
}
