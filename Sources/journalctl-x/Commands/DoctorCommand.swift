import ArgumentParser
internal import Glibc
import JournalRPC

/// Looks for what could be wrong. The report holds no entry text, no title, no category and no id, so that it can be sent to others.
struct DoctorCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look for what could be wrong; the report holds nothing private.",
        discussion: "Each line is pass, finding (worth a look), fail or not_run. Ends with status 75 when something failed.")
    static let examples = [Example("journalctl-x doctor", "Before you ask for help.")]

    /// One line of the report.
    struct Finding: Codable, Sendable, Equatable {
        var check: String
        /// `pass`, `finding`, `fail` or `not_run`.
        var status: String
        var detail: String?
    }

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let findings = Self.examine(invocation)
        if format.json {
            try invocation.json(ItemList(items: findings))
        } else {
            var facts = FactList()
            for finding in findings { facts.add(finding.check, StateText.line(finding.status, detail: finding.detail)) }
            try invocation.show(facts.lines)
        }
        if findings.contains(where: { $0.status == "fail" }) { throw Failure.silent(.temporary) }
    }

    static func examine(_ invocation: Invocation) -> [Finding] {
        var findings = [editor(invocation), runtimeFolder(invocation), zone(invocation)]
        let status: System.Status.Result
        do throws(Failure) {
            status = try invocation.call(System.Status.self, NoParams())
        } catch {
            findings.append(Finding(check: "daemon", status: "fail", detail: error.message))
            let rest = ["version", "health", "plugins", "socket", "key"]
            return findings + rest.map { Finding(check: $0, status: "not_run", detail: "the daemon cannot be asked") }
        }
        findings.append(Finding(check: "daemon", status: "pass", detail: "answers at \(invocation.session.socket)"))
        findings.append(version(status))
        findings += [health(invocation), plugins(invocation), socketMode(invocation), key(status)]
        return findings
    }

    private static func version(_ status: System.Status.Result) -> Finding {
        let both = "daemon \(status.version), client \(ClientVersion.number)"
        switch ClientVersion.compare(daemon: status.protocolVersion) {
        case .same: return Finding(check: "version", status: "pass", detail: both)
        case .compatible(let text): return Finding(check: "version", status: "finding", detail: "\(text) (\(both))")
        case .incompatible(let text): return Finding(check: "version", status: "fail", detail: "\(text) (\(both))")
        }
    }

    private static func health(_ invocation: Invocation) -> Finding {
        do throws(Failure) {
            let health = try invocation.call(System.Health.self, NoParams())
            let bad = health.checks.filter { $0.status != "ok" }.map { "\($0.name) \($0.status)" }
            let status = health.status == "ok" ? "pass" : health.status == "degraded" ? "finding" : "fail"
            return Finding(check: "health", status: status, detail: bad.isEmpty ? nil : bad.joined(separator: ", "))
        } catch {
            return Finding(check: "health", status: "fail", detail: error.message)
        }
    }

    private static func plugins(_ invocation: Invocation) -> Finding {
        do throws(Failure) {
            let plugins = try invocation.call(Plugins.List.self, NoParams()).items
            let failed = plugins.filter { $0.state == "failed" }
            let status = failed.isEmpty ? "pass" : failed.contains(where: \.required) ? "fail" : "finding"
            return Finding(
                check: "plugins", status: status,
                detail: failed.isEmpty ? "\(plugins.count) there" : "failed: " + failed.map { "\($0.kind)/\($0.id)" }.joined(separator: ", "))
        } catch {
            return Finding(check: "plugins", status: error.status == .permissionDenied ? "not_run" : "fail", detail: error.message)
        }
    }

    private static func socketMode(_ invocation: Invocation) -> Finding {
        var facts = stat()
        guard stat(invocation.session.socket, &facts) == 0 else {
            return Finding(check: "socket", status: "not_run", detail: "it cannot be looked at")
        }
        let mode = "mode " + String(facts.st_mode & 0o777, radix: 8)
        return Finding(check: "socket", status: "pass", detail: mode)
    }

    private static func key(_ status: System.Status.Result) -> Finding {
        status.keySource == "credential"
            ? Finding(check: "key", status: "pass", detail: "from a systemd credential")
            : Finding(check: "key", status: "finding", detail: "in a file: a copy of it elsewhere saves the journal when the disk is lost")
    }

    private static func editor(_ invocation: Invocation) -> Finding {
        let names = ["JOURNALCTL_X_EDITOR", "VISUAL", "EDITOR"]
        let isSet = names.contains { invocation.tools.nonEmpty($0) != nil }
        return isSet
            ? Finding(check: "editor", status: "pass")
            : Finding(check: "editor", status: "finding", detail: "none of JOURNALCTL_X_EDITOR, VISUAL and EDITOR is set")
    }

    private static func runtimeFolder(_ invocation: Invocation) -> Finding {
        guard let folder = invocation.host.environment.nonEmpty("XDG_RUNTIME_DIR"), access(folder, W_OK) == 0 else {
            return Finding(check: "drafts", status: "finding", detail: "there is no XDG_RUNTIME_DIR: texts being written may touch the disk")
        }
        return MemoryFolder.holds(folder)
            ? Finding(check: "drafts", status: "pass", detail: "texts being written stay in memory")
            : Finding(check: "drafts", status: "finding", detail: "XDG_RUNTIME_DIR is on a disk, and so are texts while they are written")
    }

    private static func zone(_ invocation: Invocation) -> Finding {
        Finding(check: "zone", status: "pass", detail: invocation.zone.name)
    }
}
