import Foundation
import Logging
import Synchronization
import Testing

@testable import JournalEngine

/// Keeps what is logged.
final class LogMemory: LogOutput {
    private let kept = Mutex<[LogRecord]>([])
    /// The output holds each record until it may go on.
    let gate: DispatchSemaphore?

    init(gate: DispatchSemaphore? = nil) { self.gate = gate }

    var records: [LogRecord] { kept.withLock { $0 } }
    func write(_ record: LogRecord) {
        gate?.wait()
        kept.withLock { $0.append(record) }
    }
}

private struct Oops: Error, CustomStringConvertible { let description: String }

@Suite("Log")
struct LogTests {
    private func logger(_ log: DaemonLog) -> Logger { Logger(label: "test") { log.makeHandler(label: $0) } }

    @Test(arguments: [
        ("plain", "plain"), ("two\nlines", "two\\nlines"), ("\r<0>forged", "\\r<0>forged"), ("a\\nb", "a\\\\nb"),
        ("\u{1B}[31mred", "\\u{1b}[31mred"), ("\u{202E}abc", "\\u{202e}abc"), ("a\u{2028}b", "a\\u{2028}b"),
        ("\0", "\\u{0}"), ("Ægir 日本 🎉", "Ægir 日本 🎉"), ("\u{85}", "\\u{85}"),
    ])
    func aLineStaysOneLine(_ text: String, _ escaped: String) {
        #expect(LineEscape.escaped(text) == escaped)
    }

    @Test func aNewlineForgesNoLine() throws {
        let pipe = Pipe()
        let log = DaemonLog(output: ConsoleOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor))
        let logger = logger(log)
        logger.warning("first\n2026-01-01T00:00:00.000Z critical forged", metadata: ["who": "a \"b\"\n", "n": "1"])
        log.flush()
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        #expect(text.split(separator: "\n").count == 1)
        #expect(text.hasSuffix(#" warning first\n2026-01-01T00:00:00.000Z critical forged n=1 who="a \"b\"\n""# + "\n"))
        #expect(text.utf8.count > 24 && Array(text.utf8)[10] == UInt8(ascii: "T"))
    }

    @Test func theJournalGetsEachFieldUnderItsName() throws {
        let memory = LogMemory()
        let log = DaemonLog(output: memory)
        var logger = logger(log)
        logger[metadataKey: "requestId"] = "r1"
        logger.error("failed\n", error: Oops(description: "disk"), metadata: ["peer-uid": "7"])
        log.flush()
        let record = try #require(memory.records.first)
        let fields = Dictionary(JournalOutput.fields(of: record).map { ($0.name, $0.value) }) { first, _ in first }
        #expect(fields["MESSAGE"] == #"failed\n peer-uid=7 requestId=r1 error=disk"#)
        #expect(fields["PRIORITY"] == "3")
        #expect(fields["SYSLOG_IDENTIFIER"] == "journald-core")
        #expect(fields["JOURNALD_REQUEST_ID"] == "r1")
        #expect(fields["JOURNALD_PEER_UID"] == "7")
        #expect(fields["JOURNALD_ERROR"] == "disk")
        #expect(fields["CODE_FILE"]?.hasSuffix("LogTests.swift") == true)
    }

    @Test(arguments: [
        ("requestId", "JOURNALD_REQUEST_ID"), ("a=b\nPRIORITY=0", "JOURNALD_A_B_PRIORITY_0"), ("é", "JOURNALD___"),
        ("", "JOURNALD_"), (String(repeating: "x", count: 99), "JOURNALD_" + String(repeating: "X", count: 55)),
    ])
    func fieldNamesAreWhatTheJournalAllows(_ key: String, _ name: String) {
        #expect(JournalField.name(for: key) == name)
    }

    @Test func longMessagesAreCut() throws {
        let memory = LogMemory()
        let log = DaemonLog(output: memory)
        let long = String(repeating: "é", count: 100_000)
        logger(log).info("\(long)", metadata: ["long": "\(long)"])
        log.flush()
        let record = try #require(memory.records.first)
        #expect(record.message.utf8.count <= LogRecord.maxMessageBytes + 6)
        #expect(record.fields[0].value.utf8.count <= LogRecord.maxFieldBytes + 6)
    }

    @Test func theLevelIsChangedForEveryLoggerAtOnce() {
        let memory = LogMemory()
        let log = DaemonLog(output: memory)
        let early = logger(log)
        early.debug("unheard")
        log.minimumLevel = .debug
        early.debug("heard")
        log.minimumLevel = .error
        early.info("unheard")
        log.flush()
        #expect(memory.records.map(\.message) == ["heard"])
        #expect(log.minimumLevel == .error)
    }

    @Test func aStuckOutputLosesMessagesButHoldsNobodyAndSaysSo() throws {
        let gate = DispatchSemaphore(value: 0)
        let memory = LogMemory(gate: gate)
        let log = DaemonLog(output: memory)
        let logger = logger(log)
        for number in 0..<5_000 { logger.info("\(number)") }
        for _ in 0..<5_001 { gate.signal() }
        log.flush()
        let messages = memory.records.map(\.message)
        #expect(messages.count == 4_097)
        #expect(messages.contains("904 log messages were lost: the log took them too slowly"))
    }

    @Test func theJournalIsRecognisedByItsStreamOnly() throws {
        var status = stat()
        try #require(fstat(2, &status) == 0)
        #expect(DaemonLog.isJournal(2, stream: "\(status.st_dev):\(status.st_ino)"))
        #expect(!DaemonLog.isJournal(2, stream: "\(status.st_dev):\(status.st_ino &+ 1)"))
        for stream in [nil, "", ":", "a:b", "1", "1:2:3", "-1:5"] { #expect(!DaemonLog.isJournal(2, stream: stream)) }
    }
}
