import NIOCore
import Testing

@testable import JournalEngine

@Suite struct FrameSplitterTests {
    private let stream = Array("alpha\n\nb\r\n\r\n{\"x\": 1}\ngamma\r\n".utf8)
    private let frames = ["alpha", "b", "{\"x\": 1}", "gamma"]

    /// All steps that the chunks give, with frames as text.
    private func split(_ chunks: [[UInt8]], maxBytes: Int = 100) -> (frames: [String], tooLarge: Int, partial: Bool) {
        var splitter = FrameSplitter(maxBytes: maxBytes)
        var frames: [String] = []
        var tooLarge = 0
        for chunk in chunks {
            splitter.append(ByteBuffer(bytes: chunk))
            steps: while true {
                switch splitter.next() {
                case .frame(let frame): frames.append(String(buffer: frame))
                case .tooLarge: tooLarge += 1
                case .needsMore: break steps
                }
            }
        }
        return (frames, tooLarge, splitter.hasPartial)
    }

    @Test func mergedFramesComeApart() {
        #expect(split([stream]) == (frames, 0, false))
    }

    @Test func framesSurviveEverySplitPoint() {
        for first in 0...stream.count {
            for second in first...stream.count {
                let chunks = [Array(stream[..<first]), Array(stream[first..<second]), Array(stream[second...])]
                #expect(split(chunks.filter { !$0.isEmpty }) == (frames, 0, false))
            }
        }
    }

    @Test func framesSurviveOneByteAtATime() {
        #expect(split(stream.map { [$0] }) == (frames, 0, false))
    }

    @Test func partialFrameIsKept() {
        #expect(split([Array("abc\nde".utf8)]) == (["abc"], 0, true))
        #expect(split([Array("abc\nde".utf8), Array("f\n".utf8)]) == (["abc", "def"], 0, false))
    }

    @Test(arguments: ["\n", "\r\n"]) func frameOfTheLimitPassesAndOneMoreDoesNot(end: String) {
        let exact = String(repeating: "x", count: 100)
        #expect(split([Array((exact + end).utf8)]) == ([exact], 0, false))
        #expect(split([Array((exact + "y" + end + "next\n").utf8)]) == (["next"], 1, false))
    }

    @Test func tooLargeIsToldOnceAndTheNextFrameIsRead() {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000)
        for size in [1, 7, 101, 102, 1_000] {
            var chunks: [[UInt8]] = []
            var position = 0
            let bytes = long + Array("\nnext\n".utf8)
            while position < bytes.count {
                let end = min(position + size, bytes.count)
                chunks.append(Array(bytes[position..<end]))
                position = end
            }
            #expect(split(chunks) == (["next"], 1, false))
        }
    }

    @Test func whileSkippingNothingIsHeld() {
        let (frames, tooLarge, partial) = split([[UInt8](repeating: 0, count: 500), [1, 2, 3]])
        #expect(frames.isEmpty && tooLarge == 1 && partial)
    }
}
