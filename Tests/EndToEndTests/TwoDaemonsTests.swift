import DatabaseTestServers
import Foundation
import JournalRPC
import Testing

/// Two daemons with state of their own, on one PostgreSQL and one Redis.
@Suite(.serialized) struct TwoDaemonsTests {
    /// The daemons with what they share.
    struct Pair {
        let one: DaemonProcess
        let two: DaemonProcess
        let redis: RedisServer

        /// - Parameter isOnCitus: whether the database is on the prepared cluster, which the caller has to itself.
        init(isOnCitus: Bool = false) async throws {
            redis = try await RedisServer()
            var settings = [
                "JOURNALD_LIMITS_REQUESTSPERSECOND": "0", "JOURNALD_STORAGE_PROVIDER": "postgres",
                "JOURNALD_CACHE_PROVIDER": "redis", "JOURNALD_CACHE_REDIS_URL": redis.url,
            ]
            if isOnCitus {
                settings["JOURNALD_STORAGE_POSTGRES_URL"] = PreparedDatabases.citus.urls[0]
                settings["JOURNALD_STORAGE_POSTGRES_CITUS"] = "true"
            } else {
                let server = try await PostgresServer.shared()
                settings["JOURNALD_STORAGE_POSTGRES_URL"] = server.url(of: try await server.makeDatabase())
            }
            one = try DaemonProcess(settings: settings)
            two = try DaemonProcess(settings: settings)
            try one.start()
            // Daemons on one store have one master key.
            try FileManager.default.copyItem(atPath: one.state + "/master.key", toPath: two.state + "/master.key")
            try two.start()
        }
    }

    /// The next notice of a watched list.
    private static func notice(_ client: RPCClient) throws -> (kind: String?, body: String?) {
        let notification = try client.nextNotification(timeout: .seconds(60))
        return (notification.params["kind"]?.stringValue, notification.params["entry"]?["body"]?.stringValue)
    }

    @Test func oneHearsWhatChangesThroughTheOther() async throws { try await Self.watch(try await Pair()) }

    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"))
    func oneHearsWhatChangesThroughTheOtherOnCitus() async throws {
        try await PreparedDatabases.citus.alone { try await Self.watch(try await Pair(isOnCitus: true)) }
    }

    private static func watch(_ pair: Pair) async throws {
        let (writer, reader, watcher) = (try pair.one.connect(), try pair.two.connect(), try pair.two.connect())
        _ = try watcher.call(Entries.Watch.self, EntrySelection())
        // The other daemon may not listen yet when it has just started; what it hears from now on it has in order.
        var entry = try writer.call(Entries.Create.self, EntryDraft(body: "first #sea"))
        var seen = try Self.notice(watcher)
        #expect(seen.kind == "created" && seen.body == "first #sea")
        var change = Entries.Update.Params(entry: .number(entry.number), revision: entry.revision)
        change.body = "second #sea"
        entry = try writer.call(Entries.Update.self, change)
        seen = try Self.notice(watcher)
        #expect(seen.kind == "updated" && seen.body == "second #sea")
        #expect(try reader.call(Entries.Get.self, .init(entry: .number(entry.number))).body == "second #sea")
        // A name that changed is followed; it may take the moment that the word needs.
        _ = try writer.call(Categories.Update.self, .init(category: "sea", name: "ocean"))
        for _ in 0..<500 where try reader.call(Entries.Get.self, .init(entry: .number(entry.number))).categories != ["ocean"] {
            usleep(20_000)
        }
        #expect(try reader.call(Entries.Get.self, .init(entry: .number(entry.number))).categories == ["ocean"])
        #expect(pair.one.stop() == 0)
        #expect(pair.two.stop() == 0)
        await pair.redis.end()
    }

    /// Reports of both are right at once, with a Redis that is well, emptied, stopped and dead.
    @Test func reportsAreRightWhateverRedisDoes() async throws { try await Self.report(try await Pair()) }

    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"))
    func reportsAreRightWhateverRedisDoesOnCitus() async throws {
        try await PreparedDatabases.citus.alone { try await Self.report(try await Pair(isOnCitus: true)) }
    }

    private static func report(_ pair: Pair) async throws {
        let clients = [try pair.one.connect(), try pair.two.connect()]
        var written = 0
        func check(_ what: String) throws {
            for client in clients {
                _ = try client.call(Entries.Create.self, EntryDraft(body: "a good day"))
                written += 1
                for reader in clients + clients {
                    let report = try reader.call(Analytics.Report.self, .init(name: "mood-distribution"))
                    let entries = report.frames.flatMap(\.rows).flatMap { $0 }
                    #expect(entries.contains(.integer(Int64(written))), "\(what): \(written) in \(report.frames)")
                }
            }
        }
        try check("a Redis that is well")
        try await pair.redis.command("FLUSHALL")
        try check("an emptied Redis")
        try await pair.redis.pause()
        try check("a stopped Redis")
        try await pair.redis.resume()
        try check("a Redis that came back")
        try await pair.redis.kill()
        try check("a dead Redis")
        #expect(pair.one.stop() == 0)
        #expect(pair.two.stop() == 0)
        await pair.redis.end()
    }

    /// Writers on both daemons, one daemon killed on the way and started again: what was answered is there, and nothing twice.
    @Test func aKilledDaemonLosesAndDoublesNothing() async throws { try await Self.kill(try await Pair()) }

    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"))
    func aKilledDaemonLosesAndDoublesNothingOnCitus() async throws {
        try await PreparedDatabases.citus.alone { try await Self.kill(try await Pair(isOnCitus: true)) }
    }

    private static func kill(_ pair: Pair) async throws {
        let (one, two) = (pair.one, pair.two)
        let count = 150
        let answered = await withTaskGroup(of: [String].self) { group in
            for (socket, name) in [(one.socket, "a"), (one.socket, "b"), (two.socket, "c"), (two.socket, "d")] {
                group.addTask { Self.write(to: socket, name, count) }
            }
            try? await Task.sleep(for: .milliseconds(150))
            one.kill9()
            return await group.reduce(into: []) { $0 += $1 }
        }
        try one.start()
        // Whoever had no answer asks again, at either daemon.
        for name in ["a", "b", "c", "d"] {
            #expect(Self.write(to: name < "c" ? two.socket : one.socket, name, count).count == count)
        }
        let client = try one.connect()
        var (bodies, params): ([String], Entries.List.Params) = ([], .init())
        repeat {
            let page = try client.call(Entries.List.self, params)
            bodies += page.items.map { $0.body }
            params.page.cursor = page.next
        } while params.page.cursor != nil
        #expect(bodies.count == 4 * count)
        #expect(Set(bodies).count == 4 * count)
        #expect(Set(answered).isSubset(of: Set(bodies)))
        #expect(pair.one.stop() == 0)
        #expect(pair.two.stop() == 0)
        await pair.redis.end()
    }

    /// Writes entries until all are answered or the daemon is gone.
    /// - Returns: the texts that were answered.
    private static func write(to socket: String, _ name: String, _ count: Int) -> [String] {
        var answered: [String] = []
        guard let client = try? RPCClient(path: socket) else { return answered }
        for number in 0..<count {
            let body = "\(name) \(number)"
            guard let entry = try? client.call(Entries.Create.self, EntryDraft(body: body, idempotencyKey: "\(name)-\(number)")) else { break }
            answered.append(entry.body)
        }
        return answered
    }
}
