import JournalRPC

/// One run of a command: its settings, its terminal, its connection. Belongs to one thread.
final class Invocation {
    let host: Host
    let settings: Settings
    let terminal: Terminal
    let options: CommonOptions
    let zone: ZoneClock
    let session: Session
    /// The logins of this user.
    let keeper: LoginKeeper
    /// Where this command's passwords and codes come from.
    lazy var secrets = SecretSource(prompter: prompter, flag: "--password-stdin")
    /// Whether failures are told as JSON.
    let isJSON: Bool
    /// The groups of filters after a `+`.
    let alternatives: [[String]]

    init(host: Host, options: CommonOptions, isJSON: Bool, alternatives: [[String]] = []) throws {
        var settings = try Settings.load(environment: host.environment)
        options.override(&settings)
        self.host = host
        self.settings = settings
        self.options = options
        self.isJSON = isJSON
        self.alternatives = alternatives
        let terminal = Terminal(
            facts: host.facts, color: try Self.color(settings), environment: host.environment)
        self.terminal = terminal
        zone = try Self.zone(settings, host.environment)
        let say = Notices(
            terminal: terminal, isQuiet: options.quiet, isVerbose: options.verbose || options.debug, write: host.writeError)
        notices = say
        let keeper = LoginKeeper(
            environment: host.environment, now: host.now, pause: host.pause, step: { say.step($0) })
        self.keeper = keeper
        session = Session(
            .init(
                sockets: settings.text(.socket).map { [$0] } ?? SocketLocation.candidates(environment: host.environment),
                callTimeout: try Self.timeout(settings) ?? .seconds(30),
                trace: options.debug ? { say.trace($0) } : nil, step: { say.step($0) }, warn: { say.warn($0) },
                pause: host.pause, keeper: keeper))
    }

    let notices: Notices

    /// What "now" and "here" mean.
    lazy var timeContext = TimeContext(now: host.now(), zone: zone)

    var glyphs: Glyphs { .of(terminal) }
    var prompter: Prompter { host.prompter(terminal, options.noInput) }
    /// Whether charts give way to tables: asked for, or nobody looks at a terminal.
    var isPlain: Bool { settings.text(.plain).map { ["yes", "true", "1"].contains($0) } ?? !terminal.outputIsTerminal }

    /// Calls a method of the daemon.
    func call<M: RPCMethod>(
        _ method: M.Type, _ params: M.Params, repeatable: Bool? = nil, timeout: Duration? = nil
    ) throws(Failure) -> M.Result {
        do throws(Failure) {
            return try session.call(method, params, repeatable: repeatable, timeout: timeout)
        } catch {
            // What could take the account over wants the password again; then the call is made once more.
            guard error.refusal?.code == .reauthenticationRequired, secrets.canGive else { throw error }
            try Reauthentication.run(in: self)
            return try session.call(method, params, repeatable: repeatable, timeout: timeout)
        }
    }

    private static func color(_ settings: Settings) throws(Failure) -> ColorChoice {
        guard let text = settings.text(.color) else { return .auto }
        guard let choice = ColorChoice(rawValue: text) else {
            throw .usage("--color is auto, always or never, not \"\(Sanitizer.line(text))\"")
        }
        return choice
    }

    private static func zone(_ settings: Settings, _ environment: Environment) throws(Failure) -> ZoneClock {
        guard let name = settings.text(.tz) else { return .local(environment: environment) }
        guard let clock = ZoneClock(name) else {
            throw .usage("there is no time zone \"\(Sanitizer.line(name))\"", hint: "name it as Europe/Madrid or UTC")
        }
        return clock
    }

    private static func timeout(_ settings: Settings) throws(Failure) -> Duration? {
        try settings.text(.timeout).map { (text) throws(Failure) in try DurationText.parse(text, option: "--timeout") }
    }

    /// What `--timeout` asks for when it bounds a wait and not a call.
    func waitLimit() throws(Failure) -> Duration? {
        try Self.timeout(settings)
    }
}
