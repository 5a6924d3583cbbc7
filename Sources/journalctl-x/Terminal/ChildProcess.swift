internal import Glibc

/// A program that the client starts: an editor, a pager. No shell is involved.
struct ChildProcess: Sendable {
    let id: pid_t

    struct SpawnError: Error, Equatable {
        let command: String
        let code: Int32
    }

    /// How a program ended.
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// Starts `arguments[0]`, found on PATH, with default signal handling. `input` becomes its standard input.
    /// Descriptors of the client must be close-on-exec. `extra` is added to the environment unless a variable of that
    /// name is set.
    static func spawn(
        _ arguments: [String], input: Int32? = nil, output: Int32? = nil, error: Int32? = nil,
        extra: [(name: String, value: String)] = []
    ) throws(SpawnError) -> ChildProcess {
        guard let program = arguments.first else { throw SpawnError(command: "", code: ENOENT) }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (from, to) in [(input, STDIN_FILENO), (output, STDOUT_FILENO), (error, STDERR_FILENO)] {
            if let from { posix_spawn_file_actions_adddup2(&actions, from, to) }
        }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var environment = Environment.processList()
        for (name, value) in extra where !environment.contains(where: { $0.utf8.starts(with: (name + "=").utf8) }) {
            environment.append(name + "=" + value)
        }
        var pid: pid_t = 0
        let code = withCStrings(arguments) { argv in
            withCStrings(environment) { envp in posix_spawnp(&pid, program, &actions, &attributes, argv, envp) }
        }
        guard code == 0 else { throw SpawnError(command: program, code: code) }
        return ChildProcess(id: pid)
    }

    /// Waits until it ends.
    func wait() -> Ending {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { return .exited(0) }
        }
        return Self.ending(status)
    }

    /// How it ended, or nil while it runs.
    func poll() -> Ending? {
        var status: Int32 = 0
        let answer = waitpid(id, &status, WNOHANG)
        if answer == 0 { return nil }
        return answer == id ? Self.ending(status) : .exited(0)
    }

    private static func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
