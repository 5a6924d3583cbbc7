import JournalRPC
import NIOCore

/// Memory that the connections of one event loop use in turn: one at a time works on the loop, and what one has just
/// used is still in the processor's cache for the next. Idle connections hold none.
final class LoopScratch {
    /// Buffers over this are given back after use.
    private static let keptBytes = 16_384

    /// The frame that is being read.
    var document = JSONDocument()
    /// Replies of immediate methods until they are written. Empty whenever a connection begins its turn.
    var replies: [UInt8] = []
    private var output = ByteBuffer()

    /// A buffer of these bytes. When the kernel took all of the last one at once, its memory is used again.
    func buffer(of bytes: [UInt8]) -> ByteBuffer {
        output.clear(minimumCapacity: 0)
        output.writeBytes(bytes)
        defer { if output.capacity > Self.keptBytes { output = ByteBuffer() } }
        return output
    }

    func clearReplies() {
        replies.removeAll(keepingCapacity: replies.capacity <= Self.keptBytes)
    }
}
