import JournalRPC
import Testing

/// Loops over seeded random input: bounded, and the same in every run.
struct JSONFuzzTests {
    @Test func randomValuesSurviveTheRoundTrip() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let value = JSONValue.random(depth: 4, using: &generator)
            let bytes = try value.encoded()
            let view = try parse(bytes)
            #expect(JSONValue(view) == value)
            #expect(try RPCDecoder.decode(JSONValue.self, from: view) == value)
            #expect(try RPCEncoder.encode(value) == bytes)
            let pretty = JSONPretty.format(bytes)
            #expect(JSONValue(try parse(pretty)) == value)
        }
    }

    @Test func everySplitOfAMessageIsRefusedOrWhole() throws {
        let whole = Array(#"{"jsonrpc":"2.0","id":"x\u00e9","method":"entries.list","params":{"limit":-1.5e3,"a":[true,null,"é"]}}"#.utf8)
        #expect(refusal(whole) == nil)
        for length in 0..<whole.count {
            #expect(refusal(Array(whole[..<length])) != nil)
        }
    }

    @Test func mutationsNeverTrap() throws {
        var generator = SeededGenerator(seed: 2)
        var document = JSONDocument()
        let alphabet = Array("{}[]\",:\\u0123eE+-.tfn \u{0}".utf8) + [0x80, 0xC3, 0xED, 0xF0, 0xFF]
        var accepted = 0
        for _ in 0..<400 {
            let seed = try JSONValue.random(depth: 3, using: &generator).encoded()
            for _ in 0..<30 {
                var bytes = seed
                for _ in 0...Int.random(in: 0..<3, using: &generator) {
                    let position = Int.random(in: 0...bytes.count, using: &generator)
                    let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                    switch Int.random(in: 0..<3, using: &generator) {
                    case 0: bytes.insert(byte, at: position)
                    case 1 where position < bytes.count: bytes[position] = byte
                    default: bytes.removeSubrange(min(position, bytes.count)..<bytes.count)
                    }
                }
                accepted += fuzzFrame(bytes, with: &document) ? 1 : 0
            }
        }
        #expect(accepted > 0)
    }

    /// What a fuzz target calls: every public reading of a frame. True when the bytes were JSON.
    private func fuzzFrame(_ bytes: [UInt8], with document: inout JSONDocument) -> Bool {
        let message = bytes.withUnsafeBytes { RPCMessage.parse($0, with: &document) }
        if case .batch(let requests) = message {
            for request in requests { _ = RPCEnvelope.parse(request) }
        }
        guard let root = document.root else { return false }
        _ = RPCIncoming.parse(root)
        _ = Schema.any.validate(root)
        _ = Schema.object([.required("a", .array(of: .entryReference))]).validate(root)
        let value = JSONValue(root)
        let again = value.flatMap { try? $0.encoded() }.flatMap { try? parse($0) }.flatMap { JSONValue($0) }
        #expect(value == again)
        return true
    }

    @Test func doublesSurviveTheRoundTrip() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            let bytes = try RPCEncoder.encode(value)
            #expect(try parse(bytes).double()?.bitPattern == value.bitPattern)
            let short = (value.magnitude.truncatingRemainder(dividingBy: 1e6) * 1e3).rounded() / 1e3
            #expect(try parse(short.description).double() == short)
        }
    }
}
