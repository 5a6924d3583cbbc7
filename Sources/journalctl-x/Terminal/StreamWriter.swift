internal import Glibc

/// Writes whole buffers to a descriptor.
enum StreamWriter {
    enum Failure: Error, Equatable {
        /// The reader has gone, as `| head` does: nothing more to do, and no error to show.
        case closed
        case failed(Int32)
    }

    /// Writes all bytes, however often the kernel takes only a part.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
            }
            if written > 0 {
                offset += written
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            case EPIPE: throw .closed
            default: throw .failed(errno)
            }
        }
    }

    static func write(_ text: String, to descriptor: Int32) throws(Failure) {
        try write(Array(text.utf8), to: descriptor)
    }

    /// From now on a write to a closed pipe is an error of `write` instead of the end of the process.
    static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }
}
