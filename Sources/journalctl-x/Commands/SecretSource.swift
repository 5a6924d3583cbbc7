import ArgumentParser
import JournalRPC

/// `--password-stdin` and `--password-file`. A password is never an argument, where every user of the machine could read
/// it, nor an environment variable, which every child inherits.
struct PasswordOptions: ParsableArguments {
    @Flag(help: "Read the password from the first line of standard input, and a code, if one is wanted, from the next.")
    var passwordStdin = false

    @Option(
        help: ArgumentHelp("The same from a file that nobody else can read.", valueName: "file"), completion: .file())
    var passwordFile: String?

    /// Makes the invocation ask there instead of at the terminal.
    func apply(to invocation: Invocation) throws(Failure) {
        guard !passwordStdin || passwordFile == nil else { throw .usage("--password-stdin and --password-file exclude each other") }
        if passwordStdin {
            guard let bytes = invocation.host.readInput(16_384) else { throw .usage("standard input is too long for a password") }
            invocation.secrets = SecretSource(bytes: bytes, flag: "--password-stdin")
        } else if let passwordFile {
            guard let bytes = try PrivateFiles.read(passwordFile, limit: 16_384, isGiven: true) else {
                throw .usage("there is no file \(Sanitizer.line(passwordFile))")
            }
            invocation.secrets = SecretSource(bytes: bytes, flag: "--password-file")
        }
    }
}

/// Where a command's passwords and codes come from: the person at the terminal, or the lines of an input, in order.
final class SecretSource {
    private let prompter: Prompter?
    private var lines: [String]
    private let flag: String
    /// The account's password, once it was given: it is not asked for twice in one run.
    var known: SecretString?

    /// Asks the person at the terminal.
    init(prompter: Prompter, flag: String) {
        self.prompter = prompter
        self.flag = flag
        lines = []
    }

    /// Takes the lines of an input.
    init(bytes: [UInt8], flag: String) {
        prompter = nil
        self.flag = flag
        lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
        if lines.last == "" { lines.removeLast() }
    }

    /// Whether there is somebody to ask.
    var asks: Bool { prompter?.canAsk ?? false }
    /// Whether a secret can be had at all.
    var canGive: Bool { asks || !lines.isEmpty || known != nil }

    /// The account's password.
    func password(_ question: String) throws(Failure) -> SecretString {
        if let known { return known }
        let password = try next(question, hidden: true)
        known = password
        return password
    }

    /// A new password; typed twice at a terminal.
    func newPassword(_ question: String) throws(Failure) -> SecretString {
        let password = try next(question, hidden: true)
        guard AccountLimits.newPassword.contains(password.revealed.utf8.count) else {
            throw .usage("a password has \(AccountLimits.newPassword.lowerBound) to \(AccountLimits.newPassword.upperBound) bytes")
        }
        guard asks else { return password }
        guard try next("Once more:", hidden: true).revealed.utf8.elementsEqual(password.revealed.utf8) else {
            throw .usage("the two are not the same; nothing was changed")
        }
        return password
    }

    /// A code of an authenticator app, or a recovery code: what is typed is shown, since it is good once.
    func code(_ question: String) throws(Failure) -> SecretString {
        let code = try next(question, hidden: false)
        return SecretString(String(code.revealed.filter { $0 != " " }))
    }

    private func next(_ question: String, hidden: Bool) throws(Failure) -> SecretString {
        guard let prompter else {
            guard !lines.isEmpty else { throw .usage("\(flag) has too few lines", hint: "the next would answer: \(question)") }
            return SecretString(lines.removeFirst())
        }
        do throws(Prompter.Failure) {
            let typed = hidden ? try prompter.secret(question, flag: flag) : try prompter.line(question, flag: flag)
            guard let typed, !typed.isEmpty else { throw Prompter.Failure.interrupted }
            return SecretString(typed)
        } catch {
            throw Failure(error)
        }
    }
}

/// Shows the password again, for what could take an account over.
enum Reauthentication {
    static func run(in invocation: Invocation) throws(Failure) {
        if invocation.secrets.known == nil, invocation.secrets.asks { invocation.notices.note("this wants your password again") }
        let password = try invocation.secrets.password("Password:")
        do throws(Failure) {
            _ = try invocation.session.call(Sessions.Reauthenticate.self, .init(password: password))
        } catch {
            guard error.refusal?.code == .secondFactorRequired else { throw error.wrongPassword }
            try CodePrompt.run(in: invocation) { (code) throws(Failure) in
                _ = try invocation.session.call(Sessions.Reauthenticate.self, .init(password: password, code: code))
            }
        }
    }
}

/// Asks for one-time codes until one is right: three times at a terminal.
enum CodePrompt {
    static let tries = 3

    static func run<Result>(
        in invocation: Invocation, question: String = "Code of your authenticator app, or a recovery code:",
        complaint: String = "that code is not right, or was used already; wait for the next one",
        _ body: (SecretString) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var left = tries
        while true {
            left -= 1
            let code = try invocation.secrets.code(question)
            let isPossible = AccountLimits.code.contains(code.revealed.utf8.count)
            do throws(Failure) {
                guard isPossible else { throw Failure(.signInNeeded, code: "unauthenticated", "that code is not right") }
                return try body(code)
            } catch {
                let isWrong = !isPossible || error.refusal?.code == .unauthenticated || error.refusal?.code == .invalidParams
                guard isWrong, left > 0, invocation.secrets.asks else { throw isWrong ? error.wrongCode : error }
                invocation.notices.warn(complaint)
            }
        }
    }
}

extension Failure {
    /// The daemon says the same for every cause; at this point a person knows which it can be.
    var wrongPassword: Failure { reworded("the password is not right") }
    var wrongCode: Failure { reworded("the code is not right, or was used already", also: .invalidParams) }
    var wrongLogin: Failure { reworded("the name or the password is not right") }

    private func reworded(_ text: String, also other: RPCErrorCode = .unauthenticated) -> Failure {
        guard code == RPCErrorCode.unauthenticated.kind || refusal?.code == other else { return self }
        var failure = Failure(.signInNeeded, code: "unauthenticated", text)
        failure.refusal = refusal
        return failure
    }
}
