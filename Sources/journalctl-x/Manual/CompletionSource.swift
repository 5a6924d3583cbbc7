import ArgumentParser
import JournalRPC

/// Words that the shell offers: it asks the daemon, waits 300 ms at most and says nothing when that fails.
enum CompletionSource {
    /// The environment of the run; the argument parser calls completions without any context.
    @TaskLocal static var environment = Environment.process

    static let patience = Duration.milliseconds(300)

    /// Names of categories.
    static func categories() -> [String] {
        (ask(Categories.List.self, NoParams())?.items ?? []).map(\.name)
    }

    /// Numbers of the newest entries, or of those in the trash.
    static func numbers(trashed: Bool) -> [String] {
        var params = Entries.List.Params()
        params.page = PageParams(limit: 30)
        params.fields = ["number"]
        if trashed { params.selection.trashed = true }
        return (ask(Entries.List.self, params)?.items ?? []).map { String($0.number) }
    }

    static func reports() -> [String] {
        (ask(Analytics.Reports.self, NoParams())?.items ?? []).map(\.name)
    }

    static func plugins() -> [String] {
        (ask(Plugins.List.self, NoParams())?.items ?? []).map(\.id)
    }

    /// The names of the wire's methods.
    static func methods() -> [String] {
        guard let document = ask(System.Discover.self, NoParams()) else { return [] }
        return (document["methods"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
    }

    /// One call with what is left of the 300 ms after connecting.
    private static func ask<M: RPCMethod>(_ method: M.Type, _ params: M.Params) -> M.Result? {
        let end = ContinuousClock.now.advanced(by: patience)
        guard let settings = try? Settings.load(environment: environment) else { return nil }
        let paths = settings.text(.socket).map { [$0] } ?? SocketLocation.candidates(environment: environment)
        let options = RPCClient.Options(connectTimeout: patience, callTimeout: patience)
        let found = paths.lazy.compactMap { path in (try? RPCClient(path: path, options: options)).map { (path, $0) } }.first
        guard let (path, client) = found, attach(client, path) else { return nil }
        return try? client.call(method, params, timeout: max(ContinuousClock.now.duration(to: end), .milliseconds(1)))
    }

    /// Lets the connection speak for the login, if there is one; false when that would take a call of its own.
    private static func attach(_ client: RPCClient, _ path: String) -> Bool {
        let keeper = LoginKeeper(environment: environment, now: Host.currentTime, pause: { _ in }, step: { _ in })
        do throws(Failure) {
            guard let token = try keeper.readyToken(DaemonPlace(socket: path, uid: client.peerUID)) else { return true }
            return (try? client.hold(Sessions.Attach.self, .init(accessToken: token))) != nil
        } catch {
            return false
        }
    }

    /// Words that a shell may get: on one line, without control characters.
    static func clean(_ words: [String]) -> [String] {
        words.map { Sanitizer.line($0) }.filter { !$0.isEmpty }
    }
}

/// Categories; after a comma the next one of the list is completed.
@Sendable func completeCategories(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let names = CompletionSource.clean(CompletionSource.categories())
    guard let comma = prefix.lastIndex(of: ",") else { return names }
    return names.map { prefix[...comma] + $0 }
}

@Sendable func completeNumbers(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    CompletionSource.numbers(trashed: false)
}

@Sendable func completeTrashed(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    CompletionSource.numbers(trashed: true)
}

@Sendable func completeReports(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    CompletionSource.clean(CompletionSource.reports())
}

@Sendable func completePlugins(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    CompletionSource.clean(CompletionSource.plugins())
}

@Sendable func completeMethods(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    CompletionSource.clean(CompletionSource.methods())
}

/// Zones that people of this machine are likely to mean: the list of the database, if it has one.
@Sendable func completeZones(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    guard let bytes = SmallFile.read(ZoneName.database + "/zone1970.tab", limit: 1 << 18) else { return ["UTC"] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return ["UTC"] + lines.compactMap { line in
        let parts = line.split(separator: "\t")
        return parts.count >= 3 ? String(parts[2]) : nil
    }
}
