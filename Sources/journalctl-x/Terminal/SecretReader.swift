internal import Glibc

/// Reads a line from the terminal without showing it.
enum SecretReader {
    /// What the typed bytes amount to so far. Pure, so that editing keys can be tested.
    struct Buffer {
        enum State: Equatable { case typing, done, ended, interrupted }

        private(set) var bytes: [UInt8] = []
        private(set) var state = State.typing

        /// Takes one byte from the terminal: Enter ends, Ctrl-C interrupts, Ctrl-D on an empty line ends the input,
        /// Backspace takes a character away, Ctrl-U all.
        mutating func take(_ byte: UInt8) {
            switch byte {
            case 0x0A, 0x0D: state = .done
            case 0x03: state = .interrupted
            case 0x04: state = bytes.isEmpty ? .ended : .done
            case 0x08, 0x7F:
                while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
            case 0x15: bytes.removeAll()
            case 0..<0x20: break
            default: if bytes.count < 4_096 { bytes.append(byte) }
            }
        }
    }

    /// Asks on standard error and reads standard input, which must be a terminal; its settings are put back in every
    /// case.
    static func read(question: String) throws(Prompter.Failure) -> String? {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        // Keys arrive as bytes, Ctrl-C too; signals from elsewhere wait until the terminal echoes again.
        var silent = before
        silent.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        var waiting = sigset_t()
        var mask = sigset_t()
        sigemptyset(&waiting)
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] { sigaddset(&waiting, signal) }
        pthread_sigmask(SIG_BLOCK, &waiting, &mask)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            try? StreamWriter.write("\n", to: STDERR_FILENO)
            pthread_sigmask(SIG_SETMASK, &mask, nil)
        }
        try? StreamWriter.write(question, to: STDERR_FILENO)
        var buffer = Buffer()
        while buffer.state == .typing {
            var byte: UInt8 = 0
            let count = Glibc.read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            buffer.take(byte)
        }
        switch buffer.state {
        case .interrupted: throw .interrupted
        case .ended: return nil
        default: return String(decoding: buffer.bytes, as: UTF8.self)
        }
    }
}
