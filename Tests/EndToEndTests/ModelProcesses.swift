import Foundation
import JournalRPC
import ModelTestServer
import Testing

/// A worker of its own process beside a daemon.
final class WorkerProcess {
    private let process = Process()
    private let log: Capture

    init(_ daemon: DaemonProcess) throws {
        log = try Capture()
        process.executableURL = URL(fileURLWithPath: Programs.daemon)
        process.arguments = ["worker", "--socket", daemon.socket]
        process.environment = daemon.environment
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardOutput = log.handle
        process.standardError = log.handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit { kill9() }

    var id: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }
    var output: String { (try? log.text()) ?? "" }

    func kill9() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to end; its exit status, or -1 when it does not.
    func stop() -> Int32 {
        process.terminate()
        let deadline = Date(timeIntervalSinceNow: 20)
        while process.isRunning, Date() < deadline { usleep(5_000) }
        return process.isRunning ? -1 : process.terminationStatus
    }
}

extension DaemonProcess {
    /// A daemon that has a model on this machine read its entries.
    /// - Parameter workers: whether processes of their own ask it; else the daemon does.
    static func withModel(
        _ url: String, workers: Bool, more: [String: String] = [:]
    ) throws -> DaemonProcess {
        var settings = [
            "JOURNALD_LIMITS_REQUESTSPERSECOND": "0", "JOURNALD_SENTIMENT_PROVIDER": "openai",
            "JOURNALD_SENTIMENT_OPENAI_URL": url, "JOURNALD_SENTIMENT_OPENAI_MODEL": "test-model",
            "JOURNALD_SENTIMENT_OPENAI_PRICES": "test-model 1 4", "JOURNALD_WORKERS_MONTHLYCENTSPERUSER": "2000",
        ]
        if workers { settings["JOURNALD_WORKERS_USERS"] = "\(getuid())" }
        return try DaemonProcess(settings: settings.merging(more) { $1 })
    }
}

extension RPCClient {
    func consent(_ isGiven: Bool = true) throws {
        var params = Account.Update.Params()
        params.remoteAnalysis = isGiven
        _ = try call(Account.Update.self, params)
    }

    /// Entries with texts that are all different and no common ones.
    func write(_ count: Int) throws {
        let words = ["rain on the old roof", "a long walk by the river", "the train stood still for hours", "lunch with an old friend"]
        var written = 0
        while written < count {
            let part = min(500, count - written)
            let drafts = (0..<part).map { index in
                EntryDraft(body: "Page \(written + index): \(words[index % words.count]), and it was \(index % 3 == 0 ? "awful" : "lovely").")
            }
            let items = try call(Entries.CreateMany.self, .init(entries: drafts)).items
            #expect(items.allSatisfy { $0.entry != nil })
            written += part
        }
    }

    /// Every entry, page by page.
    func allEntries() throws -> [Entry] {
        var found: [Entry] = []
        var params = Entries.List.Params()
        params.page.limit = 500
        while true {
            let page = try call(Entries.List.self, params)
            found += page.items
            guard let next = page.next else { return found }
            params.page.cursor = next
        }
    }
}

/// Waits until something holds; records an issue when it does not within the limit.
func becomes(_ what: String, limit: Double = 120, _ holds: () throws -> Bool) rethrows {
    let deadline = Date(timeIntervalSinceNow: limit)
    while Date() < deadline {
        if try holds() { return }
        usleep(5_000)
    }
    Issue.record("it did not come to this: \(what)")
}
