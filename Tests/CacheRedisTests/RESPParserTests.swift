@testable import CacheRedis
import NIOCore
import Testing

@Suite("Replies of a Redis server")
struct RESPParserTests {
    static let whole: [(String, RESPValue)] = [
        ("+OK\r\n", .simple("OK")), ("-ERR no\r\n", .error("ERR no")), (":-12\r\n", .integer(-12)),
        (":9223372036854775807\r\n", .integer(.max)), ("$0\r\n\r\n", .bulk([])), ("$4\r\na\r\nb\r\n", .bulk(Array("a\r\nb".utf8))),
        ("$-1\r\n", .null), ("*-1\r\n", .null), ("*0\r\n", .array([])),
        ("*3\r\n:1\r\n*1\r\n$1\r\nx\r\n$-1\r\n", .array([.integer(1), .array([.bulk([120])]), .null])),
    ]

    @Test("Each reply is read alike, wherever the stream is cut")
    func cuts() throws {
        let bytes = Self.whole.flatMap { Array($0.0.utf8) }
        for cut in 0...bytes.count {
            var parser = RESPParser(limits: RESPLimits(bulkBytes: 100))
            var buffer = ByteBuffer(bytes: bytes[..<cut])
            var found: [RESPValue] = []
            while let value = try parser.next(&buffer) { found.append(value) }
            buffer.writeBytes(bytes[cut...])
            while let value = try parser.next(&buffer) { found.append(value) }
            #expect(found == Self.whole.map(\.1))
            #expect(buffer.readableBytes == 0)
        }
    }

    @Test("Bytes one by one")
    func drops() throws {
        var parser = RESPParser(limits: RESPLimits(bulkBytes: 100))
        var buffer = ByteBuffer()
        var found: [RESPValue] = []
        for byte in Self.whole.flatMap({ Array($0.0.utf8) }) {
            buffer.writeInteger(byte)
            while let value = try parser.next(&buffer) { found.append(value) }
        }
        #expect(found == Self.whole.map(\.1))
    }

    @Test("What is no reply ends it", arguments: [
        "\r\n", "?1\r\n", "OK\r\n", "+OK\n", ":x\r\n", ":\r\n", ":123456789012345678901\r\n", "$-2\r\n", "$9999999999\r\n",
        "$1\r\nab\r\n", "*-2\r\n", "*70000\r\n", "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n", "*1\r\n$101\r\n", "HTTP/1.1 200 OK\r\n",
        "%1\r\n+a\r\n+b\r\n", "*2\r\n*60000\r\n" + String(repeating: ":1\r\n", count: 60_000) + "*60000\r\n",
    ])
    func garbage(_ text: String) {
        var parser = RESPParser(limits: RESPLimits(bulkBytes: 100))
        var buffer = ByteBuffer(string: text)
        #expect(throws: RESPViolation.self) { while try parser.next(&buffer) != nil {} }
    }

    @Test("A line or an array without end is not waited for")
    func endless() {
        for start in ["+", "*60000\r\n"] {
            var parser = RESPParser(limits: RESPLimits(bulkBytes: 100, arrayBytes: 10_000))
            var buffer = ByteBuffer(string: start)
            #expect(throws: RESPViolation.self) {
                for _ in 0..<10_000 {
                    buffer.writeString(start == "+" ? "xxxxx" : "$20\r\n01234567890123456789\r\n")
                    guard try parser.next(&buffer) == nil else { return }
                }
            }
        }
    }

    @Test("A string over the bound is read past without being kept")
    func oversized() throws {
        var parser = RESPParser(limits: RESPLimits(bulkBytes: 100))
        var buffer = ByteBuffer(string: "$1000000\r\n")
        var most = 0
        for _ in 0..<1_000 {
            #expect(try parser.next(&buffer) == nil)
            buffer.discardReadBytes()
            buffer.writeBytes([UInt8](repeating: 0, count: 1_000))
            most = max(most, buffer.readableBytes)
        }
        #expect(try parser.next(&buffer) == nil)
        buffer.writeString("\r\n+OK\r\n")
        #expect(try parser.next(&buffer) == .oversized)
        #expect(try parser.next(&buffer) == .simple("OK"))
        #expect(most <= 1_000)
    }

    @Test("Any bytes at all end in values or a violation")
    func noise() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("+-:$*\r\n0123456789ab".utf8)
        for _ in 0..<5_000 {
            var parser = RESPParser(limits: RESPLimits(bulkBytes: 50))
            var buffer = ByteBuffer(
                bytes: (0..<Int.random(in: 0..<80, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 })
            do { while try parser.next(&buffer) != nil {} } catch { #expect(!error.reason.isEmpty) }
        }
    }

    @Test("A command is an array of its words")
    func command() {
        var buffer = ByteBuffer()
        RedisCommand.set([0, 13, 10], Array("v".utf8), milliseconds: 7).write(to: &buffer)
        #expect(buffer == ByteBuffer(string: "*5\r\n$3\r\nSET\r\n$3\r\n\0\r\n\r\n$1\r\nv\r\n$2\r\nPX\r\n$1\r\n7\r\n"))
    }
}
