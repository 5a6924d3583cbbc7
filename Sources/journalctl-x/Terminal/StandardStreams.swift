internal import Glibc

/// Standard input, output and error.
enum StandardStreams {
    /// Opens `/dev/null` in place of each stream that the caller closed, as `>&-` does. Else the next file or socket that is opened
    /// would be that stream, and what is printed would go there. To be called before anything is opened.
    static func openClosed(_ descriptors: [Int32] = [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]) {
        for descriptor in descriptors where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            let null = open("/dev/null", O_RDWR)
            guard null >= 0, null != descriptor else { continue }
            dup2(null, descriptor)
            close(null)
        }
    }
}
