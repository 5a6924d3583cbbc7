import ArgumentParser
import JournalRPC

/// Both sides at a glance.
struct StatusCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the daemon, its store, its key and both versions.")
    static let examples = [Example("journalctl-x status", "Is it running, and what does it run on?")]

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let status = try invocation.call(System.Status.self, NoParams())
        if format.json { return try invocation.json(status) }
        let health = try invocation.call(System.Health.self, NoParams())
        var facts = FactList()
        facts.add("daemon", Line([Span(health.status, StateText.role(health.status)), Span("  journald-core \(status.version), process \(status.pid)")]))
        facts.add("running", "\(StateText.span(seconds: status.uptimeSeconds))  since \(Self.time(status.startedAt, invocation))")
        facts.add("client", "journalctl-x \(ClientVersion.number), wire \(ClientVersion.wire) (daemon \(status.protocolVersion))")
        facts.add("socket", invocation.session.socket)
        facts.add("store", Self.store(status.store))
        facts.add("sentiment", "\(status.sentiment.provider), model \(status.sentiment.model)")
        facts.add("key", status.keySource == "credential" ? "from a systemd credential" : "from the key file: keep a copy of it")
        facts.add("load", [Numbers.count(status.connections, "connection", "connections"), Numbers.count(status.requestsInFlight, "request", "requests"),
             Numbers.count(status.watchers, "watcher", "watchers")].joined(separator: ", "))
        try invocation.show(facts.lines + HealthCommand.problems(health))
    }

    static func time(_ text: String, _ invocation: Invocation) -> String {
        Timestamp(rfc3339: text).map { TimeFormat.dateTime($0, invocation.zone) } ?? text
    }

    private static func store(_ store: System.Status.Store) -> String {
        var parts = [store.provider]
        if let entries = store.entries { parts.append(Numbers.count(Int(clamping: entries), "entry", "entries")) }
        if let users = store.users { parts.append(Numbers.count(Int(clamping: users), "user", "users")) }
        if let bytes = store.bytes { parts.append(StateText.size(bytes: bytes)) }
        if let waiting = store.unindexed, waiting > 0 { parts.append("\(Numbers.grouped(waiting)) not indexed yet") }
        if let queued = store.queued, queued > 0 { parts.append("\(queued) writes queued") }
        return parts.joined(separator: ", ")
    }
}

/// The state of each part.
struct HealthCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Show the state of each part of the daemon.",
        discussion: "Ends with status 0 when all is ok, 75 when something is degraded or failing.")
    static let examples = [Example("journalctl-x health -q && echo fine", "For scripts.")]

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let health = try invocation.call(System.Health.self, NoParams())
        if format.json {
            try invocation.json(health)
        } else if !common.quiet {
            var facts = FactList()
            facts.add("overall", StateText.line(health.status))
            for check in health.checks { facts.add(check.name, StateText.line(check.status, detail: check.detail)) }
            try invocation.show(facts.lines)
        }
        if health.status != "ok" { throw Failure.silent(.temporary) }
    }

    /// A line for each part that is not well.
    static func problems(_ health: System.Health.Result) -> [Line] {
        health.checks.filter { $0.status != "ok" }.map { check in
            Line([Span(check.name + " ", .strong), Span(check.status, StateText.role(check.status)), Span("  " + (check.detail ?? ""), .dim)])
        }
    }
}

/// Waits for the daemon.
struct WaitCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until the daemon answers and is not failing.",
        discussion: "Asks at least once: with --timeout 0s it says how things are now. "
            + "Ends with status 69 when the time is over and nobody answered, 75 when it answers but fails.")
    static let examples = [Example("journalctl-x wait --timeout 30s", "In a script that has just started it.")]

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let limit = try invocation.waitLimit() ?? .seconds(30)
        let step = Duration.milliseconds(100)
        // However little time is left, a daemon that is asked must have some to answer.
        let least = Duration.seconds(1)
        var waited = Duration.zero
        while true {
            let problem: Failure
            do throws(Failure) {
                let health = try invocation.session.once(System.Health.self, NoParams(), timeout: max(limit - waited, least))
                if health.status != "failing" { return invocation.notices.note("ready") }
                problem = Failure(.temporary, code: "failing", "the daemon answers, but it is failing", hint: "see journalctl-x health")
            } catch {
                problem = error
            }
            guard [.unreachable, .temporary].contains(problem.status), waited + step <= limit else { throw problem }
            invocation.host.pause(step)
            waited += step
        }
    }
}
