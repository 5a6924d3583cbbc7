import JournalRPC
import SentimentLexicon

// Measures single pieces of a request's way on one core.
// usage: micro [milliseconds-for-each]
//
// What seals and hashes is not public; profiles of the daemon under load show its share (docs/performance.md).

let milliseconds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 500
let stopwatch = Stopwatch(budget: .milliseconds(max(1, milliseconds)))
/// Keeps results alive, so that no work is optimised away.
var sink = 0

func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

func show(_ name: String, _ work: () throws -> Void) {
    do {
        let figure = try stopwatch.measure(work)
        print("\(padded(name, 56)) least \(Int(figure.least)) ns   median \(Int(figure.median)) ns")
    } catch {
        print("\(padded(name, 56)) failed: \(error)")
    }
}

var document = JSONDocument()
var out: [UInt8] = []

show("ping: parse and read the envelope") {
    let message = Samples.ping.withUnsafeBytes { RPCMessage.parse($0, with: &document) }
    if case .single(.call) = message { sink &+= 1 }
}

show("ping: write the reply") {
    out.removeAll(keepingCapacity: true)
    try RPCReply.appendResult("pong", id: RPCID(12_345), to: &out)
    sink &+= out.count
}

show("create: parse, check against the schema, decode (700 B)") {
    let message = Samples.create.withUnsafeBytes { RPCMessage.parse($0, with: &document) }
    guard case .single(.call(_, _, let params?)) = message else { return }
    sink &+= Entries.Create.params.validate(params).count
    sink &+= try RPCDecoder.decode(EntryDraft.self, from: params).body.utf8.count
}

show("entry: encode (700 B)") {
    out.removeAll(keepingCapacity: true)
    try RPCEncoder.encode(Samples.entry, into: &out)
    sink &+= out.count
}

let encoded = try RPCEncoder.encode(Samples.entry)
show("entry: parse and decode (700 B)") {
    sink &+= try RPCDecoder.decode(Entry.self, from: try document.parse(encoded)).body.utf8.count
}

let analyzer = LexiconAnalyzer()
show("lexicon: analyse an entry (700 B, 127 words)") {
    sink &+= analyzer.analyze(Samples.body).words
}

if sink == 0 { print("nothing was done") }
