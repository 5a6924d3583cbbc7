import SentimentLexicon

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

// Measures the lexicon analyser on one core, in MB of text a second, for four kinds of text.
// usage: lexicon-bench [seconds-per-kind [kind]]; scripts/bench-lexicon runs it beside vaderSentiment.

/// A reproducible stream of numbers.
struct Steps {
    var state: UInt64 = 1
    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}

let openings = [
    "I woke up late and", "After lunch we", "My sister called and", "At work everyone", "The whole afternoon I", "In the evening we",
    "I don't know why but I", "Somehow the meeting", "Mum said that she", "It rained all day and I", "On the train home I",
]
let middles = [
    "felt tired and a bit anxious about", "were really happy with", "talked for hours about", "could not stop thinking of",
    "finally finished", "was annoyed by", "did nothing special except", "laughed so much over", "had to wait for", "was not sure about",
]
let endings = [
    "the report for the harbour office.", "the long walk by the river!", "what the doctor had told us.", "dinner with old friends 😂",
    "the broken heating again...", "a quiet hour with a book and some tea.", "the move to the new flat, which costs too much.",
    "how little I had slept lately.", "the children and their school play :)", "everything that is still on my list.",
]
let plain = [
    "The", "table", "near", "window", "stood", "between", "two", "chairs", "and", "held", "seven", "pages", "about", "harbour", "timetables",
    "from", "last", "October", "which", "our", "office", "had", "printed", "on", "grey", "paper", "for", "every", "department", "upstairs",
]

func sentence(_ steps: inout Steps) -> String {
    [openings, middles, endings].map { $0[steps.below($0.count)] }.joined(separator: " ")
}

func text(ofAtLeast bytes: Int, _ steps: inout Steps, _ piece: (inout Steps) -> String) -> String {
    var out = ""
    while out.utf8.count < bytes { out += (out.isEmpty ? "" : " ") + piece(&steps) }
    return out
}

func kinds() -> [(name: String, texts: [String])] {
    var steps = Steps()
    return [
        ("tweets", (0..<2000).map { _ in text(ofAtLeast: 60, &steps, sentence) }),
        ("journal entries", (0..<500).map { _ in text(ofAtLeast: 900, &steps, sentence) }),
        ("10,000 words", [text(ofAtLeast: 54_000, &steps, sentence)]),
        ("1 MiB", [text(ofAtLeast: 1 << 20, &steps, sentence)]),
        ("no hit", (0..<500).map { _ in text(ofAtLeast: 900, &steps) { plain[$0.below(plain.count)] } }),
    ]
}

/// Processor time of this process in seconds: other work on the machine does not count.
func processorSeconds() -> Double {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// A text that is lent, never copied: so its references are not counted at each call, which costs as much as several words and
/// is no part of an analysis.
struct LentText: ~Copyable {
    let text: String

    borrowing func analyze(_ analyzer: LexiconAnalyzer, into analysis: inout LexiconAnalysis) {
        analyzer.analyze(text, into: &analysis)
    }
}

/// Repeats the texts for the given time; the best round counts, as everything else is the machine's noise.
func measure(_ texts: [String], seconds: Double, _ analyzer: LexiconAnalyzer) -> (rate: Double, milliseconds: Double) {
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let lent = UnsafeMutableBufferPointer<LentText>.allocate(capacity: texts.count)
    for (index, text) in texts.enumerated() { lent.initializeElement(at: index, to: LentText(text: text)) }
    defer {
        lent.deinitialize()
        lent.deallocate()
    }
    var best = Double.infinity
    var sum = 0.0
    var analysis = analyzer.analyze("")
    let end = processorSeconds() + seconds
    repeat {
        let start = processorSeconds()
        for index in lent.indices {
            lent[index].analyze(analyzer, into: &analysis)
            sum += analysis.score
        }
        best = min(best, processorSeconds() - start)
    } while processorSeconds() < end
    guard sum.isFinite, best > 0 else { return (0, 0) }
    return (Double(bytes) / best / 1e6, best * 1000 / Double(texts.count))
}

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "--texts" {
    // The texts, one a line, with their kind, for measuring another analyser on the same.
    for (name, texts) in kinds() { for text in texts { print("\(name)\t\(text)") } }
} else {
    let seconds = arguments.first.flatMap(Double.init) ?? 2
    let start = processorSeconds()
    let analyzer = LexiconAnalyzer()
    print("ready\t\(processorSeconds() - start)\ts")
    let only = arguments.dropFirst().first
    for (name, texts) in kinds() where only == nil || only == name {
        let (rate, milliseconds) = measure(texts, seconds: seconds, analyzer)
        print("\(name)\t\(rate)\tMB/s\t\(milliseconds)\tms a text")
    }
}
