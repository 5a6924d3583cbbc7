import ArgumentParser
import JournalRPC

/// Work that is done later.
struct JobsCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "List, watch and cancel what a model still has to read.",
        subcommands: [JobsList.self, JobsShow.self, JobsWatch.self, JobsCancel.self], defaultSubcommand: JobsList.self)
    static let examples = [
        Example("journalctl-x jobs", "What waits, runs and is over."),
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
