import Testing

@testable import JournalEngine

/// Bytes of any kind never harm the daemon.
@Suite(.timeLimit(.minutes(3))) struct ServerFuzzTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        /// SplitMix64 (Steele, Lea and Flood 2014): the same bytes in every run.
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private let seeds = [
        #"{"jsonrpc":"2.0","id":1,"method":"system.ping"}"#,
        #"{"jsonrpc":"2.0","id":"a","method":"test.echo","params":{"text":"é\u00e9\ud83d\ude00"}}"#,
        #"[{"jsonrpc":"2.0","id":1,"method":"system.ping"},{"jsonrpc":"2.0","method":"test.write","params":{"text":"x"}}]"#,
        #"{"jsonrpc":"2.0","id":1e400,"method":"test.big","params":{"bytes":9}}"#,
        #"{"jsonrpc":"2.0","id":9223372036854775808,"method":"test.big","params":{"bytes":-9223372036854775808}}"#,
        String(repeating: "[", count: 70), "{\"a\":" + String(repeating: "\u{301}", count: 40) + "}",
    ].map { Array($0.utf8) }

    private func mutated(_ random: inout Random) -> [UInt8] {
        var bytes = seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0...5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 3: bytes.removeSubrange(place...)
            case 4: bytes += seeds.randomElement(using: &random) ?? []
            default: bytes.insert(contentsOf: bytes[..<place], at: place)
            }
        }
        return bytes
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func garbageNeverKillsIt(seed: UInt64) async throws {
        let daemon = try TestDaemon()
        try await daemon.serve { path in
            var random = Random(state: seed)
            for _ in 0..<20 {
                let client = try await LineClient.connect(to: path)
                var stream: [UInt8] = []
                for _ in 0..<300 { stream += mutated(&random) + [0x0A] }
                try await client.send(stream)
                try await client.send(line: "")
                try await client.send(line: #"{"jsonrpc":"2.0","id":"end","method":"test.who"}"#)
                var line = ""
                while !line.hasPrefix(#"{"jsonrpc":"2.0","id":"end""#) {
                    line = try await client.line()
                    #expect((try? JSONTest.value(line)) != nil)
                }
                await client.close()
            }
        }
    }
}
