import ArgumentParser
import JournalRPC

/// Work that is done later.
struct JobsCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "List, watch, retry and cancel what a model still has to read.",
        subcommands: [JobsList.self, JobsShow.self, JobsWatch.self, JobsRetry.self, JobsCancel.self], defaultSubcommand: JobsList.self)
    static let examples = [
        Example("journalctl-x jobs", "What waits, runs and is over."),
        Example("journalctl-x jobs retry --all", "Try again what was given up."),
        Example("journalctl-x jobs watch", "A bar that fills up, until all is done."),
    ]
}

struct JobsList: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List your jobs, the newest first.",
        discussion: "An analysis that is over is not kept: the entry has its score. One that is parked says why.", aliases: ["ls"])

    @Option(name: [.customShort("n"), .customLong("lines")], help: ArgumentHelp("At most so many.", valueName: "number"))
    var lines: Int?
    @Option(help: ArgumentHelp("What is left of this reanalysis.", valueName: "id")) var of: String?
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let jobs = try invocation.call(Jobs.List.self, .init(job: of, limit: lines.map { min(max($0, 1), 500) }))
        if format.json { return try invocation.json(jobs) }
        guard !jobs.items.isEmpty else { return invocation.notices.note("there are no jobs") }
        var table = Table([
            .init("job", role: .dim), .init("state"), .init("progress"), .init("provider"),
            .init("reason", isFlexible: true, role: .dim),
        ])
        for job in jobs.items {
            table.add([
                Line(job.id, .dim), Line(job.state, JobText.role(job.state)),
                Line(job.kind == "analysis" ? "one entry" : JobText.progress(job)), Line(job.provider),
                Line(job.reason ?? "", .dim),
            ])
        }
        try invocation.show(table)
    }
}

struct JobsShow: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one job.")

    @Argument(help: "Its id.") var job: String
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let job = try invocation.call(Jobs.Get.self, .init(job: job))
        if format.json { return try invocation.json(job) }
        try invocation.show(JobText.facts(job, invocation))
    }
}

struct JobsCancel: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End a job and what is left of it; scores that are there stay.")

    @Argument(help: "Its id.") var job: String
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let job = try invocation.call(Jobs.Cancel.self, .init(job: job))
        if format.json { return try invocation.json(job) }
        invocation.notices.note("\(job.kind) \(job.id) is \(job.state)")
    }
}

struct JobsRetry: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try parked texts again, as if they were new.",
        discussion: "Waits until they are over and shows how far it is; --no-wait leaves at once. "
            + "Status 8 when --timeout ends the waiting; the jobs go on.")

    @Argument(help: "The id of a parked job.") var job: String?
    @Flag(help: "Every one that is parked.") var all = false
    @Flag(help: "Do not wait for them.") var noWait = false
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard (job != nil) != all else {
            throw Failure.usage("name one job, or say --all", hint: "jobs lists them")
        }
        // Before, so that nothing is missed.
        var watch = noWait ? nil : try JobWatch(invocation, json: false)
        let retried = try invocation.call(Jobs.Retry.self, .init(job: job)).items
        guard !retried.isEmpty else { return invocation.notices.note("nothing is parked") }
        try watch?.followAll(retried.filter { $0.parent == nil })
        for parent in Set(retried.compactMap(\.parent)) { _ = try watch?.follow(parent) }
        if format.json { return try invocation.json(ItemList(items: retried)) }
        guard !noWait else { return invocation.notices.note("\(Numbers.count(retried.count, "text waits", "texts wait")) again") }
        // One that is over and was read is not kept.
        let parked = try retried.count { try isParked($0, invocation) }
        if parked == 0 { return invocation.notices.note("\(Numbers.count(retried.count, "text was", "texts were")) tried again") }
        throw Failure(.pending, code: "parked", "\(parked) of \(retried.count) are parked again", hint: "journalctl-x jobs says why")
    }

    private func isParked(_ job: Jobs.Job, _ invocation: Invocation) throws -> Bool {
        do {
            return try invocation.call(Jobs.Get.self, .init(job: job.id)).state == "parked"
        } catch let failure as Failure where failure.code == "not_found" {
            return false
        }
    }
}

struct JobsWatch: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Watch your jobs until all are over, or one of them.",
        discussion: "--json prints each job as it changes. --timeout ends the watching with status 8 when something is left.")

    @Argument(help: "Only this job.") var job: String?
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        var watch = try JobWatch(invocation, json: format.json)
        if let job {
            _ = try watch.follow(job)
            return
        }
        let open = try invocation.call(Jobs.List.self, .init(limit: 500)).items.filter { JobText.isOpen($0.state) }
        if open.isEmpty { return invocation.notices.note("nothing is under way") }
        for job in open where job.kind == "reanalysis" { _ = try watch.follow(job.id) }
        try watch.followAll(open.filter { $0.kind == "analysis" })
    }
}

/// Jobs in words.
enum JobText {
    static func isOpen(_ state: String) -> Bool { state == "waiting" || state == "running" }

    static func role(_ state: String) -> Role {
        switch state {
        case "done": .success
        case "parked": .error
        case "cancelled": .warning
        default: .plain
        }
    }

    static func progress(_ job: Jobs.Job) -> String {
        guard let total = job.total, let done = job.done else { return "" }
        var text = "\(Numbers.grouped(done))/\(Numbers.grouped(total))"
        if let failed = job.failed, failed > 0 { text += ", \(Numbers.grouped(failed)) failed" }
        if let skipped = job.skipped, skipped > 0 { text += ", \(Numbers.grouped(skipped)) skipped" }
        if let bulk = job.inBulk, bulk > 0 { text += ", \(Numbers.grouped(bulk)) in bulk" }
        return text
    }

    static func facts(_ job: Jobs.Job, _ invocation: Invocation) -> [Line] {
        var facts = FactList()
        facts.add("job", job.id)
        facts.add("what", job.kind)
        facts.add("provider", job.provider)
        facts.add("state", job.state, role(job.state))
        facts.add("progress", progress(job))
        facts.add("entry", job.entry)
        facts.add("part of", job.parent)
        facts.add("tries", job.tries.map { "\($0)" })
        facts.add("reason", job.reason)
        facts.add("since", StatusCommand.time(job.createdAt, invocation))
        facts.add("changed", StatusCommand.time(job.updatedAt, invocation))
        facts.add("due", job.dueAt.map { StatusCommand.time($0, invocation) })
        return facts.lines
    }
}
