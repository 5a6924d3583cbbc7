import Foundation
import JournalRPC
import Testing

/// What a person writes is readable nowhere but through the daemon.
@Suite(.serialized) struct CanaryTests {
    static let words = ["Zwitscherkasten", "Quellwolkenfund", "Bernsteinzimmer", "Kaltfrontnotiz", "Abendrotliste"]

    @Test func noTextOnDiskInLogsOrArguments() throws {
        let daemon = try DaemonProcess(settings: ["JOURNALD_LIMITS_REQUESTSPERSECOND": "0", "JOURNALD_LOG_LEVEL": "trace"])
        try daemon.start()
        let client = try daemon.connect()
        let (text, title, category) = (Self.words[0], Self.words[1], Self.words[2])
        let (edited, query) = (Self.words[3], Self.words[4])
        let draft = EntryDraft(
            body: "\(text) was wonderful and terrible #\(category)", title: title, categories: [category], idempotencyKey: "k-\(text)")
        _ = try client.call(Entries.Create.self, draft)
        _ = try client.call(Entries.Watch.self, EntrySelection())
        var change = Entries.Update.Params(entry: .number(1), revision: 1)
        change.body = "\(edited) instead, happy"
        _ = try client.call(Entries.Update.self, change)
        _ = try client.call(Entries.Search.self, .init(query: query))
        _ = try client.call(Entries.Search.self, .init(query: text.lowercased()))
        _ = try client.call(Categories.Create.self, .init(name: category + "2"))
        _ = try client.call(SentimentMethods.Analyze.self, .init(texts: [text]))
        var report = Analytics.Report.Params(name: "category-trend")
        report.arguments = [("category", .string(category))]
        _ = try client.call(Analytics.Report.self, report)
        _ = try client.call(Analytics.Report.self, .init(name: "categories"))
        // Requests that fail must not tell either.
        _ = try? client.call(Categories.Update.self, .init(category: query, name: text))
        _ = try? client.call(Entries.Create.self, EntryDraft(body: text, zone: "\(text)/\(title)"))
        _ = try? client.callRaw(method: text, params: .object([.init(title, .string(edited))]))
        _ = try client.call(Entries.Delete.self, .init(entry: .number(1)))
        _ = try client.call(Keys.Rotate.self, NoParams())
        let arguments = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemon.process.processIdentifier)/cmdline"))
        let environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemon.process.processIdentifier)/environ"))
        // With the daemon running (write-ahead log, shared memory) and after its end.
        try check(daemon, more: [("arguments", arguments), ("environment", environment)])
        #expect(daemon.stop() == 0)
        try check(daemon, more: [])
    }

    private func check(_ daemon: DaemonProcess, more: [(String, Data)]) throws {
        var places = more
        places.append(("log", Data(try daemon.log.text().utf8)))
        let files = try #require(FileManager.default.enumerator(atPath: daemon.state)).compactMap { $0 as? String }
        #expect(files.contains("journal.db"))
        for file in files {
            places.append((file, try Data(contentsOf: URL(fileURLWithPath: daemon.state + "/" + file))))
        }
        for (name, data) in places {
            for word in Self.words {
                for form in [word, word.lowercased(), word.uppercased()] {
                    #expect(data.range(of: Data(form.utf8)) == nil, "\(name) holds \(form)")
                }
            }
        }
    }
}
